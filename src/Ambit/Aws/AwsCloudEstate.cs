using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Agents;
using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;
using Ambit.Aws.Conditions;
using Ambit.Aws.Escalation;
using Ambit.Aws.Findings;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;
using Ambit.Escalation;
using Ambit.Findings;
using Ambit.Model;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws;

/// <summary>AWS's part of an estate in the neutral words.</summary>
public sealed class AwsCloudEstate : ICloudEstate
{
    private readonly Lazy<AwsEscalationFacts> _escalation;
    private readonly Lazy<NamedResources> _named;
    private readonly Lazy<TrailSelectors> _trails;
    private readonly Lazy<IReadOnlyList<ReportedUse>> _reported;
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _unrecorded = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<WideGrant>> _wide;
    private readonly Lazy<IReadOnlyList<Identity>> _identities;
    private readonly AwsAccess _access;
    private readonly Lazy<AwsRightSizing> _rightSizing;
    private readonly Lazy<IReadOnlyList<AgentProfile>> _agents;

    /// <summary>Opens it.</summary>
    public AwsCloudEstate(AwsEstate estate, AwsAccess access)
    {
        Estate = estate;
        _rightSizing = new Lazy<AwsRightSizing>(() => new AwsRightSizing(access.World));
        _reported = new Lazy<IReadOnlyList<ReportedUse>>(() => [.. ReportedByAws.Of(estate)]);
        _trails = new Lazy<TrailSelectors>(() => new TrailSelectors(estate));
        _named = new Lazy<NamedResources>(() => new NamedResources(estate));
        _escalation = new Lazy<AwsEscalationFacts>(() => new AwsEscalationFacts(estate, access.World));
        _wide = new Lazy<IReadOnlyList<WideGrant>>(() => [.. Ambit.Aws.Access.WideGrants.Of(estate)]);
        _access = access;
        _agents = new Lazy<IReadOnlyList<AgentProfile>>(() => [.. new AgentProfiles(estate, access.World).All()]);
        _identities = new Lazy<IReadOnlyList<Identity>>(() => [.. NeutralIdentities.Of(estate).Select(Flagged)]);
        Resources = [.. estate.Resources.Select(r => new Resource(r.Arn, Cloud, r.Account, r.Type, r.Name, r.Tags, DataTypes.Hold(r.Type)))];
        Scopes = [.. NeutralScopes.Of(estate)];
        PolicyCount = estate.ManagedPolicies.Count + estate.Resources.Count(r => r.Policy is not null)
            + estate.Users.Concat<AwsPrincipal>(estate.Groups).Concat(estate.Roles).Sum(p => p.InlinePolicies.Count)
            + estate.Organizations.SelectMany(o => o.Nodes.Values).SelectMany(n => (n.ServiceControlPolicies ?? []).Concat(n.ResourceControlPolicies ?? [])).Select(p => p.Name).Distinct(StringComparer.Ordinal).Count();
    }

    /// <summary>The typed estate.</summary>
    public AwsEstate Estate { get; }

    /// <inheritdoc/>
    public string Cloud => AwsCloud.CloudName;

    /// <inheritdoc/>
    public IReadOnlyList<Identity> Identities => _identities.Value;

    /// <inheritdoc/>
    public IReadOnlyList<Resource> Resources { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Scope> Scopes { get; }

    /// <inheritdoc/>
    public int PolicyCount { get; }

    /// <inheritdoc/>
    public IReadOnlyList<NotCollected> NotCollected => [.. Estate.NotCollected, .. Unlisted.Accounts(Estate), .. Unlisted.Policies(Estate)];

    /// <inheritdoc/>
    public IAccess Access => _access;

    /// <inheritdoc/>
    public IReadOnlyList<WideGrant> WideGrants => _wide.Value;

    /// <inheritdoc/>
    public string LogKind(string action) => LogKinds.Of(action);

    /// <inheritdoc/>
    public IReadOnlyList<ReportedUse> ReportedUses => _reported.Value;

    /// <inheritdoc/>
    public IReadOnlySet<string> Unrecorded(string scope) => _unrecorded.GetOrAdd(scope, static (account, trails) => trails.Unrecorded(account), _trails.Value);

    /// <inheritdoc/>
    public IEscalationFacts Escalation => _escalation.Value;

    /// <inheritdoc/>
    public PolicyReach? ChangedBy(string action, string? resource, string? about) => new PolicyChanges(Estate, RightSizing).Of(action, resource, about);

    /// <inheritdoc/>
    public string ResourceOf(string action, string resource) => _named.Value.Of(action, resource);

    /// <inheritdoc/>
    public IRightSizing RightSizing => _rightSizing.Value;

    /// <inheritdoc/>
    public IGuardrails Guardrails => new AwsGuardrails(_access.World);

    /// <inheritdoc/>
    public IReadOnlyList<IFindingKind> FindingKinds => AwsFindingKinds.Of(Estate, _access.World, () => _agents.Value);

    /// <inheritdoc/>
    public IReadOnlyList<AgentProfile> Agents => _agents.Value;

    /// <summary>Whether somebody holds all of the account is for the evaluator to say.</summary>
    private Identity Flagged(Identity identity) =>
        identity.Kind is "user" or "role" or "agent" || identity.ActsAs is not null ? identity with { Admin = (identity.ActsAs ?? [identity.Id]).Any(Admin) } : identity;

    private bool Admin(string id) => _access.World.Find(id) is { } principal && _access.World.Admin(principal) is Truth.Yes;
}
