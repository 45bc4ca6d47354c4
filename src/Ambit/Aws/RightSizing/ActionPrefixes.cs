using Ambit.Aws.Catalogue;

namespace Ambit.Aws.RightSizing;

/// <summary>Writes a set of actions in few characters: a prefix with a star where every action of the catalogue that begins so is of the set.</summary>
internal static class ActionPrefixes
{
    /// <summary>The patterns, sorted.</summary>
    /// <param name="catalogue">All actions there are.</param>
    /// <param name="actions">The set.</param>
    /// <param name="words">Whether a pattern is as long as what its actions have in common (<c>iam:Attach*</c>), not as short as can be (<c>iam:Atta*</c>).</param>
    public static IReadOnlyList<string> Of(AwsCatalogue catalogue, IReadOnlyCollection<string> actions, bool words = false)
    {
        var set = actions.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var patterns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var service in set.GroupBy(a => a[..(a.IndexOf(':') + 1)], StringComparer.OrdinalIgnoreCase))
        {
            if (catalogue.Service(service.Key[..^1]) is not { } known)
            {
                patterns.UnionWith(service);
                continue;
            }

            var all = catalogue.Actions.Slice(known.First, known.Count).ToArray();
            var left = service.ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var action in service.Order(StringComparer.Ordinal))
            {
                if (!left.Contains(action))
                    continue;
                var prefix = Shortest(action, service.Key.Length, all, set);
                var covered = all.Where(a => a.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
                // One action is shorter by its own name, and says what it is.
                patterns.Add(covered.Count == 1 ? action : (words ? Common(covered) : prefix) + "*");
                left.ExceptWith(covered);
            }
        }

        return [.. patterns];
    }

    private static string Common(List<string> actions)
    {
        var length = actions.Min(a => a.Length);
        while (!actions.TrueForAll(a => a.AsSpan(0, length).SequenceEqual(actions[0].AsSpan(0, length))))
            length--;
        return actions[0][..length];
    }

    /// <summary>
    /// The shortest beginning that only actions of the set have; never less than four letters of the name, so that an action that
    /// AWS adds tomorrow is caught only where its name says the same.
    /// </summary>
    private static string Shortest(string action, int nameAt, string[] all, HashSet<string> set)
    {
        for (var length = Math.Min(action.Length, nameAt + 4); length < action.Length; length++)
        {
            var prefix = action[..length];
            if (all.All(a => !a.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || set.Contains(a)))
                return prefix;
        }

        return action;
    }
}
