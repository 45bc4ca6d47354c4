namespace Ambit.Aws.Inventory;

/// <summary>An IAM role.</summary>
public sealed record AwsRole : AwsPrincipal
{
    /// <summary>The trust policy; its text is unknown where the export leaves it out.</summary>
    public required PolicyText Trust { get; init; }

    /// <summary>ARN of the permission boundary.</summary>
    public string? Boundary { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>RoleLastUsed; null where never or unknown.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Longest session in seconds, null where unknown.</summary>
    public int? MaxSessionDuration { get; init; }

    /// <summary>Made by an AWS service for itself: bound by no guardrail, edited by nobody.</summary>
    public bool ServiceLinked => Path.StartsWith("/aws-service-role/", StringComparison.Ordinal);

    /// <summary>Under <c>/aws-reserved/</c>: made by Identity Center and the like, edited by nobody in the account.</summary>
    public bool Reserved => Path.StartsWith("/aws-reserved/", StringComparison.Ordinal);
}
