using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>Identities that can have an agent act with power that they do not hold themselves.</summary>
internal sealed class AgentGain(AwsEstate estate, Func<IReadOnlyList<AgentProfile>> profiles) : AgentKind(estate, profiles)
{
    /// <inheritdoc/>
    public override string Id => "agent-gain";

    /// <inheritdoc/>
    public override string Title => "Power gained through an agent";

    /// <inheritdoc/>
    public override string Rule => "An identity may call an agent whose role holds actions that the identity does not. Certain where the agent runs any code it is given; else what can be had depends on its tools, and on what the model can be talked into.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        if (profile.ActsAs is not { } role || facts.Identities.FirstOrDefault(i => i.Identity.Id == role) is not { } acting)
            yield break;
        var admins = facts.Identities.Where(i => i.Identity.Admin || i.Identity.CloudOwned).Select(i => i.Identity.Id).ToHashSet(StringComparer.Ordinal);
        var gaining = profile.Callers.Where(c => c.Identity != role && !admins.Contains(c.Identity) && facts.Escalation.Any(e => e.Identifies(role) && e.HoldsMore(role, c.Identity))).ToList();
        if (gaining.Count == 0)
            yield break;
        var shell = gaining.Exists(c => c.Certain && (c.Shell || profile.RunsAnyCode));
        var severity = acting.Identity.Admin ? shell ? Severity.Critical : Severity.High : shell ? Severity.High : Severity.Medium;
        var tools = profile.Tools.Where(t => t.Enabled).Select(t => t.Target is null ? t.Name : $"{t.Name} ({Short(t.Target)})").ToList();
        yield return Of(
            agent, facts, "gain", severity,
            $"{(gaining.Count == 1 ? Short(gaining[0].Identity) : $"{gaining.Count} identities")} can act through agent {agent.Name} with power {(gaining.Count == 1 ? "it does" : "they do")} not hold",
            shell ? $"The agent runs the code it is given, so its caller has all of {Short(role)}." : $"What can be had depends on its tools{(tools.Count == 0 ? ", which no export lists," : $" ({string.Join(", ", tools.Take(5))})")} and on what the model can be talked into.",
            gaining.Take(10).Select(c => $"`{c.Identity}` may `{c.Permission}`{(c.Certain ? "" : ", on conditions")}; the agent acts as `{role}`"),
            "remove-grant", $"Let only those call {agent.Name} who may do what {Short(role)} may, or give it a smaller role.");
    }
}
