using System.IO.Compression;
using System.Text;
using Ambit.Usage;

namespace Ambit.Import;

/// <summary>Reads one file of the input: unpacks what is packed, however deep, and hands the plain content on.</summary>
internal sealed class FileImport(
    IReadOnlyList<IExportFormat> exports, IReadOnlyList<ILogFormat> logs, ImportOptions options, IUsageSink events, SemaphoreSlim large, CancellationToken cancellation)
{
    // Most logs are no larger packed: such a file is read and hashed in one piece.
    private const int ReadAhead = 1 << 16;
    private readonly FileReport _report = new(options.Limits);
    private ExpansionBudget _budget = new(0, options.Limits);
    private bool _counted;

    public FileReport Read(InputFile file)
    {
        if (file.Broken is not null || file.Skipped is not null)
        {
            _report.Files++;
            if (file.Broken is not null)
                _report.Bad(file.Path, null, file.Broken);
            else
                _report.Unrecognised.Add(new UnrecognisedFile(file.Path, file.Skipped!));
            return _report;
        }

        string? hash = null;
        try
        {
            hash = ReadAndHash(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _report.Bad(file.Path, null, $"cannot be read: {e.Message}");
        }

        _report.Input = new ImportedFile(file.Path, hash, file.Length, _report.Logs, _counted && _report.Logs, [.. _report.Formats]);
        return _report;
    }

    private string ReadAndHash(InputFile file)
    {
        if (options.AlreadyCounted is { } counted)
            _counted = counted(Hashed(file, _ => { }));
        return Hashed(file, stream =>
        {
            _budget = new ExpansionBudget(Math.Max(file.Length, 1), options.Limits);
            Unpack(new PeekStream(stream), new Place(file.Path, file.Segments, 0), file.Open);
        });
    }

    /// <summary>The hash of the whole file, lower-case hex, whatever of it the reading took.</summary>
    private string Hashed(InputFile file, Action<Stream> read)
    {
        using var opened = file.Open();
        using var content = new HashedStream(opened);
        read(content);
        content.ReadToEnd(cancellation);
        return content.Hash();
    }

    private void Unpack(PeekStream content, Place place, Func<Stream>? reopen)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Packed(content, place, reopen))
                Plain(content, place);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or DecoderFallbackException)
        {
            _report.Bad(place.Path, null, e.Message);
        }
    }

    /// <summary>Whether the content is packed; then it was unpacked and read.</summary>
    private bool Packed(PeekStream content, Place place, Func<Stream>? reopen)
    {
        var packing = Packing.Of(content.Peek(ReadAhead));
        if (packing == PackingKind.None)
            return false;
        if (place.Depth >= options.Limits.Nesting)
            throw new InvalidDataException($"archives nested deeper than {options.Limits.Nesting} levels; not read");
        switch (packing)
        {
            case PackingKind.Gzip:
                using (var inner = new UnpackedStream(new GZipStream(content, CompressionMode.Decompress, leaveOpen: true), _budget))
                    Unpack(new PeekStream(inner), place with { Depth = place.Depth + 1 }, null);
                break;
            case PackingKind.Zip:
                Zip(content, place, reopen);
                break;
            case PackingKind.Tar:
                foreach (var (name, stream) in new TarEntries(content).Files())
                    Entry(name, stream, place);
                break;
            case PackingKind.Parquet:
                Parquet(content, place);
                break;
            default:
                Unrecognised(place, Packing.Describe(packing));
                break;
        }

        return true;
    }

    private void Zip(PeekStream content, Place place, Func<Stream>? reopen)
    {
        using var seekable = reopen?.Invoke() is { CanSeek: true } opened ? opened : Held(content);
        using var zip = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/') && entry.Length == 0)
                continue;
            if (entry.IsEncrypted)
            {
                _budget.Entry();
                _report.Files++;
                _report.Bad($"{place.Path}!{entry.FullName}", null, "is encrypted; unpack it first");
                continue;
            }

            try
            {
                using var stream = new UnpackedStream(entry.Open(), _budget);
                Entry(entry.FullName, stream, place);
            }
            catch (InvalidDataException e) when (!e.Message.Contains("stopped here", StringComparison.Ordinal))
            {
                _report.Bad($"{place.Path}!{entry.FullName}", null, $"the archive entry is damaged: {e.Message}");
            }
        }
    }

    private void Entry(string name, Stream stream, Place place)
    {
        _budget.Entry();
        Unpack(new PeekStream(stream), new Place($"{place.Path}!{name}", [.. place.Segments, .. InputFile.Split(name)], place.Depth + 1), null);
    }

    private MemoryStream Held(PeekStream content)
    {
        var held = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (content.Read(buffer) is > 0 and var read)
        {
            if (held.Length + read > options.Limits.WholeValue)
                throw new InvalidDataException($"a zip archive within an archive is larger than {options.Limits.WholeValue >> 20} MB; reading stopped here");
            held.Write(buffer, 0, read);
        }

        held.Position = 0;
        return held;
    }

    private void Parquet(PeekStream content, Place place)
    {
        if (options.Parquet is null)
        {
            Unrecognised(place, "Parquet, of which this reads none");
            return;
        }

        _report.Files++;
        _report.Logs = true;
        if (_counted)
        {
            _report.Recognised++;
            return;
        }

        if (options.Parquet.Read(content, place.Path, new LocatedSink(events, _report, place.Path, 0), cancellation) is { } name)
        {
            _report.Recognised++;
            _report.Formats.Add(name);
        }
        else
        {
            _report.Unrecognised.Add(new UnrecognisedFile(place.Path, "Parquet with columns of no known log"));
        }
    }

    private void Plain(PeekStream content, Place place)
    {
        _report.Files++;
        var encoding = TextEncoding.Of(content.Peek(TextEncoding.Needed), out var mark);
        content.Skip(mark);
        using var decoded = encoding is null ? null : Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8, leaveOpen: true);
        new TextImport(exports, logs, options, _report, events, _counted, large, cancellation).Read(decoded is null ? content : new PeekStream(decoded), place);
    }

    private void Unrecognised(Place place, string reason)
    {
        _report.Files++;
        _report.Unrecognised.Add(new UnrecognisedFile(place.Path, reason));
    }
}
