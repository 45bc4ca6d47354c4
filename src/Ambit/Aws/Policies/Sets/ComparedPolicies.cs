namespace Ambit.Aws.Policies.Sets;

/// <summary>Some documents that count together, such as all policies of one identity, compiled for deciding single requests.</summary>
internal sealed class ComparedPolicies
{
    private readonly PolicyKind _kind;
    private readonly PolicyCompiler _compiler;
    private readonly List<CompiledStatement> _statements;
    private readonly bool _allowsAll;

    /// <summary>Compiles them.</summary>
    public ComparedPolicies(IReadOnlyList<PolicyDocument> documents, PolicyKind kind, PolicyCompiler compiler)
    {
        _kind = kind;
        _compiler = compiler;
        Documents = documents;
        _statements = [.. documents.SelectMany(d => compiler.Compile(d, kind).Statements)];
        // A guardrail that only denies stands beside the full-access policy, which allows all; a resource control policy always does.
        _allowsAll = kind is PolicyKind.ResourceControl
            || (kind is PolicyKind.ServiceControl && _statements.Count > 0 && _statements.TrueForAll(s => s.Source.Effect is Effect.Deny));
    }

    /// <summary>What they were compiled from.</summary>
    public IReadOnlyList<PolicyDocument> Documents { get; }

    /// <summary>Whether all is allowed that nothing denies.</summary>
    public bool AllowsAll => _allowsAll;

    /// <summary>Whether they allow a request.</summary>
    public bool Allow(ClosedRequest request)
    {
        var action = _compiler.Action(request.Action);
        var allowed = _allowsAll;
        foreach (var statement in _statements)
        {
            if (!Matches(statement, action, request))
                continue;
            if (statement.Source.Effect is Effect.Deny)
                return false;
            allowed = true;
        }

        return allowed;
    }

    private bool Matches(CompiledStatement statement, ActionName action, ClosedRequest request) =>
        statement.Acts(action) && request.Caller.IsMatchedBy(statement.Source.Principal, _kind) && About(statement, request)
        && statement.Holds(request) is Conditions.Truth.Yes;

    private bool About(CompiledStatement statement, ClosedRequest request)
    {
        if (!statement.Source.HasResource)
            return _kind is PolicyKind.Trust or PolicyKind.Resource;
        return Array.Exists(statement.Resources, r => r.Matches(request.Resource, request) is Conditions.Truth.Yes) != statement.Source.NotResource;
    }
}
