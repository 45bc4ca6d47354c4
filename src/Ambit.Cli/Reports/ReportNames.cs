namespace Ambit.Cli.Reports;

/// <summary>What people call identities and scopes, for where a report is looked at rather than copied from; details keep the ids.</summary>
/// <param name="identities">Every identity.</param>
/// <param name="scopes">Names of scopes by id.</param>
internal sealed class ReportNames(IReadOnlyList<ReportIdentity> identities, IReadOnlyDictionary<string, string> scopes)
{
    private const string Administrator = "administrator of ";

    private readonly Dictionary<string, ReportIdentity> _identities = identities.DistinctBy(i => i.Id, StringComparer.Ordinal).ToDictionary(i => i.Id, StringComparer.Ordinal);

    /// <summary>The name of a node of a path: <c>role deploy @production</c>; what nobody named keeps its id.</summary>
    public string Of(string node)
    {
        if (node.StartsWith(Administrator, StringComparison.Ordinal))
            return Administrator + Scope(node[Administrator.Length..]);
        // Azure's eligible roles are nodes of their own: `azure:…:user:ID#activated`.
        var mark = node.IndexOf('#', StringComparison.Ordinal);
        if (_identities.TryGetValue(mark < 0 ? node : node[..mark], out var identity))
            return $"{identity.Kind} {identity.Name}{(mark < 0 ? "" : $", {node[(mark + 1)..]}")} @{Scope(identity.Scope)}";
        return node.StartsWith("arn:", StringComparison.Ordinal) && node.Split(':', 6) is [_, _, var service, _, var account, var rest]
            ? account.Length == 0 ? $"{service} {rest}" : $"{rest} @{Scope(account)}"
            : node;
    }

    private string Scope(string id) => scopes.GetValueOrDefault(id, id);
}
