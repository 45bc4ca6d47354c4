namespace Ambit.Edges.Tests.CommandLine;

/// <summary>The sample estate, scanned once for all tests that ask of it.</summary>
public sealed class ScannedSample : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder that the store lies in.</summary>
    public string Folder => _folder.Path;

    internal CommandRun Scan { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Scan = await CommandRun.Of(Folder, "scan", Path.Combine(CommandRun.Root, "samples", "estate"), "--json");

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
