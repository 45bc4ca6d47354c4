namespace Ambit.Aws.Policies.Sets;

/// <summary>What one part of a request holds.</summary>
/// <param name="Texts">Its values; null where a context key is absent.</param>
internal readonly record struct SpaceValue(IReadOnlyList<string>? Texts)
{
    /// <summary>A context key that the request does not have.</summary>
    public static readonly SpaceValue Absent = new(null);

    /// <summary>One value.</summary>
    public static SpaceValue Of(string text) => new([text]);
}
