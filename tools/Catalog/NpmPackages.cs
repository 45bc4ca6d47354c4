namespace Ambit.Tools.Catalog;

/// <summary>A <c>node_modules</c> folder.</summary>
/// <param name="Root">Its path.</param>
internal sealed record NpmPackages(string Root)
{
    /// <summary>The folder of one package.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not installed; the message says how to.</exception>
    public string Folder(string name)
    {
        var folder = Path.Combine(Root, name);
        return Directory.Exists(folder) ? folder : throw new DirectoryNotFoundException($"no package `{name}` under {Root}; catalog/NOTICE.md has the npm command");
    }
}
