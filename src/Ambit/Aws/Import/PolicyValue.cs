using System.Text.Json;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// A policy document as exports write it: an object, a JSON string, a JSON string encoded twice, or URL-encoded
/// ("compliant with RFC 3986", IAM API Reference, GetAccountAuthorizationDetails).
/// </summary>
internal static class PolicyValue
{
    private const int Layers = 4;

    /// <summary>The document as an object; undefined where there is none, or where it cannot be read.</summary>
    /// <param name="value">What stands in the export.</param>
    /// <param name="problem">Why it cannot be read; null where it can, or where there is none.</param>
    public static JsonElement Read(JsonElement value, out string? problem)
    {
        problem = null;
        for (var layer = 0; layer < Layers; layer++)
        {
            if (value.ValueKind == JsonValueKind.Object)
                return value;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                return default;
            if (value.ValueKind != JsonValueKind.String)
                break;
            var text = value.GetString()!.Trim();
            if (text.Length == 0)
                return default;
            if (text[0] == '%')
                text = Uri.UnescapeDataString(text);
            if (!JsonText.TryParse(text, out value, out var wrong))
            {
                problem = $"a policy document is not readable ({wrong!.Message} on line {wrong.Line}, column {wrong.Column} of the document)";
                return default;
            }
        }

        problem = "a policy document is no object";
        return default;
    }
}
