using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>An agent whose role holds what its sessions did not use, or that cannot be called any more and still holds power.</summary>
internal sealed class AgentUnusedPower(AwsEstate estate, Func<IReadOnlyList<AgentProfile>> profiles) : AgentKind(estate, profiles)
{
    private const string Permissions = "Permissions management";

    /// <inheritdoc/>
    public override string Id => "agent-unused-power";

    /// <inheritdoc/>
    public override string Title => "Unused power of an agent";

    /// <inheritdoc/>
    public override string Rule => "The role that an agent acts with holds actions that the logs would have shown within the window, and did not use them; or functions that it may call and nobody called; or all aliases of the agent reject invocations, and its role still holds power.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        foreach (var uncalled in Idle(agent, profile, facts))
            yield return uncalled;
        if (profile.ActsAs is not { } role || facts.Identities.FirstOrDefault(i => i.Identity.Id == role) is not { } known || known.GrantedCount == 0)
            yield break;
        if (Shut(agent))
            yield return Of(agent, facts, "shut", Severity.Medium, $"agent {agent.Name} takes no calls, and its role still holds {known.GrantedCount} actions", "All of its aliases reject invocations: the role serves nobody, and whoever takes it over has all of it.", [$"it acts as `{role}`"], "delete", $"Delete {agent.Name} and {Short(role)}, or take its policies off until it is opened again.");
        var unused = known.Count(GrantState.Unused);
        if (unused == 0)
            yield break;
        var (permissions, writes) = (Unused(known, Permissions), Unused(known, "Write"));
        var severity = permissions > 0 && (known.Identity.Admin || facts.Production.Contains(agent.Account)) ? Severity.High : permissions + writes > 0 ? Severity.Medium : Severity.Low;
        var idle = profile.Tools.Where(t => !t.Enabled).Select(t => $"tool {t.Name} is switched off");
        yield return Of(
            agent, facts, "unused", severity, $"agent {agent.Name} used {known.UsedCount} of {known.GrantedCount} actions that its role holds",
            "A model decides what the agent does with what it may: what no task needs is there for whoever can talk it into something.",
            [.. known.Levels.Where(l => l.Unused > 0).Select(l => $"{l.Level}: {l.Unused} of {l.Granted} unused, {l.NotObservable} not observable"), .. idle],
            "rightsize", $"Give it what it used, proved by replay: ambit rightsize {role}");
    }

    /// <summary>Functions that the agent may call and that nobody called, where the logs of the account show calls of functions at all.</summary>
    private IEnumerable<Finding> Idle(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        var functions = profile.Tools.Where(t => t is { Enabled: true, Kind: "function", Target: not null }).ToList();
        if (functions.Count == 0)
            yield break;
        var called = facts.ResourcesUsedBy("lambda:InvokeFunction").Where(r => r.Contains($":{agent.Account}:", StringComparison.Ordinal)).ToList();
        var idle = called.Count == 0 ? [] : functions.Where(f => !called.Exists(c => c == f.Target || c.StartsWith(f.Target + ":", StringComparison.Ordinal))).ToList();
        if (idle.Count > 0)
            yield return Of(
                agent, facts, "tools", Severity.Low, $"agent {agent.Name} has {idle.Count} of {functions.Count} functions that nobody called",
                "The logs show calls of other functions of the account, and none of these within the window: the model can be talked into using what no task needs.",
                idle.Take(8).Select(t => $"tool {t.Name}: `{t.Target}`"), "remove-grant", $"Take the tools off {agent.Name}, or switch them off.");
    }

    private static int Unused(IdentityFacts known, string level) => known.Levels.Where(l => l.Level == level).Sum(l => l.Unused);

    /// <summary>"REJECT_INVOCATIONS" on every alias (Bedrock API reference, <c>AgentAliasSummary</c>).</summary>
    private bool Shut(AwsResource agent)
    {
        var id = agent.Text("AgentId");
        var aliases = id is null ? [] : Estate.Resources.Where(r => r.Type == "AWS::Bedrock::AgentAlias" && r.Account == agent.Account && r.Arn.Contains($"/{id}/", StringComparison.Ordinal)).ToList();
        return aliases.Count > 0 && aliases.TrueForAll(a => a.Text("AliasInvocationState") == "REJECT_INVOCATIONS");
    }
}
