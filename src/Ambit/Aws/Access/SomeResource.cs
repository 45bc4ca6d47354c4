using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Decides "on at least one resource". Layers that allow on different resources must meet on one, and a deny that covers all of
/// what is left counts: so the question is narrowed to the patterns that each layer allows, and asked again for what is left.
/// Where one call touches several resources, each type needs its allow (service authorization reference, "required" types).
/// </summary>
internal static class SomeResource
{
    private const int MostTries = 256;

    /// <summary>Decides for several targets, one of which suffices; the best answer is the answer.</summary>
    public static Verdict Decide(Evaluation e, Target[] targets)
    {
        if (targets.Length == 1 && targets[0].Kind is not TargetKind.Some)
        {
            e.Target = targets[0];
            return Evaluator.Decide(e);
        }
        var each = e.Open && Array.Exists(targets, t => t.Each is not null);
        var trace = e.Trace;
        var best = default(Verdict);
        Target? chosen = null;
        e.Trace = null;
        foreach (var target in targets)
        {
            if (each && target.Each is null)
                continue;
            var verdict = Narrowed(e, target, out var narrowed);
            // One call on several resources: the type that is refused, or least sure, decides. Else one target suffices.
            var order = Rank(verdict.Outcome) - Rank(best.Outcome);
            if (chosen is null || (each ? order < 0 : order > 0))
                (best, chosen) = (verdict, narrowed);
            if (!each && best.Outcome is Outcome.Allowed)
                break;
        }
        e.Trace = trace;
        if (trace is null || chosen is null)
            return best;
        // The reasons are those of the narrowed question; the answer stays what the search found.
        e.Target = chosen.Value;
        Evaluator.Decide(e);
        return best;
    }

