namespace Ambit.Import;

/// <summary>Finds where JSON begins behind the lines that runners and shells write before it.</summary>
internal static class JsonStart
{
    /// <summary>The offset of the first line that begins as a JSON object or list does, -1 where none is.</summary>
    public static int In(ReadOnlySpan<byte> head)
    {
        var at = 0;
        while (at < head.Length)
        {
            var line = head[at..];
            var indent = line.IndexOfAnyExcept(" \t\r\n\u001e"u8);
            if (indent < 0)
                return -1;
            if (Begins(line[indent..]))
                return at + indent;
            var end = line[indent..].IndexOf((byte)'\n');
            if (end < 0)
                return -1;
            at += indent + end + 1;
        }

        return -1;
    }

    /// <summary><c>[command]aws iam …</c> begins with a bracket and is no JSON.</summary>
    private static bool Begins(ReadOnlySpan<byte> text)
    {
        if (text[0] is not ((byte)'{' or (byte)'['))
            return false;
        var next = text[1..].IndexOfAnyExcept(" \t\r\n"u8);
        if (next < 0)
            return true;
        return text[0] == (byte)'{'
            ? text[1 + next] is (byte)'"' or (byte)'}'
            : text[1 + next] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)']';
    }
}
