using Ambit.Findings.Kinds;

namespace Ambit.Findings;

/// <summary>Every neutral kind of finding; clouds bring kinds of their own.</summary>
public static class FindingKinds
{
    /// <summary>In the order that documentation lists them.</summary>
    public static IReadOnlyList<IFindingKind> All { get; } =
    [
        new BrokenAssertion(),
        new PathToPower(),
        new Administrator(),
        new ExcessiveEntitlement(),
        new WildcardService(),
        new UnusedIdentity(),
        new UnusedCredential(),
        new KeyAge(),
        new MfaMissing(),
        new RootUse(),
    ];
}
