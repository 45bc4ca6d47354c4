using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ambit.Import;

/// <summary>
/// Parses JSON from strangers so that no later reading of it can throw: bytes that are no UTF-8 and halves of surrogate pairs
/// become U+FFFD (a <see cref="JsonElement"/> with them fails only when its text is asked for), depth is bounded.
/// </summary>
public static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ImportLimits.Depth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Parses one value.</summary>
    /// <param name="utf8">The value; must not be changed afterwards.</param>
    /// <param name="value">The value, or undefined.</param>
    /// <param name="problem">What is wrong and where, null where nothing is.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement value, out JsonProblem? problem)
    {
        try
        {
            value = JsonDocument.Parse(Sound(utf8), Options).RootElement;
            problem = null;
            return true;
        }
        catch (JsonException e)
        {
            value = default;
            var deep = e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase);
            problem = new JsonProblem((e.LineNumber ?? 0) + 1, e.BytePositionInLine ?? 0, deep ? $"nested deeper than {ImportLimits.Depth} levels" : "no valid JSON");
            return false;
        }
    }

    /// <summary>Parses one value from text.</summary>
    public static bool TryParse(string text, out JsonElement value, out JsonProblem? problem) => TryParse(Encoding.UTF8.GetBytes(text), out value, out problem);

    /// <summary>The text of a JSON string without its quotes, escapes undone. Half a surrogate pair is taken as it is written.</summary>
    internal static string Plain(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(text);
        var quoted = new byte[text.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        text.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        try
        {
            return reader.Read() ? reader.GetString() ?? "" : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(text);
        }
    }

    private static ReadOnlyMemory<byte> Sound(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8.Span));
        return FirstLoneSurrogate(utf8.Span, 0) < 0 ? utf8 : WithoutLoneSurrogates(utf8);
    }

    private static byte[] WithoutLoneSurrogates(ReadOnlyMemory<byte> utf8)
    {
        var copy = utf8.ToArray();
        for (var at = FirstLoneSurrogate(copy, 0); at >= 0; at = FirstLoneSurrogate(copy, at))
            "\\ufffd"u8.CopyTo(copy.AsSpan(at));
        return copy;
    }

    /// <summary>Where <c>\ud8xx</c> stands without its other half, or -1.</summary>
    private static int FirstLoneSurrogate(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length)
        {
            var next = text[from..].IndexOf((byte)'\\');
            if (next < 0 || from + next + 1 >= text.Length)
                return -1;
            var at = from + next;
            if (text[at + 1] != (byte)'u' || Surrogate(text, at) is not { } unit)
            {
                from = at + 2;
                continue;
            }

            if (unit >= 0xdc00 || Surrogate(text, at + 6) is not >= 0xdc00)
                return at;
            from = at + 12;
        }

        return -1;
    }

    /// <summary>The surrogate code unit that the escape at this place stands for; null where there is none.</summary>
    private static int? Surrogate(ReadOnlySpan<byte> text, int at)
    {
        if (at + 6 > text.Length || text[at] != (byte)'\\' || text[at + 1] != (byte)'u')
            return null;
        Span<byte> bytes = stackalloc byte[2];
        return Convert.FromHexString(text.Slice(at + 2, 4), bytes, out _, out _) == OperationStatus.Done && ((bytes[0] << 8) | bytes[1]) is >= 0xd800 and <= 0xdfff and var unit
            ? unit
            : null;
    }
}
