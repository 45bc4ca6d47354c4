using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Plan;

/// <summary>
/// The configuration part of a Terraform plan. A plan hides a whole policy when one ARN in it is computed; where the policy comes
/// from <c>data.aws_iam_policy_document</c>, its blocks stand in the configuration and the document is put together again, with a
/// symbol in the place of each value that is not known.
/// </summary>
internal sealed partial class PlanConfiguration
{
    private const int Deepest = 20;
    private readonly Dictionary<string, JsonElement> _expressions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the configuration and the planned values.</summary>
    public PlanConfiguration(JsonElement plan, IEnumerable<PlannedResource> resources)
    {
        if (plan.TryGetProperty("configuration", out var configuration) && configuration.TryGetProperty("root_module", out var root))
            Read(root, "", 0);
        foreach (var resource in resources)
            _values[Plain(resource.Address)] = resource.After;
    }

    /// <summary>The references in an attribute's expression.</summary>
    public IReadOnlyList<string> References(string address, string attribute) =>
        _expressions.TryGetValue(Plain(address), out var expressions) && expressions.TryGetProperty(attribute, out var expression) ? References(expression) : [];

    /// <summary>The document behind an attribute that the plan hides; null with the reason where it cannot be put together.</summary>
    public (string? Text, IReadOnlyList<string> Symbols, string Why) Rebuild(string address, string attribute)
    {
        var references = References(address, attribute);
        var module = ModuleOf(address);
        foreach (var reference in references)
        {
            if (DocumentName().Match(reference) is not { Success: true } name || !_expressions.TryGetValue($"{module}data.aws_iam_policy_document.{name.Groups["name"].Value}", out var expressions))
                continue;
            var symbols = new List<string>();
            var document = Document(expressions, module, symbols);
            return document is null ? (null, [], $"`{reference}` is made of what is not known") : (document.ToJsonString(), symbols, "");
        }

        return (null, [], references.Count == 0 ? "its value is known only after the change" : $"it is computed from {string.Join(", ", references.Where(r => r.Contains('.')).Take(4))}");
    }

    /// <summary>An address without the keys of <c>count</c> and <c>for_each</c>.</summary>
    public static string Plain(string address) => Key().Replace(address, "");

    private void Read(JsonElement module, string prefix, int depth)
    {
        if (depth > Deepest || module.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var resource in Array(module, "resources"))
        {
            if (PlannedResource.TextOf(resource, "address") is { } address && resource.TryGetProperty("expressions", out var expressions))
                _expressions[prefix + Plain(address)] = expressions;
        }

        if (!module.TryGetProperty("module_calls", out var calls) || calls.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var call in calls.EnumerateObject())
        {
            if (call.Value.TryGetProperty("module", out var inner))
                Read(inner, $"{prefix}module.{call.Name}.", depth + 1);
        }
    }

    private JsonObject? Document(JsonElement expressions, string module, List<string> symbols)
    {
        // Documents that are merged from others would need those, too.
        if (expressions.TryGetProperty("source_policy_documents", out _) || expressions.TryGetProperty("override_policy_documents", out _))
            return null;
        var statements = new JsonArray();
        foreach (var block in Array(expressions, "statement"))
            statements.Add((JsonNode)Statement(block, module, symbols));
        return new JsonObject { ["Version"] = Constant(expressions, "version") ?? PolicyDocument.CurrentVersion, ["Statement"] = statements };
    }

    private JsonObject Statement(JsonElement block, string module, List<string> symbols)
    {
        var statement = new JsonObject { ["Effect"] = Constant(block, "effect") ?? "Allow" };
        foreach (var (from, to) in new[] { ("actions", "Action"), ("not_actions", "NotAction"), ("resources", "Resource"), ("not_resources", "NotResource") })
        {
            if (Values(block, from, module, symbols) is { Count: > 0 } values)
                statement[to] = values;
        }

        foreach (var (from, to) in new[] { ("principals", "Principal"), ("not_principals", "NotPrincipal") })
        {
            var named = new JsonObject();
            foreach (var principal in Array(block, from))
                named[Constant(principal, "type") ?? "AWS"] = Values(principal, "identifiers", module, symbols) ?? [];
            if (named.ContainsKey("*"))
                statement[to] = "*";
            else if (named.Count > 0)
                statement[to] = named;
        }

        var conditions = new JsonObject();
        foreach (var condition in Array(block, "condition"))
        {
            var test = Constant(condition, "test") ?? "";
            var block2 = conditions[test] as JsonObject ?? [];
            block2[Constant(condition, "variable") ?? ""] = Values(condition, "values", module, symbols) ?? [];
            conditions[test] = block2;
        }

        if (conditions.Count > 0)
            statement["Condition"] = conditions;
        return statement;
    }

    private JsonArray? Values(JsonElement block, string name, string module, List<string> symbols)
    {
        if (!block.TryGetProperty(name, out var expression))
            return null;
        if (expression.TryGetProperty("constant_value", out var constant))
            return [.. constant.ValueKind is JsonValueKind.Array ? constant.EnumerateArray().Select(v => (JsonNode?)v.ToString()) : [constant.ToString()]];
        // Of "aws_s3_bucket.b.arn" and "aws_s3_bucket.b" the first is the value that is used.
        var references = References(expression).Where(r => r.Split('.').Length > (r.StartsWith("data.", StringComparison.Ordinal) ? 3 : 2)).ToList();
        var values = new JsonArray();
        foreach (var reference in references.Count > 0 ? references : References(expression))
            values.Add((JsonNode?)JsonValue.Create(Symbol(reference, module, symbols)));
        return values;
    }

    /// <summary>What a reference stands for: an ARN that the planned values tell, else a symbol of its own.</summary>
    private string Symbol(string reference, string module, List<string> symbols)
    {
        var parts = reference.Split('.');
        var address = string.Join('.', parts[..Math.Min(parts.Length, 2)]);
        if (parts.Length >= 3 && _values.TryGetValue(module + Plain(address), out var values))
        {
            if (PlannedResource.TextOf(values, parts[2]) is { } known)
                return known;
            if (parts[0] == "aws_s3_bucket" && parts[2] == "arn" && PlannedResource.TextOf(values, "bucket") is { } bucket)
                return $"arn:aws:s3:::{bucket}";
        }

        symbols.Add(reference);
        var service = parts[0].StartsWith("aws_", StringComparison.Ordinal) ? parts[0].Split('_')[1] : "unknown";
        return $"arn:aws:{service}:::known-after-apply/{module}{reference}";
    }

    private static string? Constant(JsonElement block, string name) =>
        block.ValueKind is JsonValueKind.Object && block.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object && value.TryGetProperty("constant_value", out var constant) ? constant.ToString() : null;

    private static List<string> References(JsonElement expression) =>
        expression.ValueKind is JsonValueKind.Object && expression.TryGetProperty("references", out var references) && references.ValueKind is JsonValueKind.Array
            ? [.. references.EnumerateArray().Select(r => r.ToString())] : [];

    private static IEnumerable<JsonElement> Array(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var list)
            ? list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : list.ValueKind is JsonValueKind.Object ? [list] : [] : [];

    private static string ModuleOf(string address)
    {
        var plain = Plain(address);
        var match = Module().Match(plain);
        return match.Success ? match.Value : "";
    }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(module\.[^.]+\.)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Module();

    [GeneratedRegex(@"^data\.aws_iam_policy_document\.(?<name>[^.\[]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DocumentName();
}
