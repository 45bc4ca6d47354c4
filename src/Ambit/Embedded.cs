namespace Ambit;

/// <summary>The facts (<c>catalog/</c>) and rules (<c>rules/</c>) that travel inside the assembly.</summary>
public static class Embedded
{
    /// <summary>Opens one file by its path in the repository: <c>catalog/aws/actions.bin</c>.</summary>
    /// <exception cref="FileNotFoundException">No such file was built in.</exception>
    public static Stream Open(string path) =>
        typeof(Embedded).Assembly.GetManifestResourceStream(path) ?? throw new FileNotFoundException($"not built in: {path}", path);

    /// <summary>The files beneath a folder (<c>rules/aws/</c>), sorted.</summary>
    public static IReadOnlyList<string> List(string prefix) =>
        [.. typeof(Embedded).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
