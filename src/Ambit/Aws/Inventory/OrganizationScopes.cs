using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>
/// Gives facts that do not say of which organisation they are (parents, children, attachments) their organisation: the one
/// that knows the node, or whose root the unit's id names (<c>ou-9xk1-…</c> lies under <c>r-9xk1</c>), or the only one there is.
/// </summary>
internal sealed class OrganizationScopes
{
    private readonly Dictionary<string, string> _byNode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byRoot = new(StringComparer.Ordinal);
    private readonly string? _only;

    public OrganizationScopes(IEnumerable<NativeDocument> documents)
    {
        var organizations = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            if (document.Kind == AwsKind.Account && document.Content.Text("OrganizationId") is { } told)
                _byNode.TryAdd(document.Scope, told);
            if (document.Kind is not (AwsKind.OrganizationNode or AwsKind.Organization) || document.Scope.Length == 0)
                continue;
            organizations.Add(document.Scope);
            if (document.Content.Text("NodeId") is not { } node)
                continue;
            _byNode[node] = document.Scope;
            if (node.StartsWith("r-", StringComparison.Ordinal))
                _byRoot[node[2..]] = document.Scope;
        }

        _only = organizations.Count == 1 ? organizations.First() : null;
    }

    /// <summary>The document with its organisation; unchanged where it has one, or none can be told.</summary>
    public NativeDocument Placed(NativeDocument document) => document.Scope.Length > 0
        ? document
        : document with { Scope = Of(document.Content.Text("NodeId") ?? document.Content.Text("TargetId") ?? document.Content.Text("AccountId") ?? "") };

    private string Of(string node)
    {
        if (_byNode.TryGetValue(node, out var known))
            return known;
        var root = node.Split('-') is { Length: >= 2 } parts ? parts[1] : "";
        return _byRoot.GetValueOrDefault(root) ?? _only ?? "";
    }
}
