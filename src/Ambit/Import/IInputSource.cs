namespace Ambit.Import;

/// <summary>Where files come from: a disk, a test, an object store. Walking never throws; what cannot be looked at is told by <see cref="InputFile.Broken"/>.</summary>
public interface IInputSource
{
    /// <summary>Every file, sorted by path so that two scans of one input agree.</summary>
    IEnumerable<InputFile> Files(CancellationToken cancellation);
}
