using System.Collections.Concurrent;
using System.Globalization;
using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// An estate compiled for deciding: the fast way to ask many questions without explanations. Policies compile once, principals on
/// first use; safe for several threads. The world is open: what no export tells makes an answer <see cref="Outcome.Conditional"/>.
/// </summary>
public sealed class AwsWorld
{
    [ThreadStatic]
    private static Evaluation? _evaluation;

    private readonly PolicyCompiler _compiler;
    private readonly PrincipalCompiler _principals;
    private readonly ResourceCompiler _resources;
    private readonly TargetPatterns _targets;
    private readonly KeyApplicability _applicability;
    private readonly VpcEndpoints _endpoints;
    private readonly Companions _companions;
    private readonly Dictionary<string, Func<CompiledPrincipal>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CompiledPrincipal> _compiled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly ActionName?[] _actions;
    private readonly Lazy<ulong[]> _decidedAlone;
    private readonly Lazy<PolicyDoors> _doors;
    private readonly string? _now;
    private readonly string? _epoch;

    /// <summary>Opens a world over an estate.</summary>
    /// <param name="estate">The estate.</param>
    /// <param name="now">The moment that time conditions see; null where none is known.</param>
    public AwsWorld(AwsEstate estate, DateTimeOffset? now = null)
    {
        Estate = estate;
        Catalogue = AwsCatalogue.Current;
        _compiler = new PolicyCompiler(Catalogue);
        var guardrails = new Guardrails(estate, _compiler);
        _principals = new PrincipalCompiler(estate, _compiler, guardrails);
        _resources = new ResourceCompiler(estate, _compiler, guardrails);
        _targets = new TargetPatterns(_compiler);
        _applicability = new KeyApplicability(Catalogue);
        _endpoints = new VpcEndpoints(estate, _compiler);
        _companions = new Companions(this);
        _actions = new ActionName?[Catalogue.Count];
        _decidedAlone = new Lazy<ulong[]>(DecideAlone);
        Questions = new Questions(this);
        _doors = new Lazy<PolicyDoors>(() => new PolicyDoors(this));
        _now = now?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        _epoch = now?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        foreach (var user in estate.Users)
            _known[user.Arn] = () => _principals.User(user);
        foreach (var role in estate.Roles)
            _known[role.Arn] = () => _principals.Role(role);
        Ids = [.. _known.Keys];
        foreach (var group in estate.Groups)
            _known[group.Arn] = () => _principals.Group(group);
        // An agent acts with its execution role; of one whose role no export holds the authority is unknown, never none.
        foreach (var (agent, role) in AwsAgents.Of(estate))
        {
            if (role is null)
                _unknown.Add(agent.Arn);
            _known[agent.Arn] = () => role is null ? _principals.Unknown(agent.Account, agent.Arn) : _principals.Role(role);
        }
        foreach (var account in estate.Accounts)
        {
            var root = $"arn:{account.Partition}:iam::{account.Id}:root";
            _known[root] = () => _principals.Root(account.Id, root);
        }
    }

    /// <summary>The estate.</summary>
    public AwsEstate Estate { get; }

    /// <summary>Whether an identity's authority is unknown as a whole: an agent whose role no export holds.</summary>
    public bool Unknown(string id) => _unknown.Contains(id);

    /// <summary>AWS's catalogue.</summary>
    public AwsCatalogue Catalogue { get; }

    /// <summary>The ARNs of all users and roles.</summary>
    public IReadOnlyList<string> Ids { get; }

    internal PolicyCompiler Compiler => _compiler;

    internal Questions Questions { get; }

    /// <summary>Decisions that principals with the same statements share.</summary>
    internal SharedDecisions Shared { get; } = new();

    /// <summary>Whom policies of resources may let in.</summary>
    internal PolicyDoors Doors => _doors.Value;

    internal ResourceCompiler Resources => _resources;

    internal TargetPatterns Targets => _targets;

    /// <summary>
    /// Actions whose answers hang on more than statements and resource types: STS, KMS, what IAM lists under stems of its own, calls
    /// on several resources or with a second permission.
    /// </summary>
    internal ulong[] DecidedAlone => _decidedAlone.Value;

