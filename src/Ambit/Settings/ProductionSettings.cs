namespace Ambit.Settings;

/// <summary>What marks an account as production.</summary>
/// <param name="Names">Patterns of names of accounts and of what is above them.</param>
/// <param name="Tags">Tags, as key and pattern of the value.</param>
public sealed record ProductionSettings(IReadOnlyList<string> Names, IReadOnlyList<TagPattern> Tags)
{
    /// <summary>Nothing is set: it is inferred.</summary>
    public static readonly ProductionSettings None = new([], []);
}
