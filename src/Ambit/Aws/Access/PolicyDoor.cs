using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>A resource policy, a role's trust or a key policy as a way in.</summary>
/// <param name="Arn">The resource, role or key.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Distrustful">Whether it opens to its own account only where it says so: roles and keys.</param>
/// <param name="Trust">Whether it is a role's trust.</param>
/// <param name="Allows">The statements that let somebody in.</param>
/// <param name="HasGrants">Whether grants on the key let people in besides its policy.</param>
/// <param name="Place">Its place in the estate's order.</param>
internal sealed record PolicyDoor(string Arn, string Account, bool Distrustful, bool Trust, CompiledStatement[] Allows, bool HasGrants, int Place);
