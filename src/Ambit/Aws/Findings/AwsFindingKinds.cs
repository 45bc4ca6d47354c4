using Ambit.Aws.Inventory;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>The kinds of finding that only AWS has.</summary>
internal static class AwsFindingKinds
{
    /// <summary>All of them over an estate, in the order that documentation lists them.</summary>
    public static IReadOnlyList<IFindingKind> Of(AwsEstate estate) =>
    [
        new WildcardPrincipal(estate),
        new PublicResource(estate),
        new ExternalTrust(estate),
        new CrossAccountTrust(estate),
        new ConfusedDeputy(estate),
        new WideSubject(estate),
        new DeletedPrincipal(estate),
        new AgentPower(estate),
    ];
}
