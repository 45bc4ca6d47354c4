using System.Buffers;
using System.Text;

namespace Ambit.Cli;

/// <summary>
/// UTF-8 on its way to a text writer. Up to 16 MB are held, so that a document whose making fails is not begun; what is
/// longer goes on in pieces, so that a document may be of any length.
/// </summary>
internal sealed class Utf8Output(TextWriter output) : IBufferWriter<byte>
{
    private const int Held = 16 << 20;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _buffer.Advance(count);
        if (_buffer.WrittenCount >= Held)
            Flush();
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <summary>Hands on what is held.</summary>
    public void Flush()
    {
        var chars = ArrayPool<char>.Shared.Rent(1 << 16);
        for (var rest = _buffer.WrittenSpan; rest.Length > 0;)
        {
            _decoder.Convert(rest, chars, flush: false, out var used, out var made, out _);
            output.Write(chars, 0, made);
            rest = rest[used..];
        }

        ArrayPool<char>.Shared.Return(chars);
        _buffer.ResetWrittenCount();
    }
}
