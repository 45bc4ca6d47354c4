using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>The single changes that may have part in turning an answer.</summary>
internal sealed class Changes(AwsWorld world, Evaluation e, Trace trace, string? resource)
{
    private const int MostOfAKind = 6;
    private readonly CompiledPrincipal _principal = e.Principal;
    private readonly ActionName _action = e.Action;
    private readonly ResourceSide _side = e.Resource;

    private string What => $"`{_action.Name}` on `{resource ?? "*"}`";

    private string Who => $"`{_principal.Id}`";

    /// <summary>What could turn a refusal or an open answer into an allow: the mildest kinds first.</summary>
    public List<Change> Towards() => [.. Met().Take(MostOfAKind), .. Added(), .. Companions(), .. Removed(Effect.Deny).Take(MostOfAKind)];

    /// <summary>What could end an allow: statements gone.</summary>
    public List<Change> Against() => [.. Removed(Effect.Allow).Take(2 * MostOfAKind)];

    /// <summary>Conditions met, of statements that would allow, or not met, of statements that deny.</summary>
    private IEnumerable<Change> Met()
    {
        foreach (var layer in Layers())
        {
            foreach (var statement in layer.Allows.Where(s => s.Conditions.Length > 0 && Near(s)))
            {
                if (Settled(statement, statement.Conditions, want: true) is { } facts)
                    yield return new Change($"the conditions of {Name(layer, statement)} hold ({Words(statement.Conditions)})", c => c with { Context = c.Context.With(facts) });
            }
            foreach (var statement in layer.Denies.Where(s => s.Conditions.Length > 0 && Near(s)))
            {
                foreach (var condition in statement.Conditions)
                {
                    if (Settled(statement, [condition], want: false) is { } facts)
                        yield return new Change($"`{condition.Source.Spelled}` of `{condition.Source.Key}` with {Values(condition)} does not hold, by which {Name(layer, statement)} denies", c => c with { Context = c.Context.With(facts) });
                }
            }
        }
    }

    /// <summary>An allow more, in each layer that takes part.</summary>
    private IEnumerable<Change> Added()
    {
        if (_principal.Caller.HasIdentity && _principal.Kind is not CallerKind.Root)
            yield return Identity(_action, resource, $"an identity policy of {Who} allows {What}");
        var allow = Allowing(null);
        if (_principal.Boundary is not null)
            yield return new Change($"the permissions boundary of {Who} allows {What}", c => c with { Principal = c.Principal.Map(l => l.Name == LayerNames.Boundary ? l.And(allow) : l) });
        if (_principal.Session is not null)
            yield return new Change($"the session policy allows {What}", c => c with { Principal = c.Principal.Map(l => l.Name == LayerNames.Session ? l.And(allow) : l) });
        for (var i = 0; i < _principal.ServiceControl.Length; i++)
        {
            var level = _principal.ServiceControl[i];
            yield return new Change(
                $"the service control policies on level {i + 1} from the root over account `{_principal.Account}` allow {What}", c => c with { Principal = c.Principal.Map(l => ReferenceEquals(l, level) || l.Replaces(level) ? l.And(allow) : l) });
        }
        if (resource is not null and not "*" && (_side.Policy is not null || _action.Assumption || ResourceCompiler.CarriesPolicy(resource)))
            yield return new Change(ResourceWords(), c => c with { Side = c.Side with { Policy = (c.Side.Policy ?? new PolicyLayer(Reasons.ResourceLayer(e), [])).And(Allowing(Named())), PolicyUnknown = false } });
        if (_side.VpcEndpoint is not null)
            yield return new Change($"the VPC endpoint's policy allows {What}", c => c with { Side = c.Side with { VpcEndpoint = c.Side.VpcEndpoint!.And(Allowing(new PrincipalEntry(PrincipalKind.Everyone, "*"))) } });
    }

    private string ResourceWords() => Reasons.ResourceLayer(e) switch
    {
        LayerNames.Trust => $"the trust policy of `{resource}` names {Who}",
        LayerNames.KeyPolicy => $"the key policy of `{resource}` lets {Who} in",
        _ => $"the policy of `{resource}` lets {Who} in",
    };

    /// <summary>Other decisions that this one hangs on.</summary>
    private IEnumerable<Change> Companions()
    {
        foreach (var companion in trace.Companions.Where(c => c.Truth is not Truth.Yes))
            yield return new Change($"{Who} may `{companion.Action}` on `{companion.Resource}` ({companion.Layer})", c => c with { Assumed = c.Assumed.Append(companion.Layer).ToHashSet() });
    }

