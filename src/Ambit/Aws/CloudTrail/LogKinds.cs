using System.Collections.Frozen;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Which kind of CloudTrail event shows a use of an action: where a trail does not record that kind, the action is not observable.
/// The table is <c>catalog/aws/log-kinds.tsv</c>.
/// </summary>
internal static class LogKinds
{
    private const string Management = "management";

    private static readonly Lazy<(FrozenDictionary<string, string> Exact, ILookup<string, (string Prefix, string Kind)> Prefixes)> Table = new(Read);

    /// <summary>management, data, or empty where no event shows it.</summary>
    public static string Of(string action)
    {
        if (Table.Value.Exact.TryGetValue(action, out var kind))
            return kind;
        var service = action[..(action.IndexOf(':', StringComparison.Ordinal) + 1)];
        foreach (var (prefix, prefixed) in Table.Value.Prefixes[service.ToLowerInvariant()])
        {
            if (action.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return prefixed;
        }

        return Management;
    }

    private static (FrozenDictionary<string, string>, ILookup<string, (string, string)>) Read()
    {
        using var reader = new StreamReader(Embedded.Open("catalog/aws/log-kinds.tsv"));
        var rows = new List<(string Pattern, string Kind)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                rows.Add((line[..line.IndexOf('\t', StringComparison.Ordinal)], line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
        }

        return (
            rows.Where(r => !r.Pattern.EndsWith('*')).ToFrozenDictionary(r => r.Pattern, r => r.Kind, StringComparer.OrdinalIgnoreCase),
            rows.Where(r => r.Pattern.EndsWith('*')).ToLookup(r => r.Pattern[..(r.Pattern.IndexOf(':', StringComparison.Ordinal) + 1)], r => (r.Pattern[..^1], r.Kind), StringComparer.Ordinal));
    }
}
