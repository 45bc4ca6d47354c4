namespace Ambit.Aws.Catalogue;

/// <summary>A condition key.</summary>
/// <param name="Service">The service that defines it, <c>aws</c> for the global ones.</param>
/// <param name="Name">As the reference spells it; a variable part stands as <c>${TagKey}</c> or <c>&lt;key&gt;</c>.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Multivalued">Whether a request may hold several values (<c>ArrayOf…</c>), so that a set operator is needed.</param>
public sealed record ConditionKey(string Service, string Name, ConditionKeyType Type, bool Multivalued);
