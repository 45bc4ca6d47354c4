using System.Text;
using System.Text.Json;

namespace Ambit.Tools.Catalog;

/// <summary>Where a set of facts comes from.</summary>
internal sealed record Origin(string Package, string Version, string Updated, string Licence, string Files)
{
    /// <summary>Reads name, version and licence from a package's own description.</summary>
    public static Origin Of(string folder, string updated, string files)
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        var root = package.RootElement;
        return new Origin(root.GetProperty("name").GetString()!, root.GetProperty("version").GetString()!, updated, root.GetProperty("license").GetString()!, files);
    }

    /// <summary>Writes the origins as a table.</summary>
    public static void Write(IEnumerable<Origin> origins, string path)
    {
        var text = new StringBuilder("package\tversion\tupdated\tlicence\tfiles\n");
        foreach (var o in origins)
            text.Append(o.Package).Append('\t').Append(o.Version).Append('\t').Append(o.Updated).Append('\t').Append(o.Licence).Append('\t').Append(o.Files).Append('\n');
        File.WriteAllText(path, text.ToString());
    }
}
