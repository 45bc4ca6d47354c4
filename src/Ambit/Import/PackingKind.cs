namespace Ambit.Import;

/// <summary>How content is packed, told by its first bytes.</summary>
internal enum PackingKind
{
    None,
    Gzip,
    Zip,
    Tar,
    Parquet,
    Zstandard,
    Bzip2,
    Xz,
    SevenZip,
    Lz4,
    Sqlite,
    Pdf,
    Executable,
    Image,
}
