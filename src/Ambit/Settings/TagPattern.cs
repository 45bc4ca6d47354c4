namespace Ambit.Settings;

/// <summary>A tag and what its value must match.</summary>
/// <param name="Key">The key, compared without case.</param>
/// <param name="Value">A pattern with <c>*</c> and <c>?</c>.</param>
public sealed record TagPattern(string Key, string Value)
{
    /// <summary>Whether one of the tags matches.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> tags) =>
        tags.Any(t => string.Equals(t.Key, Key, StringComparison.OrdinalIgnoreCase) && NamePattern.Matches(Value, t.Value));
}
