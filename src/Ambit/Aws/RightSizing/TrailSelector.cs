using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// One selector of a trail: which events it records. Of an advanced one all fields must match an event; of several selectors one
/// suffices. A restriction by resource or caller records some calls of an action and not others, so that what is not in the log may have happened.
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html and API_EventSelector.html
/// </summary>
internal sealed class TrailSelector
{
    private static readonly string[] Operators = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"];

    private readonly List<(string Field, string Operator, string[] Values)> _fields = [];

    private TrailSelector(string category) => Category = category;

    /// <summary>Management, Data or NetworkActivity.</summary>
    public string Category { get; private set; }

    /// <summary>The selectors of a trail, whichever of the two forms it has.</summary>
    public static IReadOnlyList<TrailSelector> Of(JsonElement trail)
    {
        var found = new List<TrailSelector>();
        foreach (var selector in Items(trail, "AdvancedEventSelectors"))
            found.Add(Advanced(selector));
        foreach (var selector in Items(trail, "EventSelectors"))
            found.AddRange(Basic(selector));
        return found;
    }

    /// <summary>Whether it records calls of an action, all of them or only some.</summary>
    /// <param name="action">The action.</param>
    /// <param name="type">The type of data event that shows it; null where management events do.</param>
    /// <param name="partly">Whether it leaves out some, by resource or caller.</param>
    public bool Records(string action, string? type, out bool partly)
    {
        partly = false;
        if (Category != (type is null ? "Management" : "Data"))
            return false;
        foreach (var (field, op, values) in _fields)
        {
            switch (field)
            {
                case "eventCategory":
                    break;
                case "resources.type" when type is not null:
                    if (!Text(op, type, values))
                        return false;
                    break;
                case "readOnly":
                    if (!Text(op, ReadOnly(action) ? "true" : "false", values))
                        return false;
                    break;
                case "eventName":
                    if (!Named(op, action, values, v => Calls(action, v), NameOf(action)))
                        return false;
                    break;
                case "eventSource":
                    if (!Named(op, action, values, v => EventToPermission.Current.PrefixesOf(v).Contains(PrefixOf(action), StringComparer.OrdinalIgnoreCase), PrefixOf(action) + ".amazonaws.com"))
                        return false;
                    break;
                default:
                    partly = true;
                    break;
            }
        }

        return true;
    }

    private static TrailSelector Advanced(JsonElement selector)
    {
        var result = new TrailSelector("Management");
        foreach (var field in Items(selector, "FieldSelectors"))
        {
            if (!field.TryGetProperty("Field", out var name) || name.ValueKind != JsonValueKind.String)
                continue;
            foreach (var op in Operators)
            {
                string[] values = [.. Items(field, op).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
                if (values.Length == 0)
                    continue;
                result._fields.Add((name.GetString()!, op, values));
                if (name.ValueEquals("eventCategory") && op == "Equals")
                    result.Category = values[0];
            }
        }

        return result;
    }

    /// <summary>"IncludeManagementEvents … default true"; a list of data resources beside it, each a type with the ARNs that its own begin with.</summary>
    private static IEnumerable<TrailSelector> Basic(JsonElement selector)
    {
        var readOnly = selector.TryGetProperty("ReadWriteType", out var kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString() : "All";
        if (!selector.TryGetProperty("IncludeManagementEvents", out var include) || include.ValueKind != JsonValueKind.False)
        {
            var management = new TrailSelector("Management");
            string[] excluded = [.. Items(selector, "ExcludeManagementEventSources").Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
            if (excluded.Length > 0)
                management._fields.Add(("eventSource", "NotEquals", excluded));
            management.Read(readOnly);
            yield return management;
        }

        foreach (var resource in Items(selector, "DataResources"))
        {
            if (!resource.TryGetProperty("Type", out var type) || type.ValueKind != JsonValueKind.String)
                continue;
            var data = new TrailSelector("Data");
            data._fields.Add(("resources.type", "Equals", [type.GetString()!]));
            // "To log data events for all … specify the prefix arn:aws:s3 / arn:aws:lambda / arn:aws:dynamodb": an ARN with more in it is of some only.
            string[] prefixes = [.. Items(resource, "Values").Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
            if (!prefixes.Any(p => p.Split(':') is [_, _, _] or [_, _, _, "", "", ""]))
                data._fields.Add(("resources.ARN", "StartsWith", prefixes));
            data.Read(readOnly);
            yield return data;
        }
    }

    private void Read(string? kind)
    {
        if (kind is "ReadOnly" or "WriteOnly")
            _fields.Add(("readOnly", "Equals", [kind == "ReadOnly" ? "true" : "false"]));
    }

    private static bool Text(string op, string value, string[] values) => op switch
    {
        "Equals" => values.Contains(value, StringComparer.Ordinal),
        "NotEquals" => !values.Contains(value, StringComparer.Ordinal),
        "StartsWith" => Array.Exists(values, v => value.StartsWith(v, StringComparison.Ordinal)),
        "NotStartsWith" => !Array.Exists(values, v => value.StartsWith(v, StringComparison.Ordinal)),
        "EndsWith" => Array.Exists(values, v => value.EndsWith(v, StringComparison.Ordinal)),
        _ => !Array.Exists(values, v => value.EndsWith(v, StringComparison.Ordinal)),
    };

    /// <summary>Whole names are looked up as calls; beginnings and ends are compared with the action's own name, which is nearly always the call's.</summary>
    private static bool Named(string op, string action, string[] values, Func<string, bool> means, string own) => op switch
    {
        "Equals" => Array.Exists(values, v => means(v)),
        "NotEquals" => !Array.Exists(values, v => means(v)),
        _ => Text(op, own, values),
    };

    private static bool Calls(string action, string eventName) =>
        EventToPermission.Current.Map(PrefixOf(action) + ".amazonaws.com", eventName).Actions.Any(a => a.Action.Equals(action, StringComparison.OrdinalIgnoreCase));

    /// <summary>What CloudTrail marks as reading is what the reference does, but for calls that hand out credentials or use a key: these read nothing and change nothing.</summary>
    private static bool ReadOnly(string action) => PrefixOf(action) switch
    {
        "sts" => true,
        "kms" when NameOf(action) is "Decrypt" or "Encrypt" or "Sign" or "Verify" or "GenerateMac" or "VerifyMac" or "GenerateRandom" or "DeriveSharedSecret" => true,
        "kms" when NameOf(action).StartsWith("GenerateDataKey", StringComparison.Ordinal) || NameOf(action).StartsWith("ReEncrypt", StringComparison.Ordinal) => true,
        _ => AwsCatalogue.Current.LevelOf(action) is AccessLevel.Read or AccessLevel.List,
    };

    private static string PrefixOf(string action) => action[..action.IndexOf(':')];

    private static string NameOf(string action) => action[(action.IndexOf(':') + 1)..];

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];
}
