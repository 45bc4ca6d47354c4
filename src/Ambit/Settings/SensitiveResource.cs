namespace Ambit.Settings;

/// <summary>Resources that matter by themselves, by pattern or by tag; exactly one is set.</summary>
/// <param name="Pattern">A pattern of resource ids.</param>
/// <param name="Tag">A tag.</param>
/// <param name="Why">What is in it, in the owner's words.</param>
public sealed record SensitiveResource(string? Pattern, TagPattern? Tag, string? Why)
{
    /// <summary>Whether a resource is one of them.</summary>
    public bool Matches(string id, IReadOnlyDictionary<string, string> tags) =>
        Pattern is not null ? NamePattern.Matches(Pattern, id) : Tag is not null && Tag.Matches(tags);
}
