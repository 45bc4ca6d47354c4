using System.Text;
using System.Text.Encodings.Web;

namespace Ambit.Cli;

/// <summary>
/// JSON that people can read and a terminal can take: letters of any language and punctuation stay as they are, while control
/// characters (C1 too), line separators and direction overrides are written as <c>\uXXXX</c>.
/// </summary>
internal sealed class TerminalSafeEncoder : JavaScriptEncoder
{
    public static readonly TerminalSafeEncoder Shared = new();

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var first = UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncode(text, textLength);
        var end = first < 0 ? textLength : first;
        for (var i = 0; i < end; i++)
        {
            if (Plain.Unsafe(text[i]))
                return i;
        }

        return first;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar) || !WillEncode(unicodeScalar))
            return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        numberOfCharactersWritten = 0;
        if (bufferLength < 6)
            return false;
        $"\\u{unicodeScalar:x4}".CopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = 6;
        return true;
    }

    public override bool WillEncode(int unicodeScalar) =>
        UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar) || (unicodeScalar < char.MaxValue && Plain.Unsafe((char)unicodeScalar));
}
