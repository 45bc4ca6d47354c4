using System.Text.Json;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>
/// Reads policy documents: a value where a list may stand, and the other way round, as AWS accepts them
/// (IAM User Guide, "Grammar of the IAM JSON policy language"); what does not fit is a located problem, and the rest is kept.
/// </summary>
internal sealed class PolicyReader
{
    private readonly List<PolicyProblem> _problems = [];
    private bool _broken;

    public PolicyDocument Document(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            Problem("", "expected a policy document, which is an object");
            return new PolicyDocument(null, null, [], _problems);
        }
        var version = Text(json, "Version", "");
        var id = Text(json, "Id", "");
        var statements = new List<Statement>();
        if (!json.TryGetProperty("Statement", out var list))
            Problem("", "expected `Statement`");
        else if (list.ValueKind is JsonValueKind.Object)
            Add(statements, list, 0, "/Statement");
        else if (list.ValueKind is JsonValueKind.Array)
        {
            var index = 0;
            foreach (var one in list.EnumerateArray())
                Add(statements, one, index, $"/Statement/{index++}");
        }
        else
            Problem("/Statement", "expected a statement or a list of statements");
        return new PolicyDocument(version, id, statements, _problems);
    }

    private void Add(List<Statement> statements, JsonElement json, int index, string at)
    {
        _broken = false;
        if (json.ValueKind is not JsonValueKind.Object)
        {
            Problem(at, "expected a statement, which is an object");
            return;
        }
        if (Effect(json, at) is not { } effect)
            return;
        var actions = Either(json, "Action", "NotAction", at, out var notAction, out _);
        var resources = Either(json, "Resource", "NotResource", at, out var notResource, out var hasResource);
        var principal = Principal(json, at);
        var conditions = Conditions(json, at);
        var sid = Text(json, "Sid", at);
        statements.Add(new Statement
        {
            Index = index,
            Sid = sid,
            Effect = effect,
            Principal = principal,
            Actions = actions,
            NotAction = notAction,
            Resources = resources,
            NotResource = notResource,
            HasResource = hasResource,
            Conditions = conditions,
            Broken = _broken,
        });
    }

    private Effect? Effect(JsonElement json, string at)
    {
        if (json.TryGetProperty("Effect", out var effect) && effect.ValueKind is JsonValueKind.String)
        {
            // "The Effect value is case sensitive."
            if (effect.ValueEquals("Allow"))
                return Policies.Effect.Allow;
            if (effect.ValueEquals("Deny"))
                return Policies.Effect.Deny;
        }
        Problem($"{at}/Effect", "expected `Allow` or `Deny`");
        return null;
    }

    private IReadOnlyList<string> Either(JsonElement json, string name, string negated, string at, out bool isNegated, out bool present)
    {
        isNegated = false;
        present = true;
        if (json.TryGetProperty(name, out var value))
        {
            if (json.TryGetProperty(negated, out _))
                Problem(at, $"`{name}` and `{negated}` exclude each other");
            return Texts(value, $"{at}/{name}");
        }
        if (json.TryGetProperty(negated, out value))
        {
            isNegated = true;
            return Texts(value, $"{at}/{negated}");
        }
        present = false;
        return [];
    }

    private PrincipalElement? Principal(JsonElement json, string at)
    {
        var negated = false;
        var where = $"{at}/Principal";
        if (!json.TryGetProperty("Principal", out var value))
        {
            if (!json.TryGetProperty("NotPrincipal", out value))
                return null;
            negated = true;
            where = $"{at}/NotPrincipal";
        }
        if (value.ValueKind is JsonValueKind.Object)
            return new PrincipalElement(negated, Named(value, where));
        var entries = new List<PrincipalEntry>();
        foreach (var name in Texts(value, where))
        {
            if (string.Equals(name, "*", StringComparison.Ordinal))
                entries.Add(new PrincipalEntry(PrincipalKind.Everyone, "*"));
            else
                Problem(where, "expected `*` or an object of AWS, Service, Federated, CanonicalUser");
        }
        return new PrincipalElement(negated, entries);
    }

    private List<PrincipalEntry> Named(JsonElement value, string at)
    {
        var entries = new List<PrincipalEntry>();
        foreach (var property in value.EnumerateObject())
        {
            PrincipalKind? kind = property.Name switch
            {
                "AWS" => PrincipalKind.Aws,
                "Service" => PrincipalKind.Service,
                "Federated" => PrincipalKind.Federated,
                "CanonicalUser" => PrincipalKind.CanonicalUser,
                _ => null,
            };
            var where = $"{at}/{Escape(property.Name)}";
            if (kind is not { } known)
                Problem(where, "expected AWS, Service, Federated or CanonicalUser");
            else
                entries.AddRange(Texts(property.Value, where).Select(t => new PrincipalEntry(known, t)));
        }
        return entries;
    }

    private List<ConditionEntry> Conditions(JsonElement json, string at)
    {
        var entries = new List<ConditionEntry>();
        if (!json.TryGetProperty("Condition", out var block))
            return entries;
        if (block.ValueKind is not JsonValueKind.Object)
        {
            Problem($"{at}/Condition", "expected an object of operators");
            return entries;
        }
        foreach (var line in block.EnumerateObject())
            Lines(entries, line, $"{at}/Condition/{Escape(line.Name)}");
        return entries;
    }

    private void Lines(List<ConditionEntry> entries, JsonProperty line, string at)
    {
        var op = ConditionOperator.Parse(line.Name);
        if (op is null)
            Problem(at, "expected a condition operator");
        if (line.Value.ValueKind is not JsonValueKind.Object)
        {
            Problem(at, "expected an object of condition keys");
            return;
        }
        foreach (var key in line.Value.EnumerateObject())
            entries.Add(new ConditionEntry(line.Name, op, key.Name, Texts(key.Value, $"{at}/{Escape(key.Name)}")));
    }

    private string? Text(JsonElement json, string name, string at)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.String)
            return Spell(value, $"{at}/{name}");
        Problem($"{at}/{name}", "expected a text");
        return null;
    }

    private List<string> Texts(JsonElement value, string at)
    {
        var texts = new List<string>(value.ValueKind is JsonValueKind.Array ? value.GetArrayLength() : 1);
        if (value.ValueKind is not JsonValueKind.Array)
        {
            if (Spell(value, at) is { } text)
                texts.Add(text);
            return texts;
        }
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (Spell(item, $"{at}/{index++}") is { } text)
                texts.Add(text);
        }
        return texts;
    }

    /// <summary>"Numbers and Booleans may be given without quotes": their text is what counts.</summary>
    private string? Spell(JsonElement value, string at)
    {
        try
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String: return value.GetString();
                case JsonValueKind.Number: return value.GetRawText();
                case JsonValueKind.True: return "true";
                case JsonValueKind.False: return "false";
            }
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate (`"\ud800"`) is valid JSON but no text.
        }
        Problem(at, "expected a text");
        return null;
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private void Problem(string at, string message)
    {
        _broken = true;
        _problems.Add(new PolicyProblem(at, message));
    }
}
