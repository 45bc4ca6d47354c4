using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Plan;

/// <summary>
/// Policy documents (<c>data.aws_iam_policy_document</c>) that Terraform reads only when it applies the plan. The plan holds them with
/// every block worked out, those of <c>dynamic</c>, <c>count</c>, <c>for_each</c> and locals too; only the values that are not known are
/// missing, and get a symbol each.
/// </summary>
internal sealed class PlannedDocuments
{
    private const string Type = "data.aws_iam_policy_document.";
    private const int Deepest = 8;
    private readonly Dictionary<string, (JsonElement After, JsonElement Unknown)> _documents = new(StringComparer.Ordinal);

    /// <summary>Reads those of a plan.</summary>
    public PlannedDocuments(JsonElement plan)
    {
        foreach (var change in plan.ValueKind is JsonValueKind.Object && plan.TryGetProperty("resource_changes", out var changes) && changes.ValueKind is JsonValueKind.Array ? changes.EnumerateArray() : default)
        {
            if (PlannedResource.TextOf(change, "type") is "aws_iam_policy_document" && PlannedResource.TextOf(change, "address") is { } address && change.TryGetProperty("change", out var values)
                && values.TryGetProperty("after", out var after) && after.ValueKind is JsonValueKind.Object)
                _documents[address] = (after, values.TryGetProperty("after_unknown", out var unknown) ? unknown : default);
        }
    }

