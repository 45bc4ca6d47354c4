using System.Collections.Concurrent;
using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>
/// Compiles policies, each text once: documents, lists of actions and condition keys are shared by content. One compiler serves
/// one world; what it made can be used by several threads.
/// </summary>
internal sealed class PolicyCompiler(AwsCatalogue? catalogue)
{
    private readonly ConcurrentDictionary<(string Text, bool Completes, bool Trust), CompiledPolicy> _policies = new();
    private readonly ConcurrentDictionary<string, ActionSet> _actionSets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ActionName> _actions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The catalogue, null where there is none.</summary>
    public AwsCatalogue? Catalogue { get; } = catalogue;

    /// <summary>The condition keys.</summary>
    public RequestKeys Keys { get; } = new(catalogue);

    /// <summary>How many documents are kept.</summary>
    public int Count => _policies.Count;

    /// <summary>Compiles a document.</summary>
    public CompiledPolicy Compile(JsonElement document, PolicyKind kind)
    {
        var key = (document.ValueKind is JsonValueKind.Undefined ? "" : document.GetRawText(), Completes(kind), Attached(kind));
        return _policies.TryGetValue(key, out var known) ? known : _policies.GetOrAdd(key, Compile(PolicyDocument.Read(document), kind));
    }

    /// <summary>Compiles a document that was read already.</summary>
    public CompiledPolicy Compile(PolicyDocument document, PolicyKind kind)
    {
        var statements = new CompiledStatement[document.Statements.Count];
        for (var i = 0; i < statements.Length; i++)
            statements[i] = Compile(document.Statements[i], document.ExpandsVariables, kind);
        return new CompiledPolicy(document, statements);
    }

    /// <summary>Prepares an action's name.</summary>
    public ActionName Action(string name)
    {
        if (_actions.TryGetValue(name, out var known))
            return known;
        return _actions.GetOrAdd(name, Prepare(name));
    }

    private ActionName Prepare(string name)
    {
        var index = Catalogue?.IndexOf(name) ?? -1;
        var colon = name.IndexOf(':');
        var service = colon < 0 ? "" : name[..colon].ToLowerInvariant();
        var control = Catalogue is null || Catalogue.Service(service)?.ResourceControlPolicies == true;
        return index < 0
            ? new ActionName(name, name.ToLowerInvariant(), service, -1, WildcardOnly: false, control)
            : new ActionName(Catalogue!.Name(index), name.ToLowerInvariant(), service, index, Catalogue.WildcardOnly(index), control);
    }

    private CompiledStatement Compile(Statement statement, bool variables, PolicyKind kind)
    {
        var resources = new ResourcePattern[statement.Resources.Count];
        for (var i = 0; i < resources.Length; i++)
            resources[i] = ResourcePattern.Parse(statement.Resources[i], Completes(kind), variables, Keys);
        var conditions = new CompiledCondition[statement.Conditions.Count];
        for (var i = 0; i < conditions.Length; i++)
            conditions[i] = CompiledCondition.Compile(statement.Conditions[i], variables, Keys);
        return new CompiledStatement(statement, Actions(statement.Actions), resources, conditions, Attached(kind));
    }

    private ActionSet Actions(IReadOnlyList<string> patterns)
    {
        var key = string.Join('\n', patterns);
        return _actionSets.TryGetValue(key, out var known) ? known : _actionSets.GetOrAdd(key, new ActionSet(patterns, Catalogue));
    }

    private static bool Completes(PolicyKind kind) => kind is PolicyKind.Identity or PolicyKind.Boundary;

    /// <summary>A trust policy has no Resource element: it is about its role. Other policies without one are about nothing.</summary>
    private static bool Attached(PolicyKind kind) => kind is PolicyKind.Trust or PolicyKind.Resource;
}
