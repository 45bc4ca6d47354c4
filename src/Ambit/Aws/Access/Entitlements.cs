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
    private readonly LockedData _locked;

    public Entitlements(AwsWorld world, CompiledPrincipal principal)
    {
        _world = world;
        _principal = principal;
        _evaluation = world.Standing(principal);
        _locked = new LockedData(world, principal);
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
        var granted = new ulong[held.Length];
        using (var groups = new ActionGroups(_world.Catalogue.Count, _denies.Concat(_caps.SelectMany(c => c)).Select(c => c.Bits).Concat(_locked.Sets)))
        {
            foreach (var policy in _principal.Identity.Policies)
            {
                foreach (var statement in policy.Compiled?.Allows ?? [])
                    Add(entitlements, policy, Weigh(statement), held, granted, groups);
            }
        }
        if (_principal.Kind is CallerKind.Root)
        {
            entitlements.Add(new Entitlement(Names(held), ["*"], [], [], []));
            granted = held;
        }
        new ResourceGrants(_world, _principal).Add(entitlements, held, granted);
        return new EffectiveAccess(_principal.Id, entitlements, Names(granted), Levels(granted));
    }

    private ulong[] Held(string? glob)
    {
        var filter = glob is null ? null : new ActionSet([glob], _world.Catalogue).Bits();
        var (held, conditional) = HeldActions.Of(_world, _principal, filter);
        for (var i = 0; i < held.Length; i++)
            held[i] |= conditional[i];
        return held;
    }

    private Cut Weigh(CompiledStatement statement) => new(statement, statement.Bits, statement.Holds(_evaluation));

    /// <summary>Splits a statement's actions by what cuts them, and adds each part.</summary>
    private void Add(List<Entitlement> entitlements, AttachedPolicy policy, Cut allow, ulong[] held, ulong[] granted, ActionGroups groups)
    {
        if (allow.Truth is Truth.No)
            return;
        var parts = new Dictionary<int, (List<string> Actions, List<int> Indexes)>();
        var possible = new Dictionary<int, bool>();
        for (var word = 0; word < held.Length; word++)
        {
            for (var left = held[word] & allow.Bits[word]; left != 0; left &= left - 1)
            {
                var action = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (!Possible(allow.Statement, action, possible))
                    continue;
                if (!parts.TryGetValue(groups[action], out var part))
                    parts[groups[action]] = part = ([], []);
                part.Actions.Add(_world.Catalogue.Name(action));
                part.Indexes.Add(action);
            }
        }
        var source = new StatementReference(policy.Name, allow.Statement.Source.Index, allow.Statement.Source.Sid, nameof(Effect.Allow));
        foreach (var (actions, indexes) in parts.Values)
        {
            if (Part(allow, actions, indexes[0], source) is not { } entitlement)
                continue;
            entitlements.Add(entitlement);
            foreach (var index in indexes)
                granted[index >> 6] |= 1UL << (index & 63);
        }
    }

    /// <summary>Whether the action can be about the statement's resources at all: <c>s3:GetObject</c> is not about a bucket.</summary>
    private bool Possible(CompiledStatement statement, int action, Dictionary<int, bool> known)
    {
        if (statement.EveryResource || statement.Source.NotResource)
            return true;
        var shape = _world.Catalogue.Shapes[action];
        var alone = (_world.DecidedAlone[action >> 6] & (1UL << (action & 63))) != 0;
        if (!alone && known.TryGetValue(shape, out var possible))
            return possible;
        var name = _world.Action(action);
        possible = Array.Exists(
            _world.Targets.Of(name, null, "", _principal.Caller.Partition, name.WildcardOnly), t => t.Allowed(statement, _evaluation) is not Truth.No);
        if (!alone)
            known[shape] = possible;
        return possible;
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
        _locked.Cut(_world.Action(first), resources, conditions);
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

    private List<string> Names(ulong[] bits)
    {
        var names = new List<string>();
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
                names.Add(_world.Catalogue.Name((word << 6) + BitOperations.TrailingZeroCount(left)));
        }
        return names;
    }

    private SortedDictionary<string, int> Levels(ulong[] bits)
    {
        Span<int> counts = stackalloc int[Enum.GetValues<AccessLevel>().Length];
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
                counts[(int)_world.Catalogue.Level((word << 6) + BitOperations.TrailingZeroCount(left))]++;
        }
        var levels = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var level in Enum.GetValues<AccessLevel>())
        {
            if (counts[(int)level] > 0)
                levels[level.Word()] = counts[(int)level];
        }
        return levels;
    }
}
