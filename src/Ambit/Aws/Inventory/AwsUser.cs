namespace Ambit.Aws.Inventory;

/// <summary>An IAM user.</summary>
public sealed record AwsUser : AwsPrincipal
{
    /// <summary>ARNs of the groups it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>ARN of the permission boundary.</summary>
    public string? Boundary { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>What the credential report and key lists say of it.</summary>
    public AwsCredentials Credentials { get; init; } = AwsCredentials.Unknown;
}
