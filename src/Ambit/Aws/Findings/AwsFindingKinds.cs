using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>The kinds of finding that only AWS has.</summary>
internal static class AwsFindingKinds
{
    /// <summary>All of them over an estate, in the order that documentation lists them.</summary>
    public static IReadOnlyList<IFindingKind> Of(AwsEstate estate, AwsWorld world, Func<IReadOnlyList<AgentProfile>> agents) =>
    [
        new WildcardPrincipal(estate),
        new PublicResource(estate),
        new ExternalTrust(estate),
        new CrossAccountTrust(estate),
        new ConfusedDeputy(estate),
        new WideSubject(estate),
        new DeletedPrincipal(estate),
        new AgentPower(estate, agents),
        new AgentGain(estate, agents),
        new AgentUnusedPower(estate, agents),
        new AgentVault(estate, world, agents),
        new AgentImpersonation(estate, world, agents),
    ];
}