    private static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.Allowed => 3,
        Outcome.Conditional => 2,
        Outcome.ExplicitlyDenied => 1,
        _ => 0,
    };

    private static Verdict Narrowed(Evaluation e, Target target, out Target narrowed)
    {
        narrowed = target;
        e.Target = target;
        var wide = Evaluator.Decide(e);
        // What is refused for the wide question, where an allow for any resource counts, is refused for every narrow one.
        if (target.Kind is not TargetKind.Some || wide.Outcome is Outcome.ImplicitlyDenied or Outcome.ExplicitlyDenied)
            return wide;
        var layers = Restricting(e, wide);
        if (layers.Count == 0 || (layers.Count == 1 && !HasDenies(e)))
            return wide;
        AddSpared(e, layers);
        var best = new Search(e);
        best.Try(target.Patterns, layers, 0);
        // More ways to choose than are looked at: what was not looked at may allow.
        if (best.GaveUp && best.Best?.Outcome is not Outcome.Allowed)
            return wide with { Besides = wide.Besides.And(Truth.Unknown) };
        if (best.Best is not { } found)
            return wide with { Identity = Truth.No, ResourceSelf = Truth.No, ResourceRole = Truth.No, ResourceAccount = Truth.No, GrantSelf = Truth.No, GrantRole = Truth.No };
        narrowed = target with { Patterns = best.Patterns, Narrow = true };
        return found;
    }

    /// <summary>Each layer that allows on some resources only, as the patterns it allows.</summary>
    private static List<List<int[]>> Restricting(Evaluation e, in Verdict wide)
    {
        var layers = new List<List<int[]>>();
        var principal = e.Principal;
        // A grant is of one key, and that key is what the question is about.
        if (wide.GrantSelf.Or(wide.GrantRole) is not Truth.No)
            return layers;
        var byResource = wide.ResourceSelf.Or(wide.ResourceRole) is not Truth.No;
        var byIdentity = principal.Caller.HasIdentity && principal.Kind is not CallerKind.Root;
        if (byResource && wide.SameAccount)
            Add(e, layers, [.. new[] { byIdentity ? principal.Identity : null, e.Resource.Policy, e.Resource.AccessControlList }.OfType<PolicyLayer>()]);
        else if (byIdentity)
            Add(e, layers, principal.Identity);
        if (e.Resource.Policy is { } policy && !wide.SameAccount)
            Add(e, layers, policy);
        if (principal.Boundary is { } boundary)
            Add(e, layers, boundary);
        if (principal.Session is { } session)
            Add(e, layers, session);
        if (!principal.ServiceLinked)
        {
            foreach (var level in principal.ServiceControl)
                Add(e, layers, level);
        }
        if (e.Resource.VpcEndpoint is { } endpoint)
            Add(e, layers, endpoint);
        return layers;
    }

    /// <summary>Adds what one of several layers that each suffice allows; nothing where one surely allows on every resource.</summary>
    private static void Add(Evaluation e, List<List<int[]>> layers, params ReadOnlySpan<PolicyLayer> either)
    {
        var patterns = new List<int[]>();
        foreach (var layer in either)
        {
            if (layer.MayAllow)
                patterns.Add([Glob.Star]);
            foreach (var statement in layer.Allows)
            {
                if (!statement.Acts(e.Action) || e.Target.Allowed(statement, e) is Truth.No || statement.Holds(e) is var holds && holds is Truth.No)
                    continue;
                if (statement.EveryResource && holds is Truth.Yes && layer.Name != LayerNames.Resource)
                    return;
                if (statement.EveryResource || statement.Source.NotResource)
                {
                    patterns.Add([Glob.Star]);
                    continue;
                }
                foreach (var pattern in statement.Resources)
                {
                    if (pattern.Tokens(e) is { } tokens)
                        patterns.Add(tokens);
                }
            }
        }
        layers.Add(patterns.Count < 2 ? patterns : [.. patterns.Distinct(SameTokens.Instance)]);
    }

    private static bool HasDenies(Evaluation e) => Denies(e).Any();

    /// <summary>The denies of all layers that cut some resources out and not all.</summary>
    private static IEnumerable<CompiledStatement> Denies(Evaluation e)
    {
        var principal = e.Principal;
        PolicyLayer?[] layers = [principal.Identity, principal.Boundary, principal.Session, e.Resource.Policy, e.Resource.VpcEndpoint, .. principal.ServiceControl, .. e.Resource.ResourceControl];
        return layers.OfType<PolicyLayer>().SelectMany(l => l.Denies).Where(s => s.Acts(e.Action) && !s.EveryResource);
    }

    /// <summary>A deny of all but some resources: either one of those is meant, or it applies.</summary>
    private static void AddSpared(Evaluation e, List<List<int[]>> layers)
    {
        foreach (var deny in Denies(e).Where(s => s.Source.NotResource && s.Holds(e) is not Truth.No))
            layers.Add([.. deny.Resources.Select(r => r.Tokens(e)).OfType<int[]>(), [Glob.Star]]);
    }

    /// <summary>Goes through the ways to choose one pattern of each layer, widest answer first found wins.</summary>
    private sealed class Search(Evaluation e)
    {
        private int _tries;

        public Verdict? Best { get; private set; }

        public bool GaveUp { get; private set; }

        public int[][] Patterns { get; private set; } = [];

        public void Try(int[][] chosen, List<List<int[]>> layers, int layer)
        {
            GaveUp |= _tries > MostTries;
            if (GaveUp || Best?.Outcome is Outcome.Allowed)
                return;
            if (layer == layers.Count)
            {
                _tries++;
                e.Target = new Target(TargetKind.Some, "*", chosen, Narrow: true) { Each = e.Target.Each };
                var verdict = Evaluator.Decide(e);
                if (Best is null || Rank(verdict.Outcome) > Rank(Best.Value.Outcome))
                    (Best, Patterns) = (verdict, chosen);
                return;
            }
            foreach (var pattern in layers[layer])
            {
                // A pattern that covers one already chosen narrows nothing.
                if (Array.Exists(chosen, c => ArnGlob.Covers(pattern, c)))
                    Try(chosen, layers, layer + 1);
                else if (Array.TrueForAll(chosen, c => ArnGlob.Intersects(c, pattern)))
                    Try([.. chosen.Where(c => !ArnGlob.Covers(c, pattern)), pattern], layers, layer + 1);
            }
        }
    }
}
