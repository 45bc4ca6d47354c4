using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// Where a file lies in iam-collect's folder layout: <c>aws/PARTITION/{accounts|organizations|indexes}/…</c>. The files name
/// themselves by their place alone, so here, and only here, the place is what is recognised.
/// </summary>
/// <param name="Partition">The partition's folder.</param>
/// <param name="Area">accounts, organizations or indexes.</param>
/// <param name="Rest">The names below, the file's last.</param>
/// <param name="Folder">The folder of the file, from the partition on; unique within an input.</param>
internal sealed record CollectedPath(string Partition, string Area, IReadOnlyList<string> Rest, string Folder)
{
    /// <summary>The file's name without <c>.json</c>: what part it is.</summary>
    public string Part => Rest[^1].EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Rest[^1][..^5] : Rest[^1];

    /// <summary>The place of a document, null where it is no such layout.</summary>
    public static CollectedPath? Of(Document document)
    {
        var segments = document.Segments;
        for (var i = segments.Count - 2; i > 0; i--)
        {
            if (segments[i] is not ("accounts" or "organizations" or "indexes") || !IsPartition(segments[i - 1]))
                continue;
            var rest = segments.Skip(i + 1).ToList();
            return new CollectedPath(segments[i - 1], segments[i], rest, string.Join('/', segments.Take(segments.Count - 1)));
        }

        return null;
    }

    private static bool IsPartition(string name) => name is "aws" or "aws-cn" or "aws-us-gov" or "aws-eusc" || name.StartsWith("aws-iso", StringComparison.Ordinal);
}