    /// <summary>
    /// A principal by its canonical id: a user's, role's, group's or root's ARN of the estate, a session's ARN of one of its roles,
    /// a service principal, a provider's ARN, <c>*</c> for anonymous. Null where the estate does not know it.
    /// </summary>
    public CompiledPrincipal? Find(string id)
    {
        if (_compiled.TryGetValue(id, out var known))
            return known;
        if (_known.TryGetValue(id, out var make))
            return _compiled.GetOrAdd(id, make());
        return Other(id);
    }

    /// <summary>
    /// Decides. The action in any case; the resource an ARN, a pattern, or null for "on at least one resource".
    /// Allocates nothing for one resource, but for what it sees for the first time.
    /// </summary>
    public Outcome Decide(CompiledPrincipal principal, string action, string? resource, RequestContext? context = null) =>
        Verdict(principal, _compiler.Action(action), resource, context ?? RequestContext.Empty, null).Outcome;

    /// <summary>The principal with other identity policies in place of its own and its groups'; all other layers stay.</summary>
    public CompiledPrincipal WithIdentity(CompiledPrincipal principal, IEnumerable<PolicyText> policies) =>
        principal.With(new PolicyLayer(LayerNames.Identity, [.. policies.Select(Attach)]));

    /// <summary>The principal with identity policies added to its own.</summary>
    public CompiledPrincipal WithMore(CompiledPrincipal principal, IEnumerable<PolicyText> policies) =>
        principal.With(new PolicyLayer(LayerNames.Identity, [.. principal.Identity.Policies, .. policies.Select(Attach)]));

    /// <summary>Context keys stated for requests. Keys not stated are unknown, not absent.</summary>
    public RequestContext Context(IReadOnlyDictionary<string, IReadOnlyList<string>> keys)
    {
        if (keys.Count == 0)
            return RequestContext.Empty;
        return new RequestContext([.. keys.Select(k => (_compiler.Keys.Intern(k.Key), Fact.OfMany(k.Value)))]);
    }

    /// <summary>Context keys of one value each.</summary>
    public RequestContext Context(params ReadOnlySpan<(string Key, string Value)> keys)
    {
        var facts = new (RequestKey, Fact)[keys.Length];
        for (var i = 0; i < facts.Length; i++)
            facts[i] = (_compiler.Keys.Intern(keys[i].Key), Fact.Of(keys[i].Value));
        return new RequestContext(facts);
    }

    /// <summary>
    /// Whether the principal holds all of its account now: <c>*</c> on <c>*</c> by identity policies and boundary with no deny of
    /// theirs cutting it; guardrails do not end it while <c>iam:*</c> stays allowed under them. Unknown: where conditions decide.
    /// </summary>
    public Truth Admin(CompiledPrincipal principal) =>
        Administrators.Holds(Standing(principal), Catalogue);

    /// <summary>Every action that the principal may do on at least one resource, as bits over the catalogue; conditional ones in the second.</summary>
    public (ulong[] Allowed, ulong[] Conditional) Actions(CompiledPrincipal principal) => HeldActions.Of(this, principal);

    internal Verdict Verdict(CompiledPrincipal principal, ActionName action, string? resource, RequestContext context, Trace? trace) =>
        Verdict(principal, action, resource, context, trace, out _);

    internal Verdict Verdict(CompiledPrincipal principal, ActionName action, string? resource, RequestContext context, Trace? trace, out Evaluation e)
    {
        var stated = resource is not null and not "*";
        var side = stated ? _resources.Side(resource!, action) : _resources.Some(principal.Account, FixedRules.Distrustful(action));
        e = Prepare(principal, action, side, _companions.Through(side, context), trace);
        return Verdict(e, action, stated ? resource : null);
    }

    /// <summary>Decides with principal, resource's side and context as given: an answer under other circumstances.</summary>
    internal Outcome Decide(Circumstances given, ActionName action, string? resource)
    {
        _evaluation = null;
        var e = Prepare(given.Principal, action, given.Side, _companions.Through(given.Side, given.Context), null);
        e.Assumed = given.Assumed;
        return Verdict(e, action, resource is "*" ? null : resource).Outcome;
    }

