using System.Globalization;
using System.Text.Json;

namespace Ambit.Import;

/// <summary>The times that logs write.</summary>
internal static class LogTime
{
    /// <summary>ISO 8601 with or without zone, with a blank for the T; epoch seconds, milliseconds as numbers. Null where it is none.</summary>
    public static DateTimeOffset? Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
        {
            var seconds = number > 100_000_000_000 ? number / 1000 : number;
            return seconds is > 0 and < 253_402_300_799 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 64 } text
            && DateTimeOffset.TryParse(Shortened(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time : null;
    }

    /// <summary>Nanoseconds are more than .NET reads.</summary>
    private static string Shortened(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return text;
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - dot > 8 ? text[..(dot + 8)] + text[end..] : text;
    }
}
