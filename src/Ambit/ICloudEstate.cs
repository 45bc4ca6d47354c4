using Ambit.Access;
using Ambit.Findings;
using Ambit.Escalation;
using Ambit.Model;
using Ambit.RightSizing;

namespace Ambit;

/// <summary>One cloud's part of an estate, opened: who is there, what is there, and what each may do.</summary>
public interface ICloudEstate
{
    /// <summary>The cloud's name.</summary>
    string Cloud { get; }

    /// <summary>Every identity.</summary>
    IReadOnlyList<Identity> Identities { get; }

    /// <summary>Every resource.</summary>
    IReadOnlyList<Resource> Resources { get; }

    /// <summary>Accounts, subscriptions and what is above them.</summary>
    IReadOnlyList<Scope> Scopes { get; }

    /// <summary>How many policies (role definitions, bindings) it holds.</summary>
    int PolicyCount { get; }

    /// <summary>The evaluator over this estate.</summary>
    IAccess Access { get; }

    /// <summary>What it tells the escalation rules; nothing where the cloud has none.</summary>
    IEscalationFacts Escalation => NoEscalationFacts.Instance;

    /// <summary>
    /// The kind of log (<see cref="Usage.LogCoverage.Kind"/>) that shows a use of a permission: where no such log is at hand, a
    /// permission is not observable rather than unused. Empty where no log shows it at all.
    /// </summary>
    string LogKind(string action) => "management";

    /// <summary>What the cloud itself reports of uses, besides its logs.</summary>
    IReadOnlyList<Usage.ReportedUse> ReportedUses => [];

    /// <summary>
    /// Permissions whose use the log settings of a scope leave out, as far as exports show those settings: not observable, whatever
    /// kinds of log are at hand.
    /// </summary>
    IReadOnlySet<string> Unrecorded(string scope) => System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>What a collection asked for and did not get.</summary>
    IReadOnlyList<NotCollected> NotCollected => [];

    /// <summary>Statements that grant all actions of a service, or all there are.</summary>
    IReadOnlyList<WideGrant> WideGrants => [];

    /// <summary>Kinds of finding that only this cloud has.</summary>
    IReadOnlyList<IFindingKind> FindingKinds => [];

    /// <summary>What the use of a permission changed of what others may do; null where it changes nothing of that.</summary>
    /// <param name="action">The permission.</param>
    /// <param name="resource">What it was used on, null where the log names nothing.</param>
    /// <param name="about">Whom or what it was about (<see cref="UsageContext.Changed"/>); null where the log does not say.</param>
    PolicyReach? ChangedBy(string action, string? resource, string? about) => null;

    /// <summary>Whether an action that logs tell of is a permission that policies decide, rather than an act that needs none (a sign-in).</summary>
    bool Decides(string action) => true;

    /// <summary>The resource that a log's name of it means in this estate, for a use of a permission; the name itself where nothing better is known.</summary>
    string ResourceOf(string action, string resource) => resource;

    /// <summary>Its agents, with what belongs to each; worked out when asked for.</summary>
    IReadOnlyList<AgentProfile> Agents => [];

    /// <summary>Right-sizing over this estate; null where the cloud has none.</summary>
    IRightSizing? RightSizing => null;

    /// <summary>Guardrails made of use; null where the cloud has none.</summary>
    IGuardrails? Guardrails => null;
}
