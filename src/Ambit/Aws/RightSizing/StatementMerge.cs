using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Makes few statements of many without widening any: two become one where they differ in their actions alone or in their
/// resources alone, and where one's resources hold the other's they stay apart.
/// </summary>
internal static class StatementMerge
{
    /// <summary>Merges what can be merged, in a stable order.</summary>
    public static IReadOnlyList<SizedStatement> Merge(IEnumerable<SizedStatement> statements)
    {
        var list = statements.ToList();
        int before;
        do
        {
            before = list.Count;
            list = By(list, s => s.Frame + "\n\n" + string.Join('\n', s.Resources), (a, b) => a with { Actions = Union(a.Actions, b.Actions), Rationale = [.. a.Rationale, .. b.Rationale] });
            list = By(list, s => s.Frame + "\n\n" + string.Join('\n', s.Actions), (a, b) => a with { Resources = CoveredPatterns.Without(a.Resources.Concat(b.Resources)), Rationale = [.. a.Rationale, .. b.Rationale] });
        }
        while (list.Count < before);
        return list;
    }

    /// <summary>Gives each statement a name that says what it is about: <c>UsedS3GetObject</c>, <c>NotObservableKms2</c>.</summary>
    public static IReadOnlyList<SizedStatement> Named(IEnumerable<SizedStatement> statements)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. statements.Select(s =>
        {
            var name = s.Sid.Length > 0 ? s.Sid : NameOf(s);
            used[name] = used.GetValueOrDefault(name) + 1;
            return s with { Sid = used[name] == 1 ? name : $"{name}{used[name]}" };
        })];
    }

    private static List<SizedStatement> By(List<SizedStatement> statements, Func<SizedStatement, string> key, Func<SizedStatement, SizedStatement, SizedStatement> join)
    {
        var kept = new List<SizedStatement>(statements.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            // A negated element means "all but these": the union of two would be less, not more, so such statements stay as they are.
            if (statement.Effect is Effect.Deny || statement.NotAction || statement.NotResource)
                kept.Add(statement);
            else if (places.TryGetValue(key(statement), out var place))
                kept[place] = join(kept[place], statement);
            else
            {
                places.Add(key(statement), kept.Count);
                kept.Add(statement);
            }
        }

        return kept;
    }

    private static string NameOf(SizedStatement statement)
    {
        var services = statement.Actions.Select(a => a.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var service = services.Count == 1 ? Pascal(services[0]) : "Several";
        var action = statement.Actions is [var only] && only.Contains(':') ? Pascal(only[(only.IndexOf(':') + 1)..]) : "";
        return statement.Effect is Effect.Deny ? $"Keep{service}Deny" : $"{(statement.Unproved ? "NotObservable" : "Used")}{service}{action}";
    }

    /// <summary>"Sid … only A-Z, a-z and 0-9" (IAM User Guide, "Sid").</summary>
    private static string Pascal(string text)
    {
        var letters = string.Concat(text.Split('-', '_', '*', '?').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
        return string.Concat(letters.Where(char.IsAsciiLetterOrDigit));
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        [.. a.Concat(b).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
