using Ambit.Aws.Policies;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Packs statements into policies that AWS takes ("IAM and AWS STS quotas": managed policy 6,144 characters; inline policies of a
/// user 2,048, of a group 5,120, of a role 10,240 together; Identity Center: an inline policy of 32,768; SCPs 5,120 each).
/// </summary>
internal static class SizeLimits
{
    /// <summary>A managed policy, by characters.</summary>
    public const int Managed = 6144;

    /// <summary>A service control policy, by characters.</summary>
    public const int ServiceControl = 5120;

    /// <summary>Managed policies attached to one identity, by the default quota.</summary>
    public const int Attached = 10;

    /// <summary>What a policy of a kind may hold.</summary>
    public static int Of(string kind, string holder) => kind == "inline" ? Inline(holder) : Managed;

    /// <summary>All inline policies of one holder, by characters; 0 where the kind has none.</summary>
    public static int Inline(string kind) => kind switch
    {
        "role" => 10240,
        "user" => 2048,
        "group" => 5120,
        "permissionSet" => 32768,
        _ => 0,
    };

    /// <summary>One inline policy where it fits, else managed policies of at most 6,144 characters each.</summary>
    public static IReadOnlyList<SizedPolicy> Pack(string name, string kind, IReadOnlyList<SizedStatement> statements)
    {
        var limit = Inline(kind);
        if (limit > 0)
        {
            var whole = Policy(name, "inline", statements);
            if (whole.Characters <= limit)
                return [whole];
        }

        return Split(name, "managed", statements, Managed);
    }

    /// <summary>As few policies as first fit, in order of size, gives.</summary>
    public static IReadOnlyList<SizedPolicy> Split(string name, string kind, IReadOnlyList<SizedStatement> statements, int limit)
    {
        var bins = new List<List<SizedStatement>>();
        foreach (var statement in statements.SelectMany(s => Cut(s, limit)))
        {
            var bin = bins.Find(b => Policy(name, kind, [.. b, statement]).Characters <= limit);
            if (bin is null)
                bins.Add([statement]);
            else
                bin.Add(statement);
        }

        if (bins.Count == 0)
            bins.Add([]);

        // "Policy name: 128 characters".
        var common = name.Length > 120 ? name[..120] : name;
        return [.. bins.Select((b, i) => Policy(bins.Count == 1 ? name : $"{common}-{i + 1}", kind, b))];
    }

    /// <summary>A statement too long for any policy becomes two halves, by its longer list; what is negated cannot be cut.</summary>
    private static IEnumerable<SizedStatement> Cut(SizedStatement statement, int limit)
    {
        if (Policy("", "", [statement]).Characters <= limit)
            return [statement];
        var byActions = !statement.NotAction && statement.Actions.Count > 1 && (statement.Actions.Count >= statement.Resources.Count || statement.NotResource || statement.Resources.Count < 2);
        if (byActions)
            return Halves(statement.Actions).SelectMany(h => Cut(statement with { Actions = h }, limit));
        if (!statement.NotResource && statement.Resources.Count > 1)
            return Halves(statement.Resources).SelectMany(h => Cut(statement with { Resources = h }, limit));
        return [statement];
    }

    private static IReadOnlyList<string>[] Halves(IReadOnlyList<string> list) => [[.. list.Take(list.Count / 2)], [.. list.Skip(list.Count / 2)]];

    /// <summary>One policy of some statements, measured.</summary>
    public static SizedPolicy Policy(string name, string kind, IReadOnlyList<SizedStatement> statements)
    {
        var named = StatementMerge.Named(statements);
        var document = PolicyJson.Document(named);
        return new SizedPolicy(name, document, PolicyJson.Characters(document), kind, [.. named.Select(s => $"{s.Sid}: {string.Join("; ", s.Rationale.Distinct(StringComparer.Ordinal))}")]);
    }
}
