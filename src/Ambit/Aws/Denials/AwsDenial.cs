using System.Text.Json;
using Ambit.Access;

namespace Ambit.Aws.Denials;

/// <summary>What AWS says when it refuses, in whatever form it is at hand.</summary>
public static class AwsDenial
{
    /// <summary>Reads a message, an event or the details of a refusal; null where the text is none of AWS's.</summary>
    public static AccessDenial? Read(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return AwsDenialText.Read(text);
        try
        {
            using var json = JsonDocument.Parse(text);
            return AwsDenialJson.Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or JSON with texts that are no Unicode.
            return AwsDenialText.Read(text);
        }
    }
}