    private Verdict Verdict(Evaluation e, ActionName action, string? resource)
    {
        Verdict verdict;
        if (resource is null || action.WildcardOnly || resource.AsSpan().ContainsAny('*', '?'))
        {
            var caller = e.Principal.Caller;
            verdict = SomeResource.Decide(e, _targets.Of(action, action.WildcardOnly ? null : resource, caller.Account, caller.Partition, action.WildcardOnly));
        }
        else
        {
            e.Target = Target.One(resource);
            verdict = Evaluator.Decide(e);
        }
        if (Companions.Has(action, e.Resource, e.Context, resource) && verdict.Outcome is Outcome.Allowed or Outcome.Conditional)
            _companions.Apply(e, resource ?? "*", e.Context, ref verdict);
        return verdict;
    }

    /// <summary>Another decision for the principal of one that is under way, which stays as it is.</summary>
    internal Verdict Beside(Evaluation data, string action, string resource, RequestContext context, out Trace? trace)
    {
        var (principal, target, side, asked) = (data.Principal, data.Target, data.Resource, data.Action);
        trace = data.Trace is null ? null : new Trace();
        _evaluation = null;
        var verdict = Verdict(principal, _compiler.Action(action), resource, context, trace);
        _evaluation = data;
        (data.Target, data.Resource, data.Action) = (target, side, asked);
        return verdict;
    }

    /// <summary>An action of the catalogue, prepared.</summary>
    internal ActionName Action(int index) => _actions[index] ??= _compiler.Action(Catalogue.Name(index));

    /// <summary>An evaluation of its own in which only the principal is known.</summary>
    internal Evaluation Standing(CompiledPrincipal principal)
    {
        var kept = _evaluation;
        _evaluation = null;
        var e = Prepare(principal, _compiler.Action("iam:CreateUser"), ResourceSide.Unknown, RequestContext.Empty, null);
        e.Applicability = null;
        e.Target = new Target(TargetKind.Some, "*", [[Glob.Star]]);
        _evaluation = kept;
        return e;
    }

    internal Evaluation Prepare(CompiledPrincipal principal, ActionName action, ResourceSide side, RequestContext context, Trace? trace)
    {
        var e = _evaluation ??= new Evaluation(open: true);
        if (!ReferenceEquals(context, RequestContext.Empty))
            (side, context) = _endpoints.Apply(side, context, action);
        e.Principal = principal;
        e.Action = action;
        e.Resource = side;
        e.Context = context;
        e.Now = _now;
        e.Epoch = _epoch;
        e.Applicability = _applicability;
        e.Trace = trace;
        e.Assumed = null;
        return e;
    }

    private ulong[] DecideAlone()
    {
        var bits = new ulong[(Catalogue.Count + 63) / 64];
        foreach (var service in Catalogue.Services.Where(s => s.Prefix is "sts" or "kms" or "iam"))
        {
            for (var i = service.First; i < service.First + service.Count; i++)
            {
                if (service.Prefix is not "iam" || Catalogue.WildcardOnly(i))
                    bits[i >> 6] |= 1UL << (i & 63);
            }
        }
        foreach (var index in SeveralResources.Actions.Append("lambda:InvokeFunctionUrl").Concat(LockedData.Actions).Select(a => Catalogue.IndexOf(a)).Where(i => i >= 0))
            bits[index >> 6] |= 1UL << (index & 63);
        return bits;
    }

    private AttachedPolicy Attach(PolicyText policy) =>
        new(policy.Name, policy.Known ? _compiler.Compile(policy.Document, PolicyKind.Identity) : null);

    private CompiledPrincipal? Other(string id)
    {
        if (id is "*")
            return Alone(Callers.Anonymous);
        if (Callers.OfArn(id) is { Kind: CallerKind.RoleSession } session)
        {
            var role = Estate.Roles.FirstOrDefault(r => r.Account == session.Account && r.Name.Equals(session.Name, StringComparison.OrdinalIgnoreCase));
            return role is null ? null : _compiled.GetOrAdd(id, PrincipalCompiler.Session(Find(role.Arn)!, id));
        }
        if (id.EndsWith(".amazonaws.com", StringComparison.Ordinal) || id.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal))
            return Alone(Callers.Service(id));
        if (id.Contains(":saml-provider/", StringComparison.Ordinal) || id.Contains(":oidc-provider/", StringComparison.Ordinal))
            return Alone(Callers.Federated(id));
        return null;
    }

    private CompiledPrincipal Alone(Caller caller) =>
        _compiled.GetOrAdd(caller.Id, _ => new CompiledPrincipal(caller, new PolicyLayer(LayerNames.Identity, []), null, null, []));
}
