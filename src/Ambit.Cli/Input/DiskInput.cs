using Ambit.Access;
using Ambit.Import;

namespace Ambit.Cli.Input;

/// <summary>
/// The files under paths of the disk. Folders are walked without following links to folders, so that loops of links end; pipes,
/// sockets and devices are listed and never opened for reading, so that nothing waits for ever.
/// </summary>
/// <param name="world">For the folder that relative paths start from.</param>
/// <param name="paths">Files and folders as the user gave them.</param>
/// <param name="except">A file or folder that is no input (ambit.yaml, the store), as an absolute path; null for none.</param>
internal sealed class DiskInput(World world, IReadOnlyList<string> paths, params string?[]? except) : IInputSource
{
    private const int MostDepth = 256;

    /// <summary>Fails early where a path does not exist.</summary>
    /// <exception cref="UnknownNameException">A path is not there.</exception>
    public void Check()
    {
        foreach (var path in paths.Where(p => !Path.Exists(world.Resolve(p))))
            throw new UnknownNameException($"no such file or folder: `{path}`");
    }

    /// <inheritdoc/>
    public IEnumerable<InputFile> Files(CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var full = world.Resolve(path);
            var files = Directory.Exists(full) ? Walk(full, path.TrimEnd('/', Path.DirectorySeparatorChar), cancellation) : [FileAt(full, path)];
            foreach (var file in files.Where(f => seen.Add(f.Full) && !Excepted(f.Full)))
                yield return file.File;
        }
    }

    private bool Excepted(string full) => except is not null && except.Contains(full, StringComparer.Ordinal);

    private List<Found> Walk(string root, string shown, CancellationToken cancellation)
    {
        var found = new List<Found>();
        var folders = new Stack<(string Full, string Shown, int Depth)>();
        folders.Push((root, shown, 0));
        while (folders.TryPop(out var folder))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder.Full, folder.Shown, found))
            {
                var name = Path.Combine(folder.Shown, entry.Name);
                if (entry is FileInfo)
                    found.Add(FileAt(entry.FullName, name));
                else if (entry.LinkTarget is not null)
                    found.Add(new Found(entry.FullName, InputFile.NotOpened(name, "a link to a folder; give the folder itself")));
                else if (folder.Depth >= MostDepth)
                    found.Add(new Found(entry.FullName, InputFile.NotReadable(name, $"folders nested deeper than {MostDepth} levels")));
                else if (entry.Name is not (".git" or ".ambit") && !Excepted(entry.FullName))
                    folders.Push((entry.FullName, name, folder.Depth + 1));
            }
        }

        found.Sort((a, b) => string.CompareOrdinal(a.File.Path, b.File.Path));
        return found;
    }

    private static FileSystemInfo[] Entries(string folder, string shown, List<Found> found)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(new Found(folder, InputFile.NotReadable(shown, $"the folder cannot be read: {e.Message}")));
            return [];
        }
    }

    private static Found FileAt(string full, string shown)
    {
        try
        {
            var info = new FileInfo(full);
            if (info.LinkTarget is not null)
            {
                // A link to a file is the file; what leads nowhere or in a circle is said.
                if (TargetOf(info) is not { Exists: true } target)
                    return new Found(full, InputFile.NotOpened(shown, "a link that leads to no file"));
                info = target;
            }

            if (info.Length == 0 && SpecialFile.Describe(info.FullName) is { } special)
                return new Found(full, InputFile.NotOpened(shown, special));
            return new Found(full, new InputFile(shown, InputFile.Split(full), info.Length, () => Open(info.FullName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Found(full, InputFile.NotReadable(shown, $"cannot be looked at: {e.Message}"));
        }
    }

    private static FileInfo? TargetOf(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        }
        catch (IOException)
        {
            // A circle of links.
            return null;
        }
    }

    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 1 << 17, Options = FileOptions.SequentialScan });

    private sealed record Found(string Full, InputFile File);
}
