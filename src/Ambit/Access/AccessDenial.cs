namespace Ambit.Access;

/// <summary>What a message or event of a refusal tells by itself.</summary>
/// <param name="Cloud"><c>aws</c>, <c>azure</c>, <c>gcp</c>, <c>kubernetes</c>.</param>
/// <param name="Principal">Who was refused, as the message names it; null where it does not.</param>
/// <param name="Action">What was refused.</param>
/// <param name="Resource">On what.</param>
/// <param name="Layer">The layer that refused, in the words of <c>can</c>; null where the message does not tell.</param>
/// <param name="Explicit">Whether a deny refused it rather than a missing allow; null where the message does not tell.</param>
/// <param name="Policy">The policy that holds the deny.</param>
/// <param name="Account">The account that the message is about.</param>
/// <param name="Change">The smallest safe change that the message by itself allows to name.</param>
/// <param name="Missing">What is missing to say more, one sentence each.</param>
public sealed record AccessDenial(
    string Cloud, string? Principal, string? Action, string? Resource, string? Layer, bool? Explicit, string? Policy, string? Account, string Change, IReadOnlyList<string> Missing)
{
    /// <summary>The context keys that the refusal is known to have had.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = AccessRequest.NoContext;

    /// <summary>The statements that the cloud itself says matched.</summary>
    public IReadOnlyList<StatementReference> Statements { get; init; } = [];

    /// <summary>The id under which the cloud keeps the details, null where there is none.</summary>
    public string? AuthorizationId { get; init; }
}
