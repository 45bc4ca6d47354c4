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
    private readonly Dictionary<string, JsonElement> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _outputs = new(StringComparer.Ordinal);
    private readonly PlannedDocuments _documents;

    /// <summary>Reads the configuration and the planned values.</summary>
    public PlanConfiguration(JsonElement plan, IEnumerable<PlannedResource> resources)
    {
        _documents = new PlannedDocuments(plan);
        if (plan.TryGetProperty("configuration", out var configuration) && configuration.TryGetProperty("root_module", out var root))
            Read(root, "", 0);
        foreach (var resource in resources)
            _values[Plain(resource.Address)] = resource.After;
    }

    /// <summary>The references in an attribute's expression.</summary>
    public IReadOnlyList<string> References(string address, string attribute) =>
        _expressions.TryGetValue(Plain(address), out var expressions) && expressions.TryGetProperty(attribute, out var expression) ? References(expression) : [];

    /// <summary>The name of the role, user, group or bucket that a reference from a resource leads to; null where it is none of the plan, or not known.</summary>
    public string? NameOf(string address, string reference)
    {
        var parts = Address.Plain(reference).Split('.');
        if (parts.Length < 3 || parts[2] is not ("id" or "name" or "bucket") || !_values.TryGetValue(ModuleOf(address) + string.Join('.', parts[..2]), out var values))
            return null;
        return parts[0] is "aws_iam_role" or "aws_iam_user" or "aws_iam_group" ? PlannedResource.TextOf(values, "name") : parts[0] == "aws_s3_bucket" ? PlannedResource.TextOf(values, "bucket") : null;
    }

    /// <summary>Whether the configuration sets the attribute of a resource; true where the plan holds no configuration of it.</summary>
    public bool Sets(string address, string attribute) => !_expressions.TryGetValue(Plain(address), out var expressions) || expressions.TryGetProperty(attribute, out _);

    /// <summary>The references of an attribute in a block that stands several times.</summary>
    public IReadOnlyList<string> References(string address, string block, int index, string attribute)
    {
        if (!_expressions.TryGetValue(Plain(address), out var expressions) || !expressions.TryGetProperty(block, out var blocks) || blocks.ValueKind is not JsonValueKind.Array || index >= blocks.GetArrayLength())
            return [];
        return blocks[index].ValueKind is JsonValueKind.Object && blocks[index].TryGetProperty(attribute, out var expression) ? References(expression) : [];
    }

    /// <summary>The document behind an attribute that the plan hides; null with the reason where it cannot be put together.</summary>
    public (string? Text, IReadOnlyList<string> Symbols, string Why) Rebuild(string address, string attribute) => Rebuild(address, References(address, attribute));

    /// <summary>The document behind the references of an attribute; null with the reason where it cannot be put together.</summary>
    public (string? Text, IReadOnlyList<string> Symbols, string Why) Rebuild(string address, IReadOnlyList<string> references)
    {
        if (Planned(address, references) is { } planned)
            return planned;
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

    /// <summary>Those that the plan holds worked out but for values that are not known; null where it holds none.</summary>
    private (string? Text, IReadOnlyList<string> Symbols, string Why)? Planned(string address, IReadOnlyList<string> references)
    {
        var found = Documents(Address.ModuleOf(address), references, 0);
        // Of a document made several times a resource made as often takes its own; which of them an expression picks is not told.
        var own = found.Where(f => Address.KeyOf(f) == Address.KeyOf(address)).ToList();
        if (own.Count > 0)
            found = own;
        if (found.Count == 0)
            return null;
        var (symbols, statements) = (new List<string>(), new JsonArray());
        foreach (var one in found)
        {
            var (document, unknown) = _documents.Of(one, Sources);
            if (document?["Statement"] is not JsonArray parts)
                return (null, [], $"`{one}` is made of what is not known");
            symbols.AddRange(unknown);
            foreach (var part in parts.ToList())
            {
                parts.Remove(part);
                statements.Add(part);
            }
        }

        return (new JsonObject { ["Version"] = PolicyDocument.CurrentVersion, ["Statement"] = statements }.ToJsonString(), symbols, "");
    }

    private IReadOnlyList<string>? Sources(string address, string attribute)
    {
        var references = References(address, attribute).Where(r => r.Split('.').Length > 3 || !r.StartsWith("data.", StringComparison.Ordinal)).ToList();
        var found = Documents(Address.ModuleOf(address), references, 0);
        return found.Count > 0 && references.TrueForAll(r => Documents(Address.ModuleOf(address), [r], 0).Count > 0) ? found : null;
    }

    /// <summary>The documents that references lead to: in the same module, through a variable that the caller fills, or through an output of a module called.</summary>
    private List<string> Documents(string module, IEnumerable<string> references, int depth)
    {
        var found = new List<string>();
        foreach (var reference in depth > Deepest ? [] : references)
        {
            var parts = Address.Plain(reference).Split('.');
            found.AddRange(parts switch
            {
                ["data", "aws_iam_policy_document", var name, ..] => _documents.Named(module, name),
                ["var", var name, ..] when Address.Above(module) is { } above => Documents(above.Module, Argument(above.Module, above.Call, name), depth + 1),
                ["module", var call, var output, ..] => _documents.Instances(module, call).SelectMany(i => Documents(i, Output(i, output), depth + 1)),
                _ => [],
            });
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private IReadOnlyList<string> Argument(string module, string call, string variable) =>
        _calls.TryGetValue($"{Plain(module)}{call}", out var expressions) && expressions.ValueKind is JsonValueKind.Object && expressions.TryGetProperty(variable, out var expression) ? References(expression) : [];

    private IReadOnlyList<string> Output(string module, string output) =>
        _outputs.TryGetValue(Plain(module), out var outputs) && outputs.ValueKind is JsonValueKind.Object && outputs.TryGetProperty(output, out var one) && one.TryGetProperty("expression", out var expression) ? References(expression) : [];

    /// <summary>An address without the keys of <c>count</c> and <c>for_each</c>.</summary>
    public static string Plain(string address) => Address.Plain(address);

    private void Read(JsonElement module, string prefix, int depth)
    {
        if (depth > Deepest || module.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var resource in Array(module, "resources"))
        {
            if (PlannedResource.TextOf(resource, "address") is { } address && resource.TryGetProperty("expressions", out var expressions))
                _expressions[prefix + Plain(address)] = expressions;
        }

        if (module.TryGetProperty("outputs", out var outputs))
            _outputs[prefix] = outputs;
        if (!module.TryGetProperty("module_calls", out var calls) || calls.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var call in calls.EnumerateObject())
        {
            if (call.Value.TryGetProperty("expressions", out var given))
                _calls[prefix + call.Name] = given;
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

    private static string ModuleOf(string address) => Address.ModuleOf(Plain(address));

    [GeneratedRegex(@"^data\.aws_iam_policy_document\.(?<name>[^.\[]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DocumentName();
}
