namespace Ambit.Access;

/// <summary>One question to an evaluator: may this principal do this action on this resource, in this context?</summary>
/// <param name="Principal">Canonical id.</param>
/// <param name="Action">The permission in the cloud's own spelling.</param>
/// <param name="Resource">The resource; null asks "on at least one resource".</param>
/// <param name="Context">What is known of the request: condition key to values. Keys that are not here are unknown, not absent.</param>
public sealed record AccessRequest(
    string Principal, string Action, string? Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context)
{
    /// <summary>No context given.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoContext = new Dictionary<string, IReadOnlyList<string>>();
}
