using System.Numerics;
using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Which of the catalogue's actions a principal may do on at least one resource. Actions that the same statements are about, and
/// that take resources the same way, are decided once.
/// </summary>
internal static class HeldActions
{
    /// <summary>Bits over the catalogue: surely allowed, and allowed on conditions.</summary>
    public static (ulong[] Allowed, ulong[] Conditional) Of(AwsWorld world, CompiledPrincipal principal, ulong[]? filter = null)
    {
        var words = (world.Catalogue.Count + 63) / 64;
        var allowed = new ulong[words];
        var conditional = new ulong[words];
        var candidates = Candidates(principal, words);
        var granted = new ResourceGrants(world, principal).Actions();
        for (var i = 0; i < words; i++)
            candidates[i] = (candidates[i] | granted[i]) & (filter is null ? ulong.MaxValue : filter[i]);
        using var question = new Question(world, principal, granted);
        for (var word = 0; word < words; word++)
        {
            for (var left = candidates[word]; left != 0; left &= left - 1)
            {
                var action = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (action >= world.Catalogue.Count)
                    break;
                var outcome = question.Outcome(action);
                if (outcome is Outcome.Allowed)
                    allowed[word] |= left & (~left + 1);
                else if (outcome is Outcome.Conditional)
                    conditional[word] |= left & (~left + 1);
            }
        }
        return (allowed, conditional);
    }

    /// <summary>The actions that some identity statement allows at all.</summary>
    public static ulong[] Candidates(CompiledPrincipal principal, int words)
    {
        var bits = new ulong[words];
        if (principal.Identity.MayAllow || principal.Kind is CallerKind.Root)
            Array.Fill(bits, ulong.MaxValue);
        foreach (var statement in principal.Identity.Allows)
        {
            var own = statement.Bits;
            for (var i = 0; i < words; i++)
                bits[i] |= own[i];
        }
        return bits;
    }

    /// <summary>One principal's answers, each found once for all actions that cannot differ in it.</summary>
    private sealed class Question : IDisposable
    {
        private readonly AwsWorld _world;
        private readonly CompiledPrincipal _principal;
        private readonly ulong[] _alone;
        private readonly ulong[] _byResource;
        private readonly ActionGroups _groups;
        private readonly Outcome?[] _plain;
        private readonly Dictionary<(int Group, int Shape, int Keys), Outcome> _others = [];
        private readonly ActionShapes _shapes;
        private readonly (CompiledStatement Statement, int Layer)[] _statements;
        private readonly UInt128 _kind;
        private readonly UInt128 _account;

        public Question(AwsWorld world, CompiledPrincipal principal, ulong[] granted)
        {
            _world = world;
            _principal = principal;
            _shapes = world.Catalogue.Shapes;
            // What a resource's policy grants, and what services decide themselves, is asked action by action.
            _alone = [.. granted];
            for (var i = 0; i < _alone.Length; i++)
                _alone[i] |= world.DecidedAlone[i];
            PolicyLayer?[] layers = [principal.Identity, principal.Boundary, principal.Session, .. principal.Guardrails];
            var statements = Statements(world, principal, layers);
            _statements = [.. statements.Select(s => (s.Statement, s.Layer))];
            _kind = SharedDecisions.Of(principal, layers);
            _account = SharedDecisions.Mix(SharedDecisions.Mix(UInt128.One, principal.Account), principal.Caller.Partition);
            _groups = new ActionGroups(world.Catalogue.Count, statements.Select(s => s.Statement.Bits));
            _plain = new Outcome?[_groups.Bound];
            _byResource = new ulong[_alone.Length];
            foreach (var (statement, _, guardrail) in statements)
            {
                // A statement about every resource, without conditions, says the same of all actions that it is about.
                if (statement.EveryResource && statement.Conditions.Length == 0 && !guardrail)
                    continue;
                for (var i = 0; i < _byResource.Length; i++)
                    _byResource[i] |= statement.Bits[i];
            }
        }

        public Outcome Outcome(int action)
        {
            var bit = 1UL << (action & 63);
            if ((_alone[action >> 6] & bit) != 0)
                return _world.Questions.Outcome(_principal, _world.Action(action), null, RequestContext.Empty);
            var group = _groups[action];
            if ((_byResource[action >> 6] & bit) == 0)
                return _plain[group] ??= Ask(action);
            var key = (group, _shapes[action], _world.Catalogue.KeySetOf(action));
            if (!_others.TryGetValue(key, out var outcome))
                _others.Add(key, outcome = Ask(action));
            return outcome;
        }

        public void Dispose() => _groups.Dispose();

        private Outcome Ask(int action)
        {
            if (Signature(action) is not { } signature)
                return _world.Verdict(_principal, _world.Action(action), null, RequestContext.Empty, null).Outcome;
            if (_world.Shared.Find(signature) is { } known)
                return known;
            var outcome = _world.Verdict(_principal, _world.Action(action), null, RequestContext.Empty, null).Outcome;
            _world.Shared.Keep(signature, outcome);
            return outcome;
        }

        /// <summary>What the answer depends on; null where it depends on who calls.</summary>
        private UInt128? Signature(int action)
        {
            var (signature, local) = (_kind, false);
            foreach (var (statement, layer) in _statements)
            {
                if ((statement.Bits[action >> 6] & (1UL << (action & 63))) == 0)
                    continue;
                if (statement.Personal)
                    return null;
                local |= statement.Local;
                signature = SharedDecisions.Mix(signature, ((ulong)statement.Number << 8) | (uint)layer);
            }
            if (!local)
                return signature;
            signature = SharedDecisions.Mix(SharedDecisions.Mix(signature, (ulong)(_account >> 64)), (ulong)_account);
            return SharedDecisions.Mix(signature, ((ulong)_shapes[action] << 32) | (uint)_world.Catalogue.KeySetOf(action));
        }

        private static List<(CompiledStatement Statement, int Layer, bool Guardrail)> Statements(AwsWorld world, CompiledPrincipal principal, PolicyLayer?[] layers) =>
        [
            .. layers.SelectMany((l, i) => l is null ? [] : l.Allows.Concat(l.Denies).Select(s => (s, i, false))),
            .. world.Resources.Some(principal.Account, distrustful: false).ResourceControl.SelectMany(l => l.Denies).Select(s => (s, layers.Length, true)),
        ];
    }
}
