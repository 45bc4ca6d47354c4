using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ambit.Cli.Input;

/// <summary>Tells pipes, sockets and devices from files of no bytes. Opening a pipe the usual way would wait for a writer.</summary>
internal static partial class SpecialFile
{
    private const int NonBlockingOnLinux = 0x800;
    private const int NonBlockingOnMac = 0x4;

    /// <summary>What a file of no length is, null for an ordinary empty file.</summary>
    public static string? Describe(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        using var handle = OpenFile(path, OperatingSystem.IsMacOS() ? NonBlockingOnMac : NonBlockingOnLinux);
        if (handle.IsInvalid)
            return Marshal.GetLastPInvokeError() == 13 ? null : "a socket or a device; not opened";
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        return !stream.CanSeek ? "a named pipe or a device; not opened"
            : stream.ReadByte() >= 0 ? "a device or a file of the system; not read"
            : null;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle OpenFile(string path, int flags);
}
