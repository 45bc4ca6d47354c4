using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>One concrete request in a closed world: a key that it does not hold is absent.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Context">Its keys, whatever their case.</param>
internal sealed record ClosedRequest(Caller Caller, string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context) : IRequestFacts
{
    /// <inheritdoc/>
    public Fact Find(RequestKey key) =>
        Context.TryGetValue(key.Name, out var values) ? key.Multivalued == true ? Fact.OfMany(values) : values.Count == 1 ? Fact.Of(values[0]) : Fact.OfMany(values) : Fact.Absent;
}
