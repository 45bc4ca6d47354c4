using Ambit.Access;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>Puts an answer into the house's form: layers in the order Azure applies them, what blocks, what would turn it.</summary>
internal static class DecisionText
{
    /// <summary>The decision.</summary>
    public static Decision Of(AzureAnswer answer, AccessRequest request, AzureDirectory directory, AzureManager manager)
    {
        var layers = new List<LayerResult>();
        if (answer.Denials.Count > 0)
            layers.Add(new LayerResult("denyAssignment", answer.Outcome == Outcome.ExplicitlyDenied ? Outcome.ExplicitlyDenied : Outcome.Conditional, answer.Denials));
        foreach (var layer in answer.Grants.GroupBy(g => g.Layer))
            layers.Add(new LayerResult(layer.Key, answer.Outcome, [.. layer.Select(g => new StatementReference(g.Policy, g.Index, g.Name, "Allow"))], Note(layer, directory)));
        if (layers.Count == 0)
            layers.Add(new LayerResult(LayerOf(request.Action), Outcome.ImplicitlyDenied, [], "no role that it holds grants the action there"));
        string[] blocked = answer.Outcome switch
        {
            Outcome.ExplicitlyDenied => ["denyAssignment"],
            Outcome.ImplicitlyDenied => [LayerOf(request.Action)],
            _ => [],
        };
        return new Decision(answer.Outcome, layers, blocked, answer.Conditions, [.. answer.Conditions.Select(c => c.Key).Distinct()], Flips(answer, request, manager));
    }

    private static string LayerOf(string action) => DirectoryAction.Is(action) ? "directoryRole" : action.Contains('/') ? "role" : "appRole";

    private static string? Note(IEnumerable<AzureGrant> grants, AzureDirectory directory)
    {
        var groups = grants.Select(g => directory.Objects.GetValueOrDefault(g.Holder)).OfType<DirectoryObject>().Where(o => o.Kind == "group").Select(o => o.Name).Distinct().ToList();
        return groups.Count == 0 ? null : "through " + string.Join(", ", groups);
    }

    private static List<string> Flips(AzureAnswer answer, AccessRequest request, AzureManager manager) => answer.Outcome switch
    {
        Outcome.ExplicitlyDenied => [.. answer.Denials.Select(d => $"take `{request.Principal}` into excludePrincipals of the deny assignment `{d.Sid}`")],
        Outcome.ImplicitlyDenied when manager.Roles.Count > 0 && !DirectoryAction.Is(request.Action) && request.Action.Contains('/') =>
            [$"a role with `{request.Action}` at `{request.Resource ?? "a scope"}` would allow it"],
        _ => [],
    };
}
