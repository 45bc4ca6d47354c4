using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>Makes meanings of records: where their uses are counted, identities by object id.</summary>
internal sealed class AzureUses(IUsageSink sink, ActionSpelling spelling)
{
    /// <summary>How actions are spelt.</summary>
    public ActionSpelling Spelling => spelling;

    /// <summary>A record that shows no use.</summary>
    public RecordMeaning Nothing(LogRecord record, string kind) => new() { Log = LogOf(record, kind) };

    /// <summary>A record of a call that no table maps to a permission.</summary>
    public RecordMeaning Unmapped(LogRecord record, string kind, string log, string call) => new() { Log = LogOf(record, kind), Unmapped = (log, call) };

    /// <summary>A record that shows a use.</summary>
    /// <param name="record">The record.</param>
    /// <param name="kind">Which kind of log it is of.</param>
    /// <param name="use">The use; its time is not looked at.</param>
    /// <param name="begins">Whether only the beginning of it.</param>
    /// <param name="besides">What else tells its operation from others of one id.</param>
    public RecordMeaning Use(LogRecord record, string kind, in UsageKey use, bool begins = false, string? besides = null) => new()
    {
        Log = LogOf(record, kind),
        Place = sink.Place(sink.Kind(use), use.Resource),
        Identity = Hash(kind, use.Action, use.Resource, use.Principal, besides),
        Begins = begins,
    };

    /// <summary>Says that an identity goes by another name too.</summary>
    public void Same(string? alias, string principal)
    {
        if (alias is { Length: > 0 } && !alias.Equals(principal, StringComparison.OrdinalIgnoreCase))
            sink.Same(AzureKinds.Cloud, alias.ToLowerInvariant(), principal);
    }

    /// <summary>The context that a replay can use: the assignment that allowed it.</summary>
    public static UsageContext Context(string? assignment, string? role)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (assignment is { Length: > 0 })
            pairs.Add(new("roleAssignmentId", NameOf(assignment)));
        if (role is { Length: > 0 })
            pairs.Add(new("roleDefinitionId", NameOf(role)));
        return pairs.Count == 0 ? UsageContext.Empty : UsageContext.Of(pairs);
    }

    /// <summary>The GUID of an assignment or role; the Activity Log prints it without hyphens.</summary>
    private static string NameOf(string id)
    {
        var name = ResourceId.NameOf(id);
        return Guid.TryParseExact(name, "N", out var guid) ? guid.ToString("D") : name.ToLowerInvariant();
    }

    private static ulong Hash(params ReadOnlySpan<string?> parts)
    {
        // Nothing here has to withstand an attacker more than a miscount of his own log.
        ulong hash = 0;
        foreach (var part in parts)
            hash = ByteHash.Of(System.Text.Encoding.UTF8.GetBytes(part?.ToLowerInvariant() ?? ""), hash);
        return hash;
    }

    private DayTally LogOf(LogRecord record, string kind) =>
        sink.Logged(new LogKey(AzureKinds.Cloud, (record[RecordField.Tenant] ?? HierarchyOf(record) ?? SubscriptionOf(record) ?? "").ToLowerInvariant(), "", kind));

    /// <summary>az prints tenant, management groups and subscription as one path.</summary>
    private static string? HierarchyOf(LogRecord record) => record[RecordField.Hierarchy] is { } h && Guid.TryParse(h.Split('/')[0], out _) ? h.Split('/')[0] : null;

    private static string? SubscriptionOf(LogRecord record) => record[RecordField.ResourceId] is { } id ? ResourceId.SubscriptionOf(id) : null;
}
