using System.Text.Json;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Plan;

/// <summary>A policy that a plan adds, changes or takes away.</summary>
/// <param name="Address">The resource of the plan that carries it.</param>
/// <param name="Subject">Whose it is: a role, a user, a bucket; by name where that is known, else by address.</param>
/// <param name="Kind">What kind of policy.</param>
/// <param name="Before">The document before; null where there was none.</param>
/// <param name="After">The document after; null where it goes or cannot be known.</param>
/// <param name="Symbols">Values that are known only after the change and stand in the document as symbols.</param>
/// <param name="Hidden">Why the document after cannot be known at all; null where it can.</param>
internal sealed record PlannedPolicy(
    string Address, string Subject, PolicyKind Kind, PolicyDocument? Before, PolicyDocument? After, IReadOnlyList<string> Symbols, string? Hidden)
{
    /// <summary>The document after as JSON; undefined where there is none.</summary>
    public JsonElement Json { get; init; }

    /// <summary>The account that it will be in, null where the plan does not tell.</summary>
    public string? Account { get; init; }
}
