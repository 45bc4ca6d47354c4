using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>A policy where it is attached: its text is shared, its name is its own.</summary>
/// <param name="Name">As explanations name it.</param>
/// <param name="Compiled">The document; null where no export and no catalogue holds it.</param>
/// <param name="Via">The group that it comes through, null where attached directly.</param>
internal sealed record AttachedPolicy(string Name, CompiledPolicy? Compiled, string? Via = null);
