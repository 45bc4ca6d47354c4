using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ambit.Model;

namespace Ambit.Store;

/// <summary>
/// Native documents of one cloud and scope, packed. A chunk is named by its content, so an account that did not change
/// between two snapshots is kept once.
/// </summary>
internal sealed record DocumentChunk(string Hash, string Cloud, string Scope, byte[] Content)
{
    /// <summary>Some megabytes: enough to compress well, little enough to unpack in one piece.</summary>
    private const int Target = 4 << 20;

    /// <summary>Packs documents, keeping their order within a cloud and scope.</summary>
    public static IEnumerable<DocumentChunk> Pack(IReadOnlyList<NativeDocument> documents)
    {
        foreach (var group in documents.GroupBy(d => (d.Cloud, d.Scope)))
        {
            var raw = new MemoryStream();
            var writer = new BinaryWriter(raw);
            foreach (var document in group)
            {
                Write(writer, document);
                if (raw.Length < Target)
                    continue;
                yield return Seal(group.Key.Cloud, group.Key.Scope, raw);
                raw.SetLength(0);
            }

            if (raw.Length > 0)
                yield return Seal(group.Key.Cloud, group.Key.Scope, raw);
        }
    }

    /// <summary>Unpacks the documents.</summary>
    public static IEnumerable<NativeDocument> Unpack(string cloud, string scope, byte[] content)
    {
        var raw = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress))
            brotli.CopyTo(raw);
        raw.Position = 0;
        var reader = new BinaryReader(raw);
        var files = new Dictionary<string, string>();
        while (raw.Position < raw.Length)
            yield return Read(cloud, scope, raw, reader, files);
    }

    private static DocumentChunk Seal(string cloud, string scope, MemoryStream raw)
    {
        var bytes = raw.GetBuffer().AsSpan(0, (int)raw.Length);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(System.Text.Encoding.UTF8.GetBytes($"{cloud}\n{scope}\n"));
        digest.AppendData(bytes);
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(bytes);
        return new DocumentChunk(Convert.ToHexStringLower(digest.GetHashAndReset()), cloud, scope, packed.ToArray());
    }

    private static void Write(BinaryWriter writer, NativeDocument document)
    {
        writer.Write(document.Kind);
        writer.Write(document.Id);
        writer.Write(document.Source.File ?? "");
        writer.Write(document.Source.Line ?? -1);
        writer.Write(document.Source.Pointer is not null);
        writer.Write(document.Source.Pointer ?? "");
        if (document.Content.ValueKind == JsonValueKind.Undefined)
        {
            writer.Write(0);
            return;
        }

        var json = JsonMarshal.GetRawUtf8Value(document.Content);
        writer.Write(json.Length);
        writer.Write(json);
    }

    private static NativeDocument Read(string cloud, string scope, MemoryStream raw, BinaryReader reader, Dictionary<string, string> files)
    {
        var kind = reader.ReadString();
        var id = reader.ReadString();
        var file = reader.ReadString();
        if (files.TryGetValue(file, out var known))
            file = known;
        else
            files.Add(file, file);
        var line = reader.ReadInt64();
        var hasPointer = reader.ReadBoolean();
        var pointer = reader.ReadString();
        var length = reader.ReadInt32();
        JsonElement content = default;
        if (length > 0)
        {
            content = Parse(raw.GetBuffer().AsSpan((int)raw.Position, length));
            raw.Position += length;
        }

        return new NativeDocument(cloud, kind, scope, id, content, new SourceLocation(file, line < 0 ? null : line, hasPointer ? pointer : null));
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        // The importer bounds the depth of what it accepts; what it accepted is read back at any depth.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1 << 20 });
        return JsonElement.ParseValue(ref reader);
    }
}
