using System.Text;

namespace Ambit.Aws.Catalogue;

/// <summary>Reads the catalogue's tables: lines of tab-separated fields, no quoting, no header.</summary>
internal static class CatalogueText
{
    /// <summary>The whole file, decoded.</summary>
    public static string Read(string name)
    {
        using var stream = Embedded.Open("catalog/aws/" + name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Each line's fields.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        foreach (var line in Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != '#')
                yield return line.Split('\t');
        }
    }
}
