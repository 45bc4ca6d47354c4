using System.Numerics;
using Ambit.Access;
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
        foreach (var (action, outcome) in Decide(world, principal, candidates, granted))
        {
            var bit = 1UL << (action & 63);
            if (outcome is Outcome.Allowed)
                allowed[action >> 6] |= bit;
            else if (outcome is Outcome.Conditional)
                conditional[action >> 6] |= bit;
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
            var own = Administrators.Bits(statement);
            for (var i = 0; i < words; i++)
                bits[i] |= own[i];
        }
        return bits;
    }

    /// <summary>Decides each candidate, on at least one resource.</summary>
    public static IEnumerable<(int Action, Outcome Outcome)> Decide(AwsWorld world, CompiledPrincipal principal, ulong[] candidates, ulong[] granted)
    {
        var plain = new Dictionary<UInt128, Outcome>();
        var statements = Statements(principal);
        for (var word = 0; word < candidates.Length; word++)
        {
            for (var left = candidates[word]; left != 0; left &= left - 1)
            {
                var action = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (action >= world.Catalogue.Count)
                    yield break;
                yield return (action, One(world, principal, action, statements, plain, (granted[word] & (1UL << (action & 63))) != 0));
            }
        }
    }

    private static Outcome One(AwsWorld world, CompiledPrincipal principal, int action, List<(ulong[] Bits, bool Plain)> statements, Dictionary<UInt128, Outcome> plain, bool granted)
    {
        var name = world.Action(action);
        if (granted || FixedRules.Distrustful(name) || FixedRules.Decide(name, principal.Caller, default, ResourceSide.Unknown) is not null)
            return world.Questions.Outcome(principal, name, null, RequestContext.Empty);
        // The set of statements about the action; only where all are about every resource and unconditional do they decide alone.
        var signature = new UInt128(0xcbf29ce484222325, 0x9e3779b97f4a7c15);
        var alone = true;
        for (var i = 0; i < statements.Count; i++)
        {
            if ((statements[i].Bits[action >> 6] & (1UL << (action & 63))) == 0)
                continue;
            signature = (signature ^ (UInt128)(uint)(i + 1)) * new UInt128(0x0000000001000000, 0x000000000000013B);
            alone &= statements[i].Plain;
        }
        if (!alone)
            return world.Verdict(principal, name, null, RequestContext.Empty, null).Outcome;
        if (!plain.TryGetValue(signature, out var outcome))
            plain[signature] = outcome = world.Verdict(principal, name, null, RequestContext.Empty, null).Outcome;
        return outcome;
    }

    private static List<(ulong[] Bits, bool Plain)> Statements(CompiledPrincipal principal)
    {
        IEnumerable<PolicyLayer?> layers = [principal.Identity, principal.Boundary, principal.Session, .. principal.ServiceControl];
        return [.. layers.Where(l => l is not null).SelectMany(l => l!.Allows.Concat(l.Denies))
            .Select(s => (Administrators.Bits(s), s.EveryResource && s.Conditions.Length == 0))];
    }
}
