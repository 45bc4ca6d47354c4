using Ambit.Model;

namespace Ambit.Escalation;

/// <summary>A permission that must be held.</summary>
/// <param name="Can">The permission in the cloud's spelling.</param>
/// <param name="On">On which resource; a <c>*</c> in it means at least one resource that matches. Null where the action takes none.</param>
/// <param name="By">Who must hold it; the start where nothing else is said.</param>
/// <param name="With">What the request carries: context key to value.</param>
/// <param name="After">A change of the estate that the start has made before, in the cloud's words (<c>trust-names-caller</c>); null for none.</param>
/// <param name="If">Only asked for where these variables have these values: a running machine has to be stopped first, another has not.</param>
/// <param name="At">Where it stands.</param>
public sealed record RuleNeed(
    string Can, Term? On, Term By, IReadOnlyDictionary<string, Term> With, string? After, IReadOnlyDictionary<string, Term> If, SourceLocation At)
{
    /// <summary>Other permissions that serve as well, in the order they are tried; written as a list, <c>can: [A, B]</c>.</summary>
    public IReadOnlyList<string> Or { get; init; } = [];
}
