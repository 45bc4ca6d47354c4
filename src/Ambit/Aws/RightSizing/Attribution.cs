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
        foreach (var use in uses)
        {
            if (world.Find(use.Principal) is { } principal && Best(principal.With(_layer), use) is { } place)
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

    /// <summary>Of several statements, one that surely holds, and of these the narrowest.</summary>
    private (string, int)? Best(CompiledPrincipal principal, UsedTuple use)
    {
        var trace = new Trace();
        world.Verdict(principal, world.Compiler.Action(use.Action), use.Resource, world.Context(use.Context.ToDictionary()), trace);
        return trace.Entries
            .Where(e => e.Layer == LayerNames.Identity && e.Statement.Source.Effect is Effect.Allow && e.Truth is not Truth.No)
            .OrderByDescending(e => e.Truth)
            .ThenBy(e => e.Statement.EveryResource)
            .ThenBy(e => e.Statement.Source.NotAction)
            .ThenBy(e => e.Statement.Source.Actions.Contains("*"))
            .Select(e => ((string, int)?)(e.Policy, e.Statement.Source.Index))
            .FirstOrDefault();
    }
}
