namespace Ambit.Store;

/// <summary>The right to write into a store. The operating system takes it back from a process that dies.</summary>
internal static class WriteLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> TakeAsync(string path, Action waiting, CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
            {
                if (!told)
                    waiting();
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
