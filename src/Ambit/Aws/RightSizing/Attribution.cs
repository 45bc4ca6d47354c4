using Ambit.Aws.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>Finds for each use the statement of today that allowed it.</summary>
internal sealed class Attribution(AwsWorld world, IReadOnlyList<SourcePolicy> sources)
{
    private readonly PolicyLayer _layer = new(LayerNames.Identity, [.. sources.Select(s => s.Attached)]);

    /// <summary>Uses by the statement that allowed them, in the order of policies and statements; those that none allowed are left out.</summary>
    public IReadOnlyList<(SourcePolicy Policy, CompiledStatement Statement, IReadOnlyList<UsedTuple> Uses)> Of(IReadOnlyList<UsedTuple> uses)
    {
        var found = new Dictionary<(string, int), List<UsedTuple>>();
        foreach (var same in uses.GroupBy(u => (u.Principal, u.Action, u.Resource)))
        {
            if (world.Find(same.Key.Principal) is not { } principal)
                continue;
            foreach (var (use, place) in Places(principal.With(_layer), [.. same]))
            {
                if (!found.TryGetValue(place, out var list))
                    found.Add(place, list = []);
                list.Add(use);
            }
        }

        return [.. from source in sources
                   from statement in source.Compiled?.Allows ?? []
                   where found.ContainsKey((source.Name, statement.Source.Index))
                   select (source, statement, (IReadOnlyList<UsedTuple>)found[(source.Name, statement.Source.Index)])];
    }

    /// <summary>The statements of uses that differ in their circumstances alone: one for all of them where one surely allowed them all.</summary>
    private IEnumerable<(UsedTuple Use, (string, int) Place)> Places(CompiledPrincipal principal, IReadOnlyList<UsedTuple> uses)
    {
        var holding = uses.Select(u => Holding(principal, u)).ToList();
        var common = holding.Count < 2 ? [] : holding.Select(h => h.Where(f => f.Truth is Truth.Yes).Select(f => f.Place)).Aggregate((a, b) => a.Intersect(b)).ToHashSet();
        return uses.Zip(holding).SelectMany(z => Granting(common.Count == 0 ? z.Second : z.Second.FindAll(f => common.Contains(f.Place)), z.First).Select(p => (z.First, p)));
    }

    /// <summary>The statements that hold or may hold, those that surely do first, and of these the narrowest.</summary>
    private List<(Truth Truth, (string Policy, int Index) Place)> Holding(CompiledPrincipal principal, UsedTuple use)
    {
        var trace = new Trace();
        world.Verdict(principal, world.Compiler.Action(use.Action), use.Resource, world.Context(use.Context.ToDictionary()), trace);
        return
        [
            .. trace.Entries
                .Where(e => e.Layer == LayerNames.Identity && e.Statement.Source.Effect is Effect.Allow && e.Truth is not Truth.No)
                .OrderByDescending(e => e.Truth)
                .ThenBy(e => e.Statement.EveryResource)
                .ThenBy(e => e.Statement.Conditions.Length == 0)
                .ThenBy(e => e.Statement.Source.NotAction)
                .ThenBy(e => e.Statement.Source.Actions.Contains("*"))
                .Select(e => (e.Truth, (e.Policy, e.Statement.Source.Index))),
        ];
    }

    /// <summary>
    /// Of several statements, the narrowest. Where the log names no resource, nobody knows which of them it was: all that hold or may hold on
    /// some resource.
    /// </summary>
    private IEnumerable<(string, int)> Granting(List<(Truth Truth, (string Policy, int Index) Place)> found, UsedTuple use)
    {
        if (found.Count == 0)
            return [];

        // What is made has no name yet: its pattern is as good as no name.
        var unnamed = use.Resource is null || use.Resource.AsSpan().ContainsAny('*', '?');
        var several = unnamed && !found.Exists(f => f.Truth is Truth.Yes && EveryResource(f.Place));
        if (unnamed && !several)
            return [found.First(f => f.Truth is Truth.Yes && EveryResource(f.Place)).Place];
        return several ? found.Select(f => f.Place).Distinct() : [found[0].Place];
    }

    private bool EveryResource((string Policy, int Index) place) =>
        sources.First(s => s.Name == place.Policy).Compiled!.Allows.First(a => a.Source.Index == place.Index) is { EveryResource: true };
}
