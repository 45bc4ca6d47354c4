using Ambit.Access;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies.Sets;

/// <summary>One question: is there a request that some policies allow and others do not?</summary>
/// <param name="kind">The kind of the policies.</param>
/// <param name="after">Those that must allow it.</param>
/// <param name="before">Those that must not; null where there are none.</param>
internal sealed class SetQuestion(PolicyKind kind, ComparedPolicies after, ComparedPolicies? before)
{
    private static readonly string?[] OpenValues = ["x1", "q", "a", "value", null];
    private readonly CatalogueActions _actions = new();
    private readonly SearchBudget _budget = new();
    private readonly List<string> _undecided = [];
    private AccessWitness? _witness;

    /// <summary>Whether the question itself limits the resource, so that a witness keeps the one that was found.</summary>
    public bool KeepsResource { get; init; }

    /// <summary>Looks for the request.</summary>
    /// <param name="callers">The callers to look at.</param>
    /// <param name="further">What else the request has to meet.</param>
    public SetAnswer Ask(IReadOnlyList<Caller> callers, Func<RequestSpaces, Caller, IEnumerable<Demand>> further)
    {
        IReadOnlyList<PolicyDocument> documents = [.. after.Documents, .. before?.Documents ?? []];
        _undecided.AddRange(UnreadParts.Of(documents));
        if (_undecided.Count > 0)
            return new SetAnswer(null, null, _undecided);
        if (VariableCases.Of(documents) is not { } cases)
            return new SetAnswer(null, null, ["too many policy variables to look at every case of them"]);

        var both = kind is not PolicyKind.Trust;
        foreach (var variables in cases)
        {
            foreach (var caller in callers)
            {
                if (Search(documents, variables, caller, withoutResource: false, further) || (both && Search(documents, variables, caller, withoutResource: true, further)))
                    return new SetAnswer(false, _witness, []);
            }
        }

        return _undecided.Count == 0 ? SetAnswer.Yes : new SetAnswer(null, null, [.. _undecided.Distinct(StringComparer.Ordinal)]);
    }

    private bool Search(
        IReadOnlyList<PolicyDocument> documents, IReadOnlyDictionary<string, VariableValue> variables, Caller caller,
        bool withoutResource, Func<RequestSpaces, Caller, IEnumerable<Demand>> further)
    {
        var spaces = new RequestSpaces(kind, documents, variables, _actions, _budget, withoutResource);
        List<Demand> always = [.. spaces.Always, .. further(spaces, caller), .. CallerKeys.Demands(spaces, caller, documents)];
        var allows = Conjunctions(spaces, after, caller, Effect.Allow);
        var denies = Conjunctions(spaces, after, caller, Effect.Deny);
        if (allows.Count == 0)
            return false;
        var allowed = before is null ? [] : Conjunctions(spaces, before, caller, Effect.Allow);
        var denied = before is null ? [] : Conjunctions(spaces, before, caller, Effect.Deny);
        foreach (var allow in allows)
        {
            // Either nothing of the reference allows it, or something there denies it.
            if (Find(spaces, variables, caller, [.. always, .. allow], [.. denies, .. allowed]))
                return true;
            foreach (var deny in denied)
            {
                if (Find(spaces, variables, caller, [.. always, .. allow, .. deny], denies))
                    return true;
            }
        }

        return false;
    }

    private bool Find(
        RequestSpaces spaces, IReadOnlyDictionary<string, VariableValue> variables, Caller caller,
        IReadOnlyList<Demand> must, IReadOnlyList<IReadOnlyList<Demand>> mustNot)
    {
        var search = new RequestSearch(spaces.All, values => Confirm(spaces, variables, caller, values));
        var found = search.Find(must, mustNot);
        if (found is Possibility.Unknown)
            _undecided.Add("the search went past its limit, or found only requests that evaluation did not confirm");
        return found is Possibility.Some;
    }

    private List<IReadOnlyList<Demand>> Conjunctions(RequestSpaces spaces, ComparedPolicies policies, Caller caller, Effect effect)
    {
        var found = new List<IReadOnlyList<Demand>>();
        if (effect is Effect.Allow && policies.AllowsAll)
            found.Add([]);
        foreach (var document in policies.Documents)
        {
            foreach (var statement in document.Statements)
            {
                if (statement.Effect == effect && caller.IsMatchedBy(statement.Principal, kind) && (statement.HasResource || kind is PolicyKind.Trust or PolicyKind.Resource)
                    && !(statement.NotAction && statement.Actions.Count == 0))
                    found.Add(spaces.Demands(statement, document.ExpandsVariables));
            }
        }

        return found;
    }

    private bool Confirm(RequestSpaces spaces, IReadOnlyDictionary<string, VariableValue> variables, Caller caller, SpaceValue[] values)
    {
        foreach (var text in OpenValues)
        {
            var open = variables.ToDictionary(v => v.Key, v => spaces.ValueOf(v.Key, values) ?? OpenValue(v.Value, text), StringComparer.Ordinal);
            if (spaces.Request(values, open) is not var (action, resource, context))
                continue;
            var request = new ClosedRequest(caller, action, resource, context);
            if (!after.Allow(request) || before?.Allow(request) == true)
                continue;
            var known = AwsCatalogue.Current.IndexOf(action) is >= 0 and var index ? AwsCatalogue.Current.Name(index) : null;
            foreach (var usual in Examples.ResourcesOf(action).Where(_ => resource != "*" && !KeepsResource))
            {
                var better = request with { Resource = usual };
                if (!after.Allow(better) || before?.Allow(better) == true)
                    continue;
                resource = usual;
                break;
            }

            _witness = new AccessWitness(caller.Name, known ?? action, resource, context, known is not null);
            return true;
        }

        return false;
    }

    /// <summary>Two open variables have two values: that they are the same would be a coincidence.</summary>
    private static string? OpenValue(VariableValue variable, string? text) =>
        text is null && variable.MayBeAbsent ? null : variable.Number > 0 ? $"{text ?? OpenValues[0]}{variable.Number}" : text ?? OpenValues[0];
}
