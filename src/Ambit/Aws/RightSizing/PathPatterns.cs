using System.Buffers;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Turns names with paths in them (object keys, parameters, log streams) into few patterns: a path is followed as long as it
/// branches little and its parts look like names that people gave, and ends in a star where parts look made (dates, numbers, ids).
/// </summary>
internal static class PathPatterns
{
    /// <summary>A level that branches more than this is one pattern.</summary>
    public const int MostBranches = 6;

    /// <summary>More patterns than this for one container become a shorter path.</summary>
    public const int MostPatterns = 12;

    private static readonly SearchValues<char> s_separators = SearchValues.Create("/:");

    /// <summary>The patterns, escaped for a policy, sorted.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> names)
    {
        if (names.Count <= 1)
            return [.. names.Select(Alone)];
        for (var depth = 8; depth > 0; depth--)
        {
            var patterns = new SortedSet<string>(StringComparer.Ordinal);
            Follow("", [.. names], depth, patterns);
            if (patterns.Count <= MostPatterns)
                return [.. patterns];
        }

        return ["*"];
    }

    /// <summary>
    /// A name that was met alone stays, but for what will not come again: folders that look made (dates), and a last part that is an id.
    /// </summary>
    private static string Alone(string name)
    {
        for (var at = 0; at < name.Length;)
        {
            var part = First(name[at..]);
            if (at + part.Length < name.Length ? LooksMade(part) : IsDrawn(part))
                return PolicyLiteral.Escape(name[..at]) + "*";
            at += part.Length;
        }

        return PolicyLiteral.Escape(name);
    }

    private static void Follow(string prefix, IReadOnlyList<string> rests, int depth, SortedSet<string> patterns)
    {
        var branches = rests.GroupBy(First, StringComparer.Ordinal).ToList();
        if (depth == 0 || branches.Count > MostBranches || branches.Exists(b => b.Count() > 1 ? LooksMade(b.Key) : LooksMade(b.Key) && rests.Count > 1))
        {
            patterns.Add(PolicyLiteral.Escape(prefix) + "*");
            return;
        }

        foreach (var branch in branches)
        {
            if (branch.Count() == 1)
                patterns.Add(PolicyLiteral.Escape(prefix + branch.Single()));
            else
                Follow(prefix + branch.Key, [.. branch.Select(r => r[branch.Key.Length..])], depth - 1, patterns);
        }
    }

    /// <summary>The first part of a path with its separator.</summary>
    private static string First(string rest)
    {
        var end = rest.AsSpan().IndexOfAny(s_separators);
        return end < 0 ? rest : rest[..(end + 1)];
    }

    /// <summary>Whether a part looks made by a machine: three digits or more in it, or a long run of hexadecimal digits.</summary>
    public static bool LooksMade(string part) => part.Count(char.IsAsciiDigit) >= 3 || IsDrawn(part);

    /// <summary>Whether there is a run of hexadecimal digits in a part that nobody types.</summary>
    private static bool IsDrawn(string part)
    {
        var (run, longest) = (0, 0);
        foreach (var c in part)
        {
            run = char.IsAsciiHexDigit(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest >= 12;
    }
}
