using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Decides self-contained requests in a closed world: what is not given is absent. Where a key derived from the principal
/// contradicts the context, the context wins. Not safe for several threads; one simulator each.
/// </summary>
public sealed class Simulator : ISimulation
{
    /// <summary>So that a long stream of different policies does not fill the memory.</summary>
    private const int MostPolicies = 20_000;

    private readonly Evaluation _evaluation = new(open: false);
    private readonly AwsCatalogue? _catalogue;
    private PolicyCompiler _compiler;
    private TargetPatterns _targets;

    /// <summary>A simulator with AWS's catalogue.</summary>
    public Simulator()
        : this(AwsCatalogue.Current)
    {
    }

    internal Simulator(AwsCatalogue? catalogue)
    {
        _catalogue = catalogue;
        _compiler = new PolicyCompiler(catalogue);
        _targets = new TargetPatterns(_compiler);
    }

    /// <summary>Requests are AWS's unless they name another cloud.</summary>
    public bool Reads(JsonElement request) =>
        request.ValueKind is not JsonValueKind.Object || !request.TryGetProperty("cloud", out var cloud) || cloud.ValueEquals(AwsCloud.CloudName);

    /// <inheritdoc/>
    public SimulationAnswer Decide(JsonElement request) => Decide(SimulationReader.Read(request));

    /// <summary>Decides a request and says why.</summary>
    public SimulationAnswer Decide(SimulationRequest request)
    {
        var trace = new Trace();
        var verdict = Decide(request, trace);
        var matched = trace.Entries.Where(m => m.Truth is Truth.Yes)
            .Select(m => new StatementReference(m.Policy, m.Statement.Source.Index, m.Statement.Source.Sid, m.Statement.Source.Effect.ToString()));
        return new SimulationAnswer(verdict.Outcome, Reasons.BlockedBy(_evaluation, verdict), [.. matched.Distinct()], trace.Missing);
    }

    /// <summary>Decides a request.</summary>
    public Outcome Outcome(SimulationRequest request) => Decide(request, null).Outcome;

    private Verdict Decide(SimulationRequest request, Trace? trace)
    {
        if (_compiler.Count > MostPolicies)
        {
            _compiler = new PolicyCompiler(_catalogue);
            _targets = new TargetPatterns(_compiler);
        }
        var action = _compiler.Action(request.Action);
        if (request.WildcardOnly && !action.WildcardOnly)
            action = action with { WildcardOnly = true };
        _evaluation.Principal = Principal(request);
        _evaluation.Resource = Side(request, action);
        _evaluation.Action = action;
        _evaluation.Context = new RequestContext([.. request.Context.Select(c => (_compiler.Keys.Intern(c.Key), c.List ? Fact.OfMany(c.Values) : Fact.Of(c.Values[0])))]);
        _evaluation.Trace = trace;
        var account = request.ResourceAccount ?? request.Caller.Account;
        return SomeResource.Decide(_evaluation, _targets.Of(action, request.Resource, account, Partition(request), action.WildcardOnly));
    }

    private CompiledPrincipal Principal(SimulationRequest request)
    {
        var session = request.SessionPolicy.ValueKind is JsonValueKind.Object
            ? new PolicyLayer(LayerNames.Session, [new AttachedPolicy("sessionPolicy", _compiler.Compile(request.SessionPolicy, PolicyKind.Session))])
            : null;
        return new CompiledPrincipal(
            request.Caller,
            Layer(LayerNames.Identity, request.Identity, PolicyKind.Identity),
            request.Boundaries is { } boundaries ? Layer(LayerNames.Boundary, boundaries, PolicyKind.Boundary) : null,
            session,
            [.. request.ServiceControl.Select(l => Layer(LayerNames.ServiceControl, l, PolicyKind.ServiceControl))]);
    }

    private ResourceSide Side(SimulationRequest request, ActionName action)
    {
        PolicyLayer? policy = null;
        if (request.ResourcePolicy.ValueKind is JsonValueKind.Object)
        {
            var (name, kind) = FixedRules.IsAssumption(action) ? (LayerNames.Trust, PolicyKind.Trust)
                : action.Service is "kms" ? (LayerNames.KeyPolicy, PolicyKind.Resource)
                : (LayerNames.Resource, PolicyKind.Resource);
            policy = new PolicyLayer(name, [new AttachedPolicy("resourcePolicy", _compiler.Compile(request.ResourcePolicy, kind))]);
        }
        return new ResourceSide
        {
            Account = request.ResourceAccount,
            Policy = policy,
            ResourceControl = [.. request.ResourceControl.Select(l => Layer(LayerNames.ResourceControl, l, PolicyKind.ResourceControl))],
            RestrictPublicBuckets = request.BlockPublicAccess && action.Service is "s3",
            VpcEndpoint = request.VpcEndpoint is { } endpoint ? Layer(LayerNames.VpcEndpoint, endpoint, PolicyKind.VpcEndpoint) : null,
        };
    }

    private PolicyLayer Layer(string name, IReadOnlyList<(string Name, JsonElement Policy)> policies, PolicyKind kind) =>
        new(name, [.. policies.Select(p => new AttachedPolicy(p.Name, _compiler.Compile(p.Policy, kind)))]);

    private static string Partition(SimulationRequest request) =>
        ArnFields.TryParse(request.Resource, out var arn) ? arn.Partition.ToString() : request.Caller.Partition;
}
