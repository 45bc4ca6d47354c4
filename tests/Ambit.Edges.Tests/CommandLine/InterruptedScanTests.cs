using System.Diagnostics;

namespace Ambit.Edges.Tests.CommandLine;

public sealed class InterruptedScanTests
{
    /// <summary>Fifty with AMBIT_SLOW; a few otherwise, so that the suite stays quick.</summary>
    private static int Kills => Environment.GetEnvironmentVariable("AMBIT_SLOW") is { Length: > 0 } ? 50 : 4;

    [Fact]
    public async Task Killed_at_any_moment_the_store_opens_and_in_the_end_nothing_is_lost_or_counted_twice()
    {
        using var folder = new TemporaryFolder();
        var sample = Path.Combine(CommandRun.Root, "samples", "estate");
        await CommandRun.Of(folder.Path, "scan", sample, "--store", "whole");
        var expected = await CommandRun.Of(folder.Path, "usage", "--json", "--store", "whole");

        var random = new Random(20260301);
        for (var i = 0; i < Kills; i++)
        {
            await KillAfter(folder.Path, sample, random.Next(30, 2500));
            if (!File.Exists(folder["cut/ambit.db"]))
                continue;
            var list = await CommandRun.Of(folder.Path, "snapshot", "list", "--json", "--store", "cut");
            Assert.Equal((0, ""), (list.Code, list.Error));
            if (list.Json.GetProperty("snapshots").GetArrayLength() > 0)
                Assert.Equal(0, (await CommandRun.Of(folder.Path, "inventory", "--json", "--store", "cut")).Code);
        }

        await CommandRun.Of(folder.Path, "scan", sample, "--store", "cut");
        Assert.Equal(expected.Out, (await CommandRun.Of(folder.Path, "usage", "--json", "--store", "cut")).Out);
    }

    [Fact]
    public async Task A_second_process_reads_while_a_scan_writes()
    {
        using var folder = new TemporaryFolder();
        var sample = Path.Combine(CommandRun.Root, "samples", "estate");
        await CommandRun.Of(folder.Path, "scan", sample, "--store", "cut");
        var before = await CommandRun.Of(folder.Path, "usage", "--json", "--store", "cut");
        using var scan = Start(folder.Path, sample);
        var drained = scan.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        do
        {
            var during = await CommandRun.Of(folder.Path, "usage", "--json", "--store", "cut");
            Assert.Equal((0, before.Out), (during.Code, during.Out));
        }
        while (!scan.HasExited);
        await drained;
        Assert.True(scan.ExitCode is 0 or 3);
    }

    private static async Task KillAfter(string folder, string sample, int milliseconds)
    {
        using var scan = Start(folder, sample);
        var drained = scan.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        scan.Kill();
        await scan.WaitForExitAsync(TestContext.Current.CancellationToken);
        await drained;
    }

    private static Process Start(string folder, string sample)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var word in new[] { Path.Combine(AppContext.BaseDirectory, "Ambit.Cli.dll"), "scan", sample, "--store", "cut", "--json" })
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
