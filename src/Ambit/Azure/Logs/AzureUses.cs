using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>Puts what the logs tell into the sink: one use an operation, identities by object id.</summary>
internal sealed class AzureUses(IUsageSink sink, PendingOperations pending)
{
    private readonly Dictionary<(string, string), UsageContext> _contexts = [];
    private readonly HashSet<(string, string)> _same = [];

    /// <summary>Where it all goes.</summary>
    public IUsageSink Sink => sink;

    /// <summary>Counts a record of a log.</summary>
    public void Count(LogRecord record, string kind, DateTimeOffset time) =>
        sink.Count(AzureKinds.Cloud, (record[RecordField.Tenant] ?? HierarchyOf(record) ?? SubscriptionOf(record) ?? "").ToLowerInvariant(), "", kind, time);

    /// <summary>Says that an identity goes by another name too.</summary>
    public void Same(string? alias, string principal)
    {
        if (alias is { Length: > 0 } && !alias.Equals(principal, StringComparison.OrdinalIgnoreCase) && _same.Add((alias, principal)))
            sink.Same(AzureKinds.Cloud, alias.ToLowerInvariant(), principal);
    }

    /// <summary>Adds a use; the same operation once only.</summary>
    public void Add(in UsageEvent use, UInt128 operation, bool begins)
    {
        if (begins)
        {
            pending.Begin(operation, use);
            return;
        }

        pending.End(operation);
        if (sink.First(operation, Day(use.Time)))
            sink.Add(use);
    }

    /// <summary>Adds what began and never ended.</summary>
    public void Flush()
    {
        foreach (var (operation, use) in pending.Left)
        {
            if (sink.First(operation, Day(use.Time)))
                sink.Add(use);
        }
    }

    /// <summary>The context that a replay can use: the assignment that allowed it.</summary>
    public UsageContext Context(string? assignment, string? role)
    {
        if (assignment is null && role is null)
            return UsageContext.Empty;
        var key = (assignment ?? "", role ?? "");
        if (!_contexts.TryGetValue(key, out var context))
        {
            var pairs = new List<KeyValuePair<string, string>>();
            if (assignment is not null)
                pairs.Add(new("roleAssignmentId", ResourceId.NameOf(assignment).ToLowerInvariant()));
            if (role is not null)
                pairs.Add(new("roleDefinitionId", ResourceId.NameOf(role).ToLowerInvariant()));
            _contexts.Add(key, context = UsageContext.Of(pairs));
        }

        return context;
    }

    /// <summary>What makes an operation itself.</summary>
    public static UInt128 Hash(params ReadOnlySpan<string?> parts)
    {
        // Nothing here has to withstand an attacker more than a miscount of his own log.
        ulong hash = 0;
        Span<char> lower = stackalloc char[256];
        foreach (var part in parts)
        {
            var text = part.AsSpan();
            while (text.Length > 0)
            {
                var piece = text[..Math.Min(text.Length, lower.Length)];
                for (var i = 0; i < piece.Length; i++)
                    lower[i] = piece[i] is >= 'A' and <= 'Z' ? (char)(piece[i] | 0x20) : piece[i];
                hash = ByteHash.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(lower[..piece.Length]), hash);
                text = text[piece.Length..];
            }

            hash = ByteHash.Of([0xff], hash);
        }

        return new UInt128(hash, ByteHash.Of([1], hash));
    }

    /// <summary>An operation's records lie seconds apart: they are looked for by their day.</summary>
    private static DateTimeOffset Day(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>az prints tenant, management groups and subscription as one path.</summary>
    private static string? HierarchyOf(LogRecord record) => record[RecordField.Hierarchy] is { } h && Guid.TryParse(h.Split('/')[0], out _) ? h.Split('/')[0] : null;

    private static string? SubscriptionOf(LogRecord record) => record[RecordField.ResourceId] is { } id ? ResourceId.SubscriptionOf(id) : null;
}
