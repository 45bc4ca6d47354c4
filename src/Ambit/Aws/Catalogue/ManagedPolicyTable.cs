using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;

namespace Ambit.Aws.Catalogue;

/// <summary>
/// The documents of the AWS-managed policies of the partition <c>aws</c>, latest version of each, unpacked block by block when
/// asked for. Other partitions have policies of the same names whose documents may differ: they are not answered from here.
/// </summary>
public sealed class ManagedPolicyTable
{
    private readonly Lazy<Dictionary<string, Entry>> _index = new(ReadIndex);
    private readonly ConcurrentDictionary<int, byte[]> _blocks = [];

    /// <summary>The ARNs of all that are known.</summary>
    public IReadOnlyCollection<string> Arns => _index.Value.Keys;

    /// <summary>The document of a policy by its ARN, null where it is not known.</summary>
    public ManagedPolicyDocument? Find(string arn)
    {
        if (!_index.Value.TryGetValue(arn, out var entry))
            return null;
        var block = _blocks.GetOrAdd(entry.Block, Unpack);
        return new ManagedPolicyDocument(arn, entry.Version, entry.Updated, block.AsMemory(entry.Start, entry.Length));
    }

    private static Dictionary<string, Entry> ReadIndex()
    {
        var index = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var row in CatalogueText.Rows("managed-policies.tsv"))
        {
            index.Add(row[0], new Entry(
                row[1], DateOnly.ParseExact(row[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), int.Parse(row[3]), int.Parse(row[4]), int.Parse(row[5])));
        }

        return index;
    }

    private static byte[] Unpack(int block)
    {
        using var stream = Embedded.Open("catalog/aws/managed-policies.br");
        stream.Position = block;
        using var brotli = new BrotliStream(stream, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        brotli.CopyTo(plain);
        return plain.ToArray();
    }

    private readonly record struct Entry(string Version, DateOnly Updated, int Block, int Start, int Length);
}
