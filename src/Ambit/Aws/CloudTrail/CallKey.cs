using System.Buffers.Binary;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The bytes that tell one kind of call from another: all that its uses are derived from, and nothing else, so that two calls with
/// one key have the same uses.
/// </summary>
internal sealed class CallKey
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>All but the number it begins with, which each thread gives for itself.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan(4, _length - 4);

    /// <summary>Begins a key with a number.</summary>
    public void Begin(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, number);
        _length = 4;
    }

    /// <summary>Adds a text of any length.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Room(text.Length + 4);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), text.Length);
        text.CopyTo(_bytes.AsSpan(_length + 4));
        _length += 4 + text.Length;
    }

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        Room(4);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), number);
        _length += 4;
    }

    private void Room(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
