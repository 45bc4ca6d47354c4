namespace Ambit.Escalation;

/// <summary>One permission as one statement grants it: the unit that a cut removes.</summary>
/// <param name="Holder">Who holds the policy: the identity, its group, the resource.</param>
/// <param name="Policy">The inline policy's name, the managed policy's id, <c>trust</c>, <c>resource policy</c>, an assignment's id.</param>
/// <param name="Shared">Whether the policy is one thing for all its holders (a managed policy), so that one removal serves all.</param>
/// <param name="Index">The statement's place, from 0.</param>
/// <param name="Permission">The action as the statement spells it.</param>
/// <param name="Removable">Whether a cut may take it away: not where the cloud owns it.</param>
public sealed record PermissionGrant(string Holder, string Policy, bool Shared, int Index, string Permission, bool Removable)
{
    /// <summary>What makes two grants the same removal.</summary>
    public (string, string, int, string) Key => (Shared ? "" : Holder, Policy, Index, Permission);
}
