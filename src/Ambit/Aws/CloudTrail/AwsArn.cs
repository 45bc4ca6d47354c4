namespace Ambit.Aws.CloudTrail;

/// <summary>The parts of an ARN: <c>arn:partition:service:region:account:resource</c>.</summary>
internal static class AwsArn
{
    /// <summary>The service of an action: <c>s3</c> of <c>s3:GetObject</c>.</summary>
    public static string Prefix(string action) => action[..action.IndexOf(':')];

    public static string? Partition(string? arn) => Part(arn, 1);

    public static string? Service(string? arn) => Part(arn, 2);

    public static string? Account(string? arn) => Part(arn, 4);

    private static string? Part(string? arn, int number)
    {
        if (arn is null || !arn.StartsWith("arn:", StringComparison.Ordinal))
            return null;
        var rest = arn.AsSpan();
        for (var i = 0; i < number; i++)
        {
            var colon = rest.IndexOf(':');
            if (colon < 0)
                return null;
            rest = rest[(colon + 1)..];
        }

        var end = rest.IndexOf(':');
        return (end < 0 ? rest : rest[..end]).ToString();
    }
}
