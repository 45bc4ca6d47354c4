using System.Text.Json;

namespace Ambit.Aws.CloudTrail;

/// <summary>Looks into JSON that may not be built as its vendor says.</summary>
internal static class JsonAccess
{
    /// <summary>A member, undefined where there is none.</summary>
    public static JsonElement Child(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var child) ? child : default;

    /// <summary>A member's text (true and false are texts too), null where it is none or empty.</summary>
    public static string? Text(this JsonElement owner, string name) =>
        owner.Child(name) switch
        {
            { ValueKind: JsonValueKind.String } text => Unpaired(text) is { Length: > 0 } found ? found : null,
            { ValueKind: JsonValueKind.True } => "true",
            { ValueKind: JsonValueKind.False } => "false",
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    /// <summary>Text with half a surrogate pair has no value in .NET; it is taken as it is written.</summary>
    private static string? Unpaired(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText().Trim('"');
        }
    }
}
