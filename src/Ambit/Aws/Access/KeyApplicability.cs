using System.Collections.Concurrent;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Which condition keys the requests of an action can hold at all: "each action … supports condition keys" (service authorization
/// reference). A service's key that neither the action nor its resource types list is absent, so what asks for it is decided.
/// </summary>
internal sealed class KeyApplicability(AwsCatalogue catalogue)
{
    private readonly ConcurrentDictionary<(int Action, RequestKey Key), bool> _known = new();

    private readonly ConcurrentDictionary<(int Action, RequestKey Key, string Type), bool> _ofType = new();

    /// <summary>
    /// Whether a request for the action may hold the key; true where the catalogue cannot tell. Of a call that is authorised on several
    /// resources, each check holds the keys of its own type: those that only other types list are absent.
    /// </summary>
    public bool Applies(ActionName action, RequestKey key, string? type)
    {
        if (!Applies(action, key))
            return false;
        if (type is null || action.Index < 0 || key.Service is "aws" or "")
            return true;
        var triple = (action.Index, key, type);
        return _ofType.TryGetValue(triple, out var applies) ? applies : _ofType.GetOrAdd(triple, OfType(action, key, type));
    }

    private bool OfType(ActionName action, RequestKey key, string type)
    {
        if (catalogue.FindConditionKey(key.Name) is not { } known)
            return true;
        var elsewhere = false;
        foreach (var resource in catalogue.ResourcesOf(action.Index))
        {
            if (!resource.Type.ConditionKeys.Contains(known.Name, StringComparer.OrdinalIgnoreCase))
                continue;
            if (resource.Type.Name == type)
                return true;
            elsewhere = true;
        }
        return !elsewhere;
    }

    private bool Applies(ActionName action, RequestKey key)
    {
        if (action.Index < 0 || key.Service is "aws" or "" || key.Kind is RequestKeyKind.Federation)
            return true;
        var pair = (action.Index, key);
        return _known.TryGetValue(pair, out var applies) ? applies : _known.GetOrAdd(pair, Look(action, key));
    }

    private bool Look(ActionName action, RequestKey key)
    {
        if (catalogue.FindConditionKey(key.Name) is not { } known)
            return true;
        if (catalogue.ConditionKeysOf(action.Index).Contains(known.Name, StringComparer.OrdinalIgnoreCase))
            return true;
        foreach (var resource in catalogue.ResourcesOf(action.Index))
        {
            if (resource.Type.ConditionKeys.Contains(known.Name, StringComparer.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
