namespace Ambit.Aws.Catalogue;

/// <summary>A condition key.</summary>
/// <param name="Service">The service that defines it, <c>aws</c> for the global ones.</param>
/// <param name="Name">As the reference spells it; a variable part stands as <c>${TagKey}</c>, <c>&lt;key&gt;</c>, or the literal <c>tag-key</c> at its end.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Multivalued">Whether a request may hold several values (<c>ArrayOf…</c>), so that a set operator is needed.</param>
public sealed record ConditionKey(string Service, string Name, ConditionKeyType Type, bool Multivalued)
{
    private const string TagKey = "tag-key";

    /// <summary>What stands before and behind the variable part; null where the name has none.</summary>
    public (string Prefix, string Suffix)? Template
    {
        get
        {
            if (Name.EndsWith($"/{TagKey}", StringComparison.Ordinal))
                return (Name[..^TagKey.Length], "");
            var open = Name.AsSpan().IndexOfAny("$<");
            return open < 0 ? null : (Name[..open], Name[(Name.AsSpan().LastIndexOfAny("}>") + 1)..]);
        }
    }
}
