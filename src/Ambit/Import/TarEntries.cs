using System.Text;

namespace Ambit.Import;

/// <summary>
/// Reads tar (POSIX.1-1988 ustar, pax and GNU long names) as a stream, entry by entry. Names are only names: nothing is
/// written anywhere. Memory does not depend on what the headers claim.
/// </summary>
internal sealed class TarEntries(Stream stream)
{
    private const int Block = 512;
    private const int LongestName = 1 << 16;

    private readonly byte[] _header = new byte[Block];

    /// <summary>Whether the bytes are a tar header: its checksum holds.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= Block && head[0] != 0 && Octal(head.Slice(148, 8)) is { } stated && stated == Checksum(head[..Block]);

    /// <summary>The ordinary files: name and content. The content must be read before the next entry is asked for; what is left is skipped.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged or cut off.</exception>
    public IEnumerable<(string Name, Stream Content)> Files()
    {
        string? longName = null;
        while (ReadHeader())
        {
            var size = Octal(_header.AsSpan(124, 12)) ?? throw new InvalidDataException("a tar header holds no size; reading stopped here");
            var padding = (Block - (size % Block)) % Block;
            switch ((char)_header[156])
            {
                case 'L':
                    longName = Encoding.UTF8.GetString(Small(size)).TrimEnd('\0');
                    Skip(padding);
                    break;
                case 'x':
                    longName = PaxPath(Small(size)) ?? longName;
                    Skip(padding);
                    break;
                case '0' or '\0' or '7':
                    var content = new Section(stream, size);
                    yield return (longName ?? Name(), content);
                    longName = null;
                    Skip(content.Left + padding);
                    break;
                default:
                    Skip(size + padding);
                    longName = null;
                    break;
            }
        }
    }

    private bool ReadHeader()
    {
        while (true)
        {
            var read = stream.ReadAtLeast(_header, Block, throwOnEndOfStream: false);
            if (read == 0)
                return false;
            if (read < Block)
                throw new InvalidDataException("the tar archive is cut off");
            if (_header.AsSpan().ContainsAnyExcept((byte)0))
                return Recognises(_header) ? true : throw new InvalidDataException("a tar header is damaged; reading stopped here");
        }
    }

    private string Name()
    {
        var name = Text(_header.AsSpan(0, 100));
        var prefix = _header.AsSpan(257, 5).SequenceEqual("ustar"u8) ? Text(_header.AsSpan(345, 155)) : "";
        return prefix.Length == 0 ? name : $"{prefix}/{name}";
    }

    private byte[] Small(long size)
    {
        if (size > LongestName)
            throw new InvalidDataException($"a tar entry has a name of more than {LongestName} bytes; reading stopped here");
        var bytes = new byte[size];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("the tar archive is cut off");
        return bytes;
    }

    private void Skip(long count)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (count > 0)
        {
            var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, count)]);
            if (read == 0)
                throw new InvalidDataException("the tar archive is cut off");
            count -= read;
        }
    }

    /// <summary>A pax record is <c>LENGTH key=value\n</c>.</summary>
    private static string? PaxPath(byte[] records)
    {
        foreach (var line in Encoding.UTF8.GetString(records).Split('\n'))
        {
            if (line.IndexOf(" path=", StringComparison.Ordinal) is >= 0 and var at)
                return line[(at + 6)..];
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
            return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(field[^8..]) is >= 0 and var big ? big : null;
        var digits = field.Trim(" \0"u8);
        long value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            value = (value * 8) + (digit - '0');
        }

        return digits.IsEmpty ? null : value;
    }

    private static long Checksum(ReadOnlySpan<byte> header)
    {
        long sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
            sum += i is >= 148 and < 156 ? 0 : header[i];
        return sum;
    }

    /// <summary>The content of one entry.</summary>
    private sealed class Section(Stream stream, long size) : ForwardStream
    {
        public long Left { get; private set; } = size;

        public override int Read(Span<byte> buffer)
        {
            if (Left == 0 || buffer.IsEmpty)
                return 0;
            var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, Left)]);
            if (read == 0)
                throw new InvalidDataException("the tar archive is cut off");
            Left -= read;
            return read;
        }
    }
}
