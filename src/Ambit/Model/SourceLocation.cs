namespace Ambit.Model;

/// <summary>Where something was read: a file (an archive's entry as <c>outer.zip!inner.json</c>), and where in it.</summary>
/// <param name="File">The path as the user gave it, or relative to what the user gave.</param>
/// <param name="Line">The line from 1, where it is known.</param>
/// <param name="Pointer">The JSON pointer (RFC 6901) to the value, where the file is JSON.</param>
public readonly record struct SourceLocation(string File, long? Line = null, string? Pointer = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        (Line, Pointer) switch
        {
            (null, null) => File,
            (not null, null) => $"{File}:{Line}",
            (null, not null) => $"{File}#{Pointer}",
            _ => $"{File}:{Line}#{Pointer}",
        };
}