    /// <summary>A statement that took part, gone.</summary>
    private IEnumerable<Change> Removed(Effect effect)
    {
        foreach (var entry in trace.Entries.Where(t => t.Statement.Source.Effect == effect && t.Truth is not Truth.No).DistinctBy(t => (t.Layer, t.Policy, t.Statement)))
        {
            var ends = effect is Effect.Deny ? "no longer denies it" : "no longer allows it";
            yield return new Change($"{Name(entry.Layer, entry.Policy, entry.Statement)} {ends}", c => c.Without(entry.Statement));
        }
    }

    private Change Identity(ActionName action, string? on, string words)
    {
        var allow = Allowing(action, on, null);
        return new Change(words, c => c with { Principal = c.Principal.Map(l => l.Name == LayerNames.Identity ? l.And(allow) : l) });
    }

    private AttachedPolicy Allowing(PrincipalEntry? principal) => Allowing(_action, resource, principal);

    private AttachedPolicy Allowing(ActionName action, string? on, PrincipalEntry? principal)
    {
        var statement = new Statement
        {
            Index = 0,
            Effect = Effect.Allow,
            Principal = principal is { } named ? new PrincipalElement(false, [named]) : null,
            Actions = [action.Name],
            Resources = [on ?? "*"],
            HasResource = true,
        };
        return new AttachedPolicy("a statement more", world.Compiler.Compile(new PolicyDocument(null, null, [statement], []), PolicyKind.Resource));
    }

    /// <summary>The principal as a policy names it.</summary>
    private PrincipalEntry Named() => _principal.Kind switch
    {
        CallerKind.Service => new PrincipalEntry(PrincipalKind.Service, _principal.Id),
        CallerKind.Federated => new PrincipalEntry(PrincipalKind.Federated, _principal.Id),
        CallerKind.Anonymous => new PrincipalEntry(PrincipalKind.Everyone, "*"),
        _ => new PrincipalEntry(PrincipalKind.Aws, _principal.Caller.PrincipalArn ?? _principal.Id),
    };

    /// <summary>Whether only conditions keep the statement from taking part.</summary>
    private bool Near(CompiledStatement statement) =>
        statement.Acts(_action) && (statement.Source.Effect is Effect.Allow ? e.Target.Allowed(statement, e) : e.Target.Denied(statement, e)) is not Truth.No
        && (statement.Source.Effect is Effect.Deny ? statement.Holds(e) is not Truth.No : statement.Holds(e) is not Truth.Yes);

    private IEnumerable<PolicyLayer> Layers() =>
        new[] { _principal.Identity, _principal.Boundary, _principal.Session, _side.Policy, _side.VpcEndpoint }.OfType<PolicyLayer>()
            .Concat(_principal.Guardrails).Concat(_side.ResourceControl);

    /// <summary>Keys that make all the conditions come out as wanted; null where none is found.</summary>
    private (RequestKey, Fact)[]? Settled(CompiledStatement statement, CompiledCondition[] conditions, bool want)
    {
        var facts = new List<(RequestKey, Fact)>();
        foreach (var condition in conditions)
        {
            if (condition.Holds(e, statement.Source.Effect) == TruthTables.Of(want))
                continue;
            if (ContextValues.Settle(condition, e, statement.Source.Effect, want) is not { } fact)
                return null;
            facts.Add((condition.Key, fact));
        }
        return facts.Count == 0 ? null : [.. facts];
    }

    private static string Name(PolicyLayer layer, CompiledStatement statement) =>
        Name(layer.Name, layer.Policies.FirstOrDefault(p => p.Compiled is { } c && Array.IndexOf(c.Statements, statement) >= 0)?.Name ?? layer.Name, statement);

    private static string Name(string layer, string policy, CompiledStatement statement)
    {
        var sid = statement.Source.Sid is { Length: > 0 } name ? $" (`{name}`)" : "";
        return $"statement {statement.Source.Index}{sid} of `{policy}` ({layer})";
    }

    private static string Words(CompiledCondition[] conditions) =>
        string.Join(", ", conditions.Select(c => $"`{c.Source.Spelled}` of `{c.Source.Key}` with {Values(c)}"));

    private static string Values(CompiledCondition condition) => string.Join(" or ", condition.Source.Values.Take(3).Select(v => $"`{v}`"));
}
