using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Answers the neutral questions for an AWS estate.</summary>
public sealed class AwsAccess : IAccess
{
    private readonly AwsEstate _estate;
    private readonly Lazy<AwsWorld> _world;
    private readonly Lazy<Holders> _holders;
    private readonly Lazy<Names> _names;
    private readonly Lazy<PersonAccess> _people;

    /// <summary>Opens an estate for questions.</summary>
    /// <param name="estate">The estate.</param>
    /// <param name="now">The moment that time conditions see; null where none is known.</param>
    public AwsAccess(AwsEstate estate, DateTimeOffset? now = null)
    {
        _estate = estate;
        _world = new Lazy<AwsWorld>(() => new AwsWorld(estate, now));
        _holders = new Lazy<Holders>(() => new Holders(World, World.Questions));
        _names = new Lazy<Names>(() => new Names(estate));
        _people = new Lazy<PersonAccess>(() => new PersonAccess(new CenterPeople(estate), this));
    }

    /// <summary>The compiled estate, for many questions without reasons.</summary>
    public AwsWorld World => _world.Value;

    /// <inheritdoc/>
    public IAccess At(DateTimeOffset now) => new AwsAccess(_estate, now);

    /// <inheritdoc/>
    public Decision Decide(AccessRequest request)
    {
        if (CenterPeople.IsOne(request.Principal))
            return _people.Value.Decide(request);
        var action = Action(request.Action);
        Check(request.Resource);
        var (principal, stated) = Caller(request.Principal, request.Resource);
        var context = World.Context(request.Context).With(stated);
        var (verdict, trace, e, resource) = World.Questions.Explain(principal, action, request.Resource, context);
        var outcome = verdict.Outcome;
        var blocked = Reasons.BlockedBy(e, verdict);
        var open = outcome is Outcome.Conditional ? trace.Open : [];
        var layers = Reasons.Layers(e, verdict, trace);
        // Deciding again makes the evaluation another's: it comes last.
        var flips = Flips.Of(World, verdict, e, trace, resource, context);
        return new Decision(
            outcome, layers, blocked, open, outcome is Outcome.Conditional ? Missing(trace) : [], flips);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Holder> WhoCan(string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool roots)
    {
        Action(action);
        Check(resource);
        return _holders.Value.Of(action, resource, World.Context(context), roots);
    }

    /// <inheritdoc/>
    public EffectiveAccess WhatCan(string principal, string? actionGlob) => CenterPeople.IsOne(principal)
        ? _people.Value.WhatCan(principal, actionGlob)
        : new Entitlements(World, Caller(principal, null).Principal).Of(actionGlob);

    /// <inheritdoc/>
    public IReadOnlyList<string> HeldActions(string principal)
    {
        if (CenterPeople.IsOne(principal))
            return _people.Value.HeldActions(principal);
        // Unknown is not everything: what nobody can tell is not counted as held.
        if (World.Unknown(principal))
            return [];
        var (allowed, conditional) = World.Actions(Caller(principal, null).Principal.AsKnown());
        var names = new List<string>();
        for (var word = 0; word < allowed.Length; word++)
        {
            for (var left = allowed[word] | conditional[word]; left != 0; left &= left - 1)
                names.Add(World.Catalogue.Name((word << 6) + System.Numerics.BitOperations.TrailingZeroCount(left)));
        }

        return names;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Resolve(string name) => _names.Value.Resolve(name);

    /// <inheritdoc/>
    public bool Understands(string action) => action.IndexOf(':') > 0 && !action.Contains('/', StringComparison.Ordinal);

    /// <inheritdoc/>
    public string? AccessLevel(string action) => World.Catalogue.LevelOf(action)?.Word();

    private static List<string> Missing(Trace trace)
    {
        var keys = trace.Open.Select(o => o.Key).Concat(trace.Missing.Where(m => m.StartsWith("policy:", StringComparison.Ordinal) || m.StartsWith("setting:", StringComparison.Ordinal)));
        return [.. keys.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The principal, and the context keys that its name states (an outside workload's issuer and subject).</summary>
    private (CompiledPrincipal Principal, (RequestKey, Conditions.Fact)[] Stated) Caller(string id, string? resource)
    {
        if (OutsideWorkload.TryParse(id, resource, World, out var principal, out var stated))
            return (principal, stated);
        return (World.Find(id) ?? throw new UnknownNameException($"the snapshot knows no identity `{id}`; `ambit inventory` lists them"), []);
    }

    /// <summary>"IAM uses ARNs to name resources": what is none could match nothing but a star, and would get an answer about nothing.</summary>
    private static void Check(string? resource)
    {
        if (resource is not (null or "*") && !resource.StartsWith("arn:", StringComparison.Ordinal))
            throw new UnknownNameException($"`{resource}` is no ARN; AWS names resources by ARN: arn:aws:s3:::BUCKET/KEY");
    }

    private ActionName Action(string action) => action.Contains(':', StringComparison.Ordinal)
        ? World.Compiler.Action(action)
        : throw new UnknownNameException($"`{action}` is no AWS action; it is written `service:Name`");
}
