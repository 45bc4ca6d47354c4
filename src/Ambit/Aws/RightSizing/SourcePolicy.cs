using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>A policy of today that is to be cut down.</summary>
/// <param name="Name">As explanations name it: an inline policy's name, a managed policy's ARN.</param>
/// <param name="Kind">inline, managed, aws-managed, group, boundary.</param>
/// <param name="Text">Its text.</param>
/// <param name="Compiled">Compiled; null where the text is not known.</param>
/// <param name="Via">The group that it comes through.</param>
internal sealed record SourcePolicy(string Name, string Kind, PolicyText Text, CompiledPolicy? Compiled, string? Via = null)
{
    /// <summary>As a policy of the identity layer.</summary>
    public AttachedPolicy Attached => new(Name, Compiled, Via);
}
