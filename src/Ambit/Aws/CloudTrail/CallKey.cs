using System.Buffers.Binary;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The bytes that tell one kind of call from another: all that the uses of a call are derived from, and nothing else, so that two
/// calls with one key have the same uses.
/// </summary>
internal sealed class CallKey
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The numbers that this thread gave to caller and kind of call.</summary>
    public ReadOnlySpan<byte> Numbers => _bytes.AsSpan(0, 8);

    /// <summary>All but these numbers: the same on every thread.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan(8, _length - 8);

    public void Begin(int caller, int recipe, byte flags)
    {
        _length = 0;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, caller);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4), recipe);
        _bytes[8] = flags;
        _length = 9;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        Room(text.Length + 4);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), text.Length);
        text.CopyTo(_bytes.AsSpan(_length + 4));
        _length += 4 + text.Length;
    }

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
