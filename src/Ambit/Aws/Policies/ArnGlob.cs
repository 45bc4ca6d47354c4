namespace Ambit.Aws.Policies;

/// <summary>
/// Two resource patterns against one another. "Each of the six colon-delimited components of the ARN is checked separately" (IAM
/// User Guide, "Condition operators", ARN): where both patterns spell out their fields, a wildcard does not reach over a colon, but
/// for the last field, which takes the rest. Else they are plain globs.
/// </summary>
internal static class ArnGlob
{
    private const int Fields = 6;

    /// <summary>Whether some resource matches both.</summary>
    public static bool Intersects(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => Each(a, b, Glob.Intersects);

    /// <summary>Whether every resource of the narrow one matches the wide one; sound as <see cref="Glob.Covers"/> is.</summary>
    public static bool Covers(ReadOnlySpan<int> wide, ReadOnlySpan<int> narrow) => Each(wide, narrow, Glob.Covers);

    private static bool Each(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Func<ReadOnlySpan<int>, ReadOnlySpan<int>, bool> test)
    {
        Span<int> first = stackalloc int[Fields], second = stackalloc int[Fields];
        if (!Split(a, first) || !Split(b, second))
            return test(a, b);
        for (var i = 0; i < Fields; i++)
        {
            if (!test(Field(a, first, i), Field(b, second, i)))
                return false;
        }
        return true;
    }

    private static ReadOnlySpan<int> Field(ReadOnlySpan<int> pattern, ReadOnlySpan<int> starts, int field) =>
        field == Fields - 1 ? pattern[starts[field]..] : pattern[starts[field]..(starts[field + 1] - 1)];

    /// <summary>Where each field begins; false where there are fewer than six.</summary>
    private static bool Split(ReadOnlySpan<int> pattern, Span<int> starts)
    {
        starts[0] = 0;
        for (var i = 1; i < Fields; i++)
        {
            var colon = pattern[starts[i - 1]..].IndexOf(':');
            if (colon < 0)
                return false;
            starts[i] = starts[i - 1] + colon + 1;
        }
        return pattern is ['a', 'r', 'n', ':', ..];
    }
}
