using System.Text;

namespace Ambit.Import;

/// <summary>Tells the encoding of text by its byte order mark, or by the zeros that UTF-16 puts between ASCII characters.</summary>
public static class TextEncoding
{
    /// <summary>How many bytes the decision looks at.</summary>
    public const int Needed = 64;

    /// <summary>The encoding, null for UTF-8.</summary>
    /// <param name="head">The beginning.</param>
    /// <param name="mark">The length of the byte order mark.</param>
    public static Encoding? Of(ReadOnlySpan<byte> head, out int mark)
    {
        (var encoding, mark) = head switch
        {
            [0xef, 0xbb, 0xbf, ..] => (null, 3),
            [0xff, 0xfe, 0, 0, ..] => (Encoding.UTF32, 4),
            [0, 0, 0xfe, 0xff, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
            [0xff, 0xfe, ..] => (Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (WithoutMark(head), 0),
        };
        return encoding;
    }

    /// <summary>A whole text in UTF-8, without a mark, whatever a shell's redirect made of it.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(byte[] text)
    {
        var encoding = Of(text.AsSpan(0, Math.Min(text.Length, Needed)), out var mark);
        return encoding is null ? text.AsMemory(mark) : Encoding.UTF8.GetBytes(encoding.GetString(text.AsSpan(mark)));
    }

    private static Encoding? WithoutMark(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || !head.Contains((byte)0))
            return null;
        var (evenZeros, oddZeros, pairs) = (0, 0, head.Length / 2);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            evenZeros += head[i] == 0 ? 1 : 0;
            oddZeros += head[i + 1] == 0 ? 1 : 0;
        }

        if (oddZeros * 10 >= pairs * 9 && evenZeros == 0)
            return Encoding.Unicode;
        return evenZeros * 10 >= pairs * 9 && oddZeros == 0 ? Encoding.BigEndianUnicode : null;
    }
}
