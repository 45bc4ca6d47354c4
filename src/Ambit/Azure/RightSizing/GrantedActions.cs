using System.Collections.Concurrent;
using Ambit.Azure.Access;
using Ambit.Azure.Inventory;
using Ambit.Azure.Policies;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// The actions that entries of roles stand for, as far as they are known: by the export of operations, else by the catalogue and by what
/// was used. A pattern that stands for none of these counts as itself.
/// </summary>
internal sealed class GrantedActions(AzureManager manager, AzureEvaluator evaluator)
{
    private readonly ConcurrentDictionary<(string Pattern, bool Data), string[]> _known = new();

    /// <summary>The actions of entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="used">What was used, of any of them.</param>
    public IEnumerable<string> Of(IEnumerable<AzurePermission> entries, IReadOnlyCollection<string> used) => entries.SelectMany(e => Plane(e, used, data: false).Concat(Plane(e, used, data: true)));

    private IEnumerable<string> Plane(AzurePermission entry, IReadOnlyCollection<string> used, bool data)
    {
        var (allowed, not) = data ? (entry.DataActions, entry.NotDataActions) : (entry.Actions, entry.NotActions);
        foreach (var pattern in allowed)
        {
            var found = false;
            foreach (var action in Known(pattern, data).Concat(used.Where(u => (data ? evaluator.PlanesOf(u).Data : evaluator.PlanesOf(u).Control) && pattern.Matches(u))))
            {
                if (not.Any(n => n.Matches(action)))
                    continue;
                found = true;
                yield return action;
            }

            if (!found && !not.Any(n => n.Matches(pattern.Text)))
                yield return pattern.Text;
        }
    }

    private string[] Known(ActionPattern pattern, bool data) =>
        !pattern.Text.Contains('*') ? [pattern.Text]
        : _known.GetOrAdd((pattern.Text, data), k => [.. (manager.Planes.Count > 0 ? manager.Planes.Where(p => p.Value == k.Data).Select(p => p.Key) : KnownActions.Of(k.Data)).Where(a => ActionPattern.Matches(k.Pattern, a))]);
}
