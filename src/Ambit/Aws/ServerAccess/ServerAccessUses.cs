using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;
using Ambit.Usage;

namespace Ambit.Aws.ServerAccess;

/// <summary>From a record of a server access log to the permissions that S3 checked. The table is <c>catalog/aws/server-access-operations.tsv</c>.</summary>
internal static class ServerAccessUses
{
    /// <summary>How a source of use begins that is known from such a log alone.</summary>
    public const string Source = "s3.amazonaws.com server access log ";

    private static readonly Lazy<Dictionary<string, (string Target, MappedAction[] Actions)>> Operations = new(() =>
        CatalogueText.Rows("server-access-operations.tsv").ToDictionary(r => r[0], r => (r[1], r[2] == "-" ? [] : r[2].Split(',').Select(MappedAction.Parse).ToArray()), StringComparer.Ordinal));

    /// <summary>The uses; none where nobody is to be credited; null where the table does not know the operation.</summary>
    public static IReadOnlyList<UsageEvent>? Of(ServerAccessRecord record)
    {
        // "S3.action.resource_type for lifecycle and logging": S3 itself; "WEBSITE" reads like REST.
        if (record.Operation.StartsWith("S3.", StringComparison.Ordinal))
            return [];
        var name = record.Operation.StartsWith("WEBSITE.", StringComparison.Ordinal) ? $"REST.{record.Operation["WEBSITE.".Length..]}" : record.Operation;
        if (!Operations.Value.TryGetValue(name, out var operation))
            return null;
        if (Principal(record.Requester) is not { } principal)
            return [];
        var (context, outcome) = (Context(record, principal), Outcome(record));
        return [.. operation.Actions.Where(a => IsNeeded(a, record)).Select(a => new UsageEvent(
            "aws", principal, a.Action, Resource(operation.Target, record), record.Time, context, outcome, MappingBasis.Table, Source + record.Operation))];
    }

    private static bool IsNeeded(MappedAction action, ServerAccessRecord record) =>
        action.Parameter is null || action.WhenPresent == (action.Parameter switch { "key" => record.Key, "versionId" => record.Version, _ => null }) is not null;

    /// <summary>
    /// "If the requester was an IAM user, the user name; an assumed role, the role": ARNs. A canonical id says an account and not who of it, and
    /// services act for themselves.
    /// </summary>
    private static string? Principal(string? requester)
    {
        if (requester is null)
            return "*";
        if (!requester.StartsWith("arn:", StringComparison.Ordinal) || requester.Split(':') is not { Length: >= 6 } parts)
            return null;
        return parts[2] == "sts" && parts[5].Split('/') is ["assumed-role", var role, ..] ? $"arn:{parts[1]}:iam::{parts[4]}:role/{role}" : parts[2] == "iam" ? requester : null;
    }

    private static string? Resource(string target, ServerAccessRecord record) => target switch
    {
        "none" => null,
        "object" when record.Key is { } key => $"arn:{record.Partition}:s3:::{record.Bucket}/{key}",
        _ => $"arn:{record.Partition}:s3:::{record.Bucket}",
    };

    private static UseOutcome Outcome(ServerAccessRecord record) =>
        record.Status >= 500 ? UseOutcome.Untold : record is { Status: 403, Error: null } ? UseOutcome.Refused : CallOutcome.Of(record.Error);

    /// <summary>Of sessions only the network: whether one ran on AWS's own machines, the record does not say.</summary>
    private static UsageContext Context(ServerAccessRecord record, string principal)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (record.Region.Length > 0)
            pairs.Add(new("aws:RequestedRegion", record.Region));
        if (record.Tls is { } tls)
            pairs.Add(new("aws:SecureTransport", tls ? "true" : "false"));
        if (record.Address is { } address && CallContext.NetworkOf(address) is { } network)
            pairs.Add(principal.Contains(":user/", StringComparison.Ordinal) ? new("aws:SourceIp", address) : new(CallContext.Network, network));
        return UsageContext.Of(pairs);
    }
}
