namespace Ambit.Edges.Tests.CommandLine;

public sealed class ScanTests
{
    [Fact]
    public async Task The_second_scan_of_the_same_files_counts_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var logs = Path.Combine(CommandRun.Root, "samples", "estate");
        var first = await CommandRun.Of(folder.Path, "scan", logs, "--json");
        var usage = await CommandRun.Of(folder.Path, "usage", "--json");
        var second = await CommandRun.Of(folder.Path, "scan", logs, "--json");
        Assert.Equal(Events(first), Events(second));
        Assert.Equal(usage.Out, (await CommandRun.Of(folder.Path, "usage", "--json")).Out);
        Assert.Equal("2", second.Json.GetProperty("snapshot").GetString());
    }

    [Fact]
    public async Task A_broken_file_costs_itself_and_exits_3_and_a_foreign_file_costs_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/readme.txt"], "hello");
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", "in")).Code);
        File.WriteAllText(folder["in/broken.json"], """{"UserDetailList": [""");
        var run = await CommandRun.Of(folder.Path, "scan", "in", "--json");
        Assert.Equal(3, run.Code);
        Assert.Equal("in/broken.json", run.Json.GetProperty("inputs").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_gate_over_input_that_could_not_be_read_does_not_hold_unless_the_caller_accepts_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["broken.json"], """{"UserDetailList": [""");
        Assert.Equal(4, (await CommandRun.Of(folder.Path, "scan", "broken.json", "--fail-on", "critical")).Code);
        Assert.Equal(3, (await CommandRun.Of(folder.Path, "scan", "broken.json", "--fail-on", "critical", "--allow-partial")).Code);
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("scan", "nowhere")]
    [InlineData("scan", ".", "--fail-on", "dreadful")]
    [InlineData("scan", ".", "--days", "0")]
    [InlineData("scan", ".", "--as-of", "yesterday")]
    [InlineData("scan", ".", "--new-since", "7")]
    [InlineData("scan", ".", "--config", "nowhere.yaml")]
    [InlineData("inventory")]
    [InlineData("frobnicate")]
    [InlineData("snapshot", "diff", "1", "2")]
    public async Task A_wrong_command_line_exits_2_and_prints_nothing_on_standard_output(params string[] words)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of(folder.Path, words);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task A_broken_ambit_yaml_is_told_with_its_line_before_anything_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ambit.yaml"], "version: 1\nwindows:\n  people: many\n");
        var run = await CommandRun.Of(folder.Path, "scan", ".");
        Assert.Equal(2, run.Code);
        Assert.Contains("ambit.yaml:3: expected a number", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder[".ambit"]));
    }

    [Fact]
    public async Task Pipes_and_loops_of_links_are_listed_and_nothing_waits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in the file system on Unix only");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.CreateSymbolicLink(folder["in/loop"], "loop");
        Directory.CreateSymbolicLink(folder["in/up"], "..");
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", folder["in/pipe"]))
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        var run = await CommandRun.Of(folder.Path, "scan", "in", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(
            ["in/loop", "in/pipe", "in/up"],
            run.Json.GetProperty("inputs").GetProperty("unrecognised").EnumerateArray().Select(u => u.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Names_with_terminal_escapes_reach_no_terminal()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/\u001b[31mred\u202e.json"], """{"UserDetailList": [""");
        foreach (var words in new string[][] { ["scan", "in"], ["scan", "in", "--json"], ["doctor"], ["doctor", "--json"], ["import", "in"] })
        {
            var run = await CommandRun.Of(folder.Path, words);
            Assert.DoesNotContain('\u001b', run.Out + run.Error);
            Assert.DoesNotContain('\u202e', run.Out + run.Error);
        }
    }

    [Fact]
    public async Task The_store_and_ambit_yaml_are_no_input_of_a_scan_of_the_folder_they_lie_in()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ambit.yaml"], "version: 1");
        await CommandRun.Of(folder.Path, "scan", ".");
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", ".", "--json")).Json.GetProperty("inputs").GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task Init_writes_a_file_that_reads_back_and_never_replaces_one()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of(folder.Path, "init", Path.Combine(CommandRun.Root, "samples", "estate", "aws", "420000000020"));
        Assert.True(run.Code is 0 or 3, run.Error);
        Assert.NotEmpty(Ambit.Settings.SettingsReader.Read(File.ReadAllText(folder["ambit.yaml"]), "ambit.yaml").Scopes);
        Assert.Equal(2, (await CommandRun.Of(folder.Path, "init", ".")).Code);
    }

    private static long Events(CommandRun run) => run.Json.GetProperty("counts").GetProperty("events").GetInt64();
}
