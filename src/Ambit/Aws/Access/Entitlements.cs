using System.Numerics;
using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// What one principal can do in full: each allowing statement with the actions that really come out of it, the resources that
/// boundary and guardrails leave, what denies take out, and the conditions that stay open.
/// </summary>
internal sealed class Entitlements
{
    private readonly AwsWorld _world;
    private readonly CompiledPrincipal _principal;
    private readonly Evaluation _evaluation;
    private readonly List<Cut> _denies;
    private readonly List<List<Cut>> _caps;

    public Entitlements(AwsWorld world, CompiledPrincipal principal)
    {
        _world = world;
        _principal = principal;
        _evaluation = world.Standing(principal);
        IEnumerable<PolicyLayer?> capping = [principal.Boundary, principal.Session, .. principal.Caller.ServiceLinked ? [] : principal.ServiceControl];
        var caps = capping.OfType<PolicyLayer>().ToList();
        _denies = [.. caps.Prepend(principal.Identity).SelectMany(l => l.Denies.Select(Weigh)).Where(c => c.Truth is not Truth.No)];
        _caps = [.. caps.Where(l => !l.MayAllow).Select(l => l.Allows.Select(Weigh).Where(c => c.Truth is not Truth.No).ToList())];
    }

    /// <summary>A statement with its actions as bits, and whether its conditions hold for the principal.</summary>
    private sealed record Cut(CompiledStatement Statement, ulong[] Bits, Truth Truth)
    {
        public bool Acts(int action) => (Bits[action >> 6] & (1UL << (action & 63))) != 0;
    }

    /// <summary>The effective entitlement, narrowed to actions that match the glob.</summary>
    public EffectiveAccess Of(string? glob)
    {
        var held = Held(glob);
        var entitlements = new List<Entitlement>();
        foreach (var policy in _principal.Identity.Policies)
        {
            foreach (var statement in policy.Compiled?.Allows ?? [])
                Add(entitlements, policy, Weigh(statement), held);
        }
        if (_principal.Kind is CallerKind.Root)
            entitlements.Add(new Entitlement([.. Names(held)], ["*"], [], [], []));
        new ResourceGrants(_world, _principal).Add(entitlements, held);
        var actions = entitlements.SelectMany(e => e.Actions).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        return new EffectiveAccess(_principal.Id, entitlements, actions, Levels(actions));
    }

    private ulong[] Held(string? glob)
    {
        var filter = glob is null ? null : new ActionSet([glob], _world.Catalogue).Bits();
        var (held, conditional) = HeldActions.Of(_world, _principal, filter);
        for (var i = 0; i < held.Length; i++)
            held[i] |= conditional[i];
        return held;
    }

    private Cut Weigh(CompiledStatement statement) => new(statement, Administrators.Bits(statement), statement.Holds(_evaluation));

    /// <summary>Splits a statement's actions by what cuts them, and adds each part.</summary>
    private void Add(List<Entitlement> entitlements, AttachedPolicy policy, Cut allow, ulong[] held)
    {
        if (allow.Truth is Truth.No)
            return;
        var groups = new Dictionary<UInt128, (List<string> Actions, int First)>();
        for (var word = 0; word < held.Length; word++)
        {
            for (var left = held[word] & allow.Bits[word]; left != 0; left &= left - 1)
            {
                var action = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (!Possible(allow.Statement, action))
                    continue;
                var signature = Signature(action);
                if (!groups.TryGetValue(signature, out var group))
                    groups[signature] = group = ([], action);
                group.Actions.Add(_world.Catalogue.Name(action));
            }
        }
        var source = new StatementReference(policy.Name, allow.Statement.Source.Index, allow.Statement.Source.Sid, nameof(Effect.Allow));
        foreach (var (actions, first) in groups.Values)
        {
            if (Part(allow, actions, first, source) is { } entitlement)
                entitlements.Add(entitlement);
        }
    }

    /// <summary>Whether the action can be about the statement's resources at all: <c>s3:GetObject</c> is not about a bucket.</summary>
    private bool Possible(CompiledStatement statement, int action)
    {
        if (statement.EveryResource || statement.Source.NotResource)
            return true;
        var name = _world.Action(action);
        return _world.Targets.Of(name, null, "", _principal.Caller.Partition, name.WildcardOnly).Any(t => t.Allowed(statement, _evaluation) is not Truth.No);
    }

    private UInt128 Signature(int action)
    {
        var signature = UInt128.One;
        var index = 0u;
        foreach (var cut in _denies)
        {
            index++;
            if (cut.Acts(action))
                signature = (signature ^ index) * new UInt128(0x0000000001000000, 0x000000000000013B);
        }
        foreach (var cut in _caps.SelectMany(l => l))
        {
            index++;
            if (cut.Acts(action))
                signature = (signature ^ index) * new UInt128(0x0000000001000000, 0x000000000000013B);
        }
        return signature;
    }

    private Entitlement? Part(Cut allow, List<string> actions, int first, StatementReference source)
    {
        var resources = new ResourceSet(_evaluation, allow.Statement);
        var conditions = new List<OpenCondition>();
        Open(conditions, allow, needed: true);
        foreach (var layer in _caps)
        {
            var acting = layer.Where(c => c.Acts(first)).ToList();
            if (acting.Exists(c => c.Truth is Truth.Yes && c.Statement.EveryResource))
                continue;
            resources.Keep(acting.Select(c => c.Statement));
            foreach (var cut in acting)
                Open(conditions, cut, needed: true);
        }
        foreach (var cut in _denies.Where(c => c.Acts(first)))
        {
            if (cut.Truth is Truth.Yes)
                resources.TakeOut(cut.Statement);
            else
                Open(conditions, cut, needed: false);
        }
        return resources.Kept.Count == 0 ? null : new Entitlement(actions, resources.Kept, resources.Out, conditions, [source]);
    }

    private void Open(List<OpenCondition> conditions, Cut cut, bool needed)
    {
        if (cut.Truth is not Truth.Unknown)
            return;
        foreach (var condition in cut.Statement.Conditions)
        {
            if (condition.Holds(_evaluation, cut.Statement.Source.Effect) is Truth.Unknown)
                conditions.Add(new OpenCondition(condition.Source.Key, condition.Source.Spelled, condition.Source.Values, needed));
        }
    }

    private IEnumerable<string> Names(ulong[] bits)
    {
        for (var action = 0; action < _world.Catalogue.Count; action++)
        {
            if ((bits[action >> 6] & (1UL << (action & 63))) != 0)
                yield return _world.Catalogue.Name(action);
        }
    }

    private SortedDictionary<string, int> Levels(List<string> actions)
    {
        var levels = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            var level = _world.Catalogue.LevelOf(action)?.Word() ?? "Unknown";
            levels[level] = levels.GetValueOrDefault(level) + 1;
        }
        return levels;
    }
}
