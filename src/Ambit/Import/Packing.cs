namespace Ambit.Import;

/// <summary>Tells packed content by its first bytes.</summary>
internal static class Packing
{
    /// <summary>How the content that begins so is packed.</summary>
    public static PackingKind Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, 8, ..] => PackingKind.Gzip,
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => PackingKind.Zip,
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => PackingKind.Parquet,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => PackingKind.Zstandard,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] => PackingKind.Bzip2,
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => PackingKind.Xz,
        [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => PackingKind.SevenZip,
        [0x04, 0x22, 0x4d, 0x18, ..] => PackingKind.Lz4,
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e', (byte)' ', ..] => PackingKind.Sqlite,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => PackingKind.Pdf,
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] or [(byte)'M', (byte)'Z', 0x90, 0, ..] => PackingKind.Executable,
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xff, 0xd8, 0xff, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => PackingKind.Image,
        _ => TarEntries.Recognises(head) ? PackingKind.Tar : PackingKind.None,
    };

    /// <summary>What is said of content that is not unpacked.</summary>
    public static string Describe(PackingKind kind) => kind switch
    {
        PackingKind.Zstandard => "compressed with zstd; unpack it first (`zstd -d`)",
        PackingKind.Bzip2 => "compressed with bzip2; unpack it first (`bunzip2`)",
        PackingKind.Xz => "compressed with xz; unpack it first (`unxz`)",
        PackingKind.SevenZip => "a 7z archive; unpack it first (`7z x`)",
        PackingKind.Lz4 => "compressed with lz4; unpack it first (`unlz4`)",
        PackingKind.Sqlite => "an SQLite database",
        PackingKind.Pdf => "a PDF",
        PackingKind.Executable => "a program",
        PackingKind.Image => "an image",
        _ => "binary content",
    };
}
