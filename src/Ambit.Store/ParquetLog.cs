using Ambit.Import;
using Ambit.Usage;
using DuckDB.NET.Data;

namespace Ambit.Store;

/// <summary>
/// Reads logs kept as Parquet (Security Lake): each row becomes the JSON object that it stands for, and the clouds' log formats
/// read that as they read any other.
/// </summary>
/// <param name="formats">The log formats to ask.</param>
/// <param name="folder">Where a copy of the file lies while it is read.</param>
public sealed class ParquetLog(IReadOnlyList<ILogFormat> formats, string folder) : IParquetLog
{
    private const int BatchBytes = 8 << 20;

    /// <inheritdoc/>
    public string? Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, $"{Guid.NewGuid():n}.parquet");
        try
        {
            using (var file = File.Create(copy))
                content.CopyTo(file);
            return Rows(copy, path, sink, cancellation);
        }
        catch (DuckDBException e)
        {
            throw new InvalidDataException($"is no Parquet that can be read: {e.Message.Split('\n')[0]}", e);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private string? Rows(string copy, string path, IUsageSink sink, CancellationToken cancellation)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET memory_limit = '1GB'; SET autoinstall_known_extensions = false; SELECT to_json(t)::VARCHAR FROM read_parquet({UsageEngine.Quoted(copy)}) t";
        using var reader = command.ExecuteReader();
        ILogFormat? format = null;
        using var batch = new MemoryStream();
        using var writer = new StreamWriter(batch, new System.Text.UTF8Encoding(false), 1 << 16, leaveOpen: true);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(reader.GetString(0));
            writer.Write('\n');
            if (batch.Length < BatchBytes)
                continue;
            if (!Flush(ref format))
                return null;
        }

        return Flush(ref format) ? format?.Name : null;

        bool Flush(ref ILogFormat? known)
        {
            writer.Flush();
            if (batch.Length == 0)
                return true;
            var head = batch.GetBuffer().AsSpan(0, (int)Math.Min(batch.Length, 64 << 10));
            known ??= Recognised(head, path);
            if (known is null)
                return false;
            batch.Position = 0;
            known.Read(batch, path, sink, cancellation);
            batch.SetLength(0);
            return true;
        }
    }

    private ILogFormat? Recognised(ReadOnlySpan<byte> head, string path)
    {
        foreach (var format in formats)
        {
            if (format.Recognises(head, Path.GetFileName(path)))
                return format;
        }

        return null;
    }
}
