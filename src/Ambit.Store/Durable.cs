using System.Runtime.InteropServices;

namespace Ambit.Store;

/// <summary>Puts a finished file in its place so that a power cut leaves either all of it or nothing.</summary>
internal static partial class Durable
{
    /// <summary>Flushes the file to disk, renames it, and flushes the folder's entry of it.</summary>
    public static void Publish(string temporary, string path)
    {
        using (var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);
        File.Move(temporary, path, overwrite: true);
        if (!OperatingSystem.IsWindows())
            FlushFolder(Path.GetDirectoryName(path)!);
    }

    private static void FlushFolder(string folder)
    {
        // .NET opens no folders. A file system that cannot sync one loses at most the rename, which the sweep repairs.
        var handle = OpenFile(folder, 0);
        if (handle < 0)
            return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
