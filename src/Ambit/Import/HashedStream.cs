using System.Buffers;
using System.Security.Cryptography;

namespace Ambit.Import;

/// <summary>Takes the SHA-256 of what is read of a stream, without the copies that <see cref="CryptoStream"/> makes.</summary>
internal sealed class HashedStream(Stream inner) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    /// <summary>Reads what nobody asked for, so that the hash is of the whole.</summary>
    public void ReadToEnd(CancellationToken cancellation)
    {
        var rest = ArrayPool<byte>.Shared.Rent(1 << 16);
        while (Read(rest.AsSpan()) > 0)
            cancellation.ThrowIfCancellationRequested();
        ArrayPool<byte>.Shared.Return(rest);
    }

    /// <summary>The hash of all that was read, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
