using System.Globalization;
using System.Text.Json;

namespace Ambit.Aws.Import;

/// <summary>Reads JSON from strangers without ever throwing: what is missing or of another type is just not there.</summary>
internal static class Fields
{
    /// <summary>A property, undefined where there is none.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The first of several spellings that is there.</summary>
    public static JsonElement Get(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Get(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
                return value;
        }

        return default;
    }

    /// <summary>Whether the property is there, whatever its value.</summary>
    public static bool Has(this JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    /// <summary>Whether the property is there and is a list.</summary>
    public static bool HasList(this JsonElement element, string name) => element.Get(name).ValueKind == JsonValueKind.Array;

    /// <summary>The text of a string or number, null where there is none or it is empty.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var value = element.Get(names);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>True or false, also as text in any case; null where it is neither.</summary>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var value = element.Get(names);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
            _ => null,
        };
    }

    /// <summary>The objects of a list; an object that stands where the list should be is a list of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var value = element.Get(names);
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => [value],
            _ => [],
        };
    }

    /// <summary>The texts of a list; a text that stands where the list should be is a list of one.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var value = element.Get(names);
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!),
            JsonValueKind.String => [value.GetString()!],
            _ => [],
        };
    }

    /// <summary>A time as AWS's tools have written it over the years: ISO 8601, with a blank for the T, or epoch seconds with a fraction.</summary>
    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> names) => element.Text(names) is { } text ? Time(text) : null;

    /// <summary>A time from text, null where it is none.</summary>
    public static DateTimeOffset? Time(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return seconds is > 0 and < 1e11 ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }

    /// <summary>The n-th field of an ARN from 0 (<c>arn:partition:service:region:account:resource</c>), empty where there is none.</summary>
    public static string ArnField(this string arn, int field)
    {
        var rest = arn.AsSpan();
        for (var i = 0; i < field; i++)
        {
            var colon = rest.IndexOf(':');
            if (colon < 0)
                return "";
            rest = rest[(colon + 1)..];
        }

        var end = field == 5 ? -1 : rest.IndexOf(':');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    /// <summary>Whether a text is an ARN by its form.</summary>
    public static bool IsArn(this string text) => text.StartsWith("arn:", StringComparison.Ordinal) && text.AsSpan().Count(':') >= 5;
}
