using System.Text.Json;

namespace Ambit.Tests.Reference;

/// <summary>A statement as it stands in the JSON.</summary>
internal sealed class NaiveStatement(JsonElement json, bool variables, bool attached)
{
    public string Effect => json.GetProperty("Effect").GetString()!;

    /// <summary>Whether the document's version has variables.</summary>
    public bool Variables { get; } = variables;

    /// <summary>Whether the policy belongs to a resource, so that a statement without Resource is about that.</summary>
    public bool Attached { get; } = attached;

    public List<(string Kind, string Name)>? NotPrincipal => json.TryGetProperty("NotPrincipal", out var p) ? Names(p) : null;

    public static IEnumerable<NaiveStatement> Of(JsonElement policy, bool attached)
    {
        var variables = policy.TryGetProperty("Version", out var v) && v.GetString() == "2012-10-17";
        return policy.GetProperty("Statement").EnumerateArray().Select(s => new NaiveStatement(s, variables, attached));
    }

    public List<(string Kind, string Name)> Principals() => json.TryGetProperty("Principal", out var p) ? Names(p) : [];

    public (List<string> Values, bool Not) Either(string name, string not)
    {
        if (json.TryGetProperty(name, out var value))
            return (Texts(value), false);
        return json.TryGetProperty(not, out value) ? (Texts(value), true) : ([], false);
    }

    public IEnumerable<(string Operator, string Key, List<string> Values)> Conditions()
    {
        if (!json.TryGetProperty("Condition", out var block))
            yield break;
        foreach (var op in block.EnumerateObject())
        {
            foreach (var key in op.Value.EnumerateObject())
                yield return (op.Name, key.Name, Texts(key.Value));
        }
    }

    private static List<(string Kind, string Name)> Names(JsonElement principal) => principal.ValueKind is JsonValueKind.String
        ? [("*", principal.GetString()!)]
        : [.. principal.EnumerateObject().SelectMany(p => Texts(p.Value).Select(t => (p.Name, t)))];

    private static List<string> Texts(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [value.GetString()!];
}