    /// <summary>The addresses of a document by its name in a module: one, or one for each key of <c>count</c> and <c>for_each</c>.</summary>
    /// <param name="module">The module's address with its keys, empty or ending in a dot.</param>
    /// <param name="name">The name.</param>
    public IReadOnlyList<string> Named(string module, string name)
    {
        var stem = $"{module}{Type}{name}";
        return [.. _documents.Keys.Where(a => a == stem || a.StartsWith(stem + "[", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The keyed addresses of a module's instances that hold documents, each ending in a dot.</summary>
    public IReadOnlyList<string> Instances(string module, string call) =>
        [.. _documents.Keys.Select(a => Address.Instance(a, module, call)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The document with its symbols; null where an action, or a whole block, is not known.</summary>
    /// <param name="address">Where the plan names it.</param>
    /// <param name="sources">The addresses of the documents that an attribute of it merges, in order; null where they cannot be told.</param>
    public (JsonObject? Document, List<string> Symbols) Of(string address, Func<string, string, IReadOnlyList<string>?> sources) => Of(address, sources, 0);

    private (JsonObject? Document, List<string> Symbols) Of(string address, Func<string, string, IReadOnlyList<string>?> sources, int depth)
    {
        var symbols = new List<string>();
        if (depth > Deepest || !_documents.TryGetValue(address, out var found))
            return (null, symbols);
        var statements = new JsonArray();
        if (!Merge(address, "source_policy_documents", found, statements, symbols, sources, depth))
            return (null, symbols);
        if (Whole(found.Unknown, "statement"))
            return (null, symbols);
        var (values, unknown) = (List(found.After, "statement"), List(found.Unknown, "statement"));
        for (var i = 0; i < values.Count; i++)
        {
            if (Statement(values[i], At(unknown, i), $"{address}.statement[{i}]", symbols) is not { } statement)
                return (null, symbols);
            Put(statements, statement);
        }

        return Merge(address, "override_policy_documents", found, statements, symbols, sources, depth)
            ? (new JsonObject { ["Version"] = PlannedResource.TextOf(found.After, "version") ?? PolicyDocument.CurrentVersion, ["Statement"] = statements }, symbols)
            : (null, symbols);
    }

    /// <summary>"Statements with the same sid are overridden" by those of the documents that come later.</summary>
    private bool Merge(
        string address, string attribute, (JsonElement After, JsonElement Unknown) of, JsonArray statements, List<string> symbols, Func<string, string, IReadOnlyList<string>?> sources, int depth)
    {
        var known = List(of.After, attribute);
        if (known.Count == 0 && !Whole(of.Unknown, attribute))
            return true;
        IReadOnlyList<string>? addresses = known.TrueForAll(k => k.ValueKind is JsonValueKind.String) && !Whole(of.Unknown, attribute) ? [] : sources(address, attribute);
        if (addresses is null)
            return false;
        foreach (var text in known.Where(k => k.ValueKind is JsonValueKind.String))
        {
            if (!Add(statements, text.GetString()!))
                return false;
        }

        foreach (var source in addresses)
        {
            var (document, more) = Of(source, sources, depth + 1);
            if (document?["Statement"] is not JsonArray merged)
                return false;
            symbols.AddRange(more);
            foreach (var statement in merged.OfType<JsonObject>())
                Put(statements, (JsonObject)statement.DeepClone());
        }

        return true;
    }

    private static bool Add(JsonArray statements, string text)
    {
        try
        {
            var parsed = JsonNode.Parse(text)?["Statement"];
            foreach (var statement in parsed is JsonArray list ? list.OfType<JsonObject>() : parsed is JsonObject one ? [one] : [])
                Put(statements, (JsonObject)statement.DeepClone());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Put(JsonArray statements, JsonObject statement)
    {
        var sid = statement["Sid"]?.ToString();
        var same = string.IsNullOrEmpty(sid) ? -1 : statements.ToList().FindIndex(s => s?["Sid"]?.ToString() == sid);
        if (same >= 0)
            statements[same] = statement;
        else
            statements.Add((JsonNode)statement);
    }

    private static JsonObject? Statement(JsonElement values, JsonElement unknown, string at, List<string> symbols)
    {
        if (values.ValueKind is not JsonValueKind.Object || unknown.ValueKind is JsonValueKind.True || Whole(unknown, "effect"))
            return null;
        var statement = new JsonObject { ["Effect"] = PlannedResource.TextOf(values, "effect") ?? "Allow" };
        if (PlannedResource.TextOf(values, "sid") is { Length: > 0 } sid)
            statement["Sid"] = sid;
        foreach (var (from, to, symbolic) in new[] { ("actions", "Action", false), ("not_actions", "NotAction", false), ("resources", "Resource", true), ("not_resources", "NotResource", true) })
        {
            if (Whole(unknown, from))
                return null;
            if (Texts(values, unknown, from, symbolic ? at : null, symbols) is not { } texts)
                return null;
            if (texts.Count > 0)
                statement[to] = texts;
        }

        return Principals(values, unknown, at, statement, symbols) && Conditions(values, unknown, at, statement, symbols) ? statement : null;
    }

    private static bool Principals(JsonElement values, JsonElement unknown, string at, JsonObject statement, List<string> symbols)
    {
        foreach (var (from, to) in new[] { ("principals", "Principal"), ("not_principals", "NotPrincipal") })
        {
            if (Whole(unknown, from))
                return false;
            var (blocks, marks, named) = (List(values, from), List(unknown, from), new JsonObject());
            for (var i = 0; i < blocks.Count; i++)
            {
                if (PlannedResource.TextOf(blocks[i], "type") is not { } type || Texts(blocks[i], At(marks, i), "identifiers", $"{at}.{from}[{i}]", symbols) is not { } identifiers)
                    return false;
                named[type] = identifiers;
            }

            if (named.ContainsKey("*"))
                statement[to] = "*";
            else if (named.Count > 0)
                statement[to] = named;
        }

        return true;
    }

    private static bool Conditions(JsonElement values, JsonElement unknown, string at, JsonObject statement, List<string> symbols)
    {
        if (Whole(unknown, "condition"))
            return false;
        var (blocks, marks, conditions) = (List(values, "condition"), List(unknown, "condition"), new JsonObject());
        for (var i = 0; i < blocks.Count; i++)
        {
            if (PlannedResource.TextOf(blocks[i], "test") is not { } test || PlannedResource.TextOf(blocks[i], "variable") is not { } variable
                || Texts(blocks[i], At(marks, i), "values", $"{at}.condition[{i}]", symbols) is not { } texts)
                return false;
            var block = conditions[test] as JsonObject ?? [];
            block[variable] = texts;
            conditions[test] = block;
        }

        if (conditions.Count > 0)
            statement["Condition"] = conditions;
        return true;
    }

    /// <summary>The texts of a list, a symbol in the place of each that is not known; null where one is not and nothing may stand for it.</summary>
    private static JsonArray? Texts(JsonElement values, JsonElement unknown, string name, string? at, List<string> symbols)
    {
        var texts = new JsonArray();
        if (Whole(unknown, name))
        {
            if (at is null)
                return null;
            symbols.Add($"{at}.{name}");
            texts.Add((JsonNode?)JsonValue.Create($"arn:aws:unknown:::known-after-apply/{at}.{name}"));
            return texts;
        }

        var known = List(values, name);
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].ValueKind is JsonValueKind.String)
            {
                texts.Add((JsonNode?)JsonValue.Create(known[i].GetString()));
                continue;
            }

            if (at is null)
                return null;
            symbols.Add($"{at}.{name}[{i}]");
            texts.Add((JsonNode?)JsonValue.Create($"arn:aws:unknown:::known-after-apply/{at}.{name}[{i}]"));
        }

        return texts;
    }

    private static bool Whole(JsonElement unknown, string name) => unknown.ValueKind is JsonValueKind.Object && unknown.TryGetProperty(name, out var mark) && mark.ValueKind is JsonValueKind.True;

    private static List<JsonElement> List(JsonElement values, string name) =>
        values.ValueKind is JsonValueKind.Object && values.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static JsonElement At(List<JsonElement> list, int index) => index < list.Count ? list[index] : default;
}
