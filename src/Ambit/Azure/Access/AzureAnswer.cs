using Ambit.Access;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>An answer with what it rests on.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Conditions">What a conditional answer waits for.</param>
/// <param name="Grants">What grants it: the holder's object id, the policy's id, its place there and the permission as spelled.</param>
/// <param name="Denials">What forbids it.</param>
internal sealed record AzureAnswer(Outcome Outcome, IReadOnlyList<OpenCondition> Conditions, IReadOnlyList<AzureGrant> Grants, IReadOnlyList<StatementReference> Denials)
{
    /// <summary>No.</summary>
    public static readonly AzureAnswer No = new(Outcome.ImplicitlyDenied, [], [], []);

    /// <summary>Whether it is allowed, at least under conditions.</summary>
    public bool Holds => Outcome is Outcome.Allowed or Outcome.Conditional;
}

/// <summary>One thing that grants.</summary>
/// <param name="Holder">Object id of the holder: the identity itself or a group.</param>
/// <param name="Policy">The assignment's id, or the vault's.</param>
/// <param name="Index">The entry's place.</param>
/// <param name="Permission">As the role spells it.</param>
/// <param name="Name">The role's name.</param>
/// <param name="Layer"><c>role</c>, <c>accessPolicy</c>, <c>directoryRole</c>, <c>appRole</c>, <c>owner</c>.</param>
internal sealed record AzureGrant(string Holder, string Policy, int Index, string Permission, string Name, string Layer);
