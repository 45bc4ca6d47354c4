using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Ambit.Cli;
using Ambit.Cli.Input;
using Ambit.Import;

namespace Ambit.Edges.Tests.Input;

/// <summary>What lies on a disk and is no file to read: pipes, sockets, links in circles, names that would paint a terminal.</summary>
public sealed class DiskInputTests
{
    private const string Roles = """{"RoleDetailList":[{"RoleName":"Dev","Arn":"arn:aws:iam::111122223333:role/Dev","AssumeRolePolicyDocument":{"Statement":[]},"AttachedManagedPolicies":[]}]}""";

    [Fact]
    public void A_named_pipe_is_listed_and_never_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no named pipes in folders on Windows");
        using var folder = new TemporaryFolder();
        using (var made = Process.Start("mkfifo", folder["pipe.json"]))
            made.WaitForExit();
        Assert.Contains("pipe", Assert.Single(Files(folder)).Skipped);
    }

    [Fact]
    public void A_socket_is_listed_and_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no sockets in folders on Windows");
        using var folder = new TemporaryFolder();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["s.json"]));
        var file = Assert.Single(Files(folder));
        Assert.NotNull(file.Skipped ?? file.Broken);
    }

    [Fact]
    public void Links_in_circles_end()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a"]);
        File.WriteAllText(folder["a/roles.json"], Roles);
        Directory.CreateSymbolicLink(folder["a/up"], folder.Path);
        File.CreateSymbolicLink(folder["one"], folder["two"]);
        File.CreateSymbolicLink(folder["two"], folder["one"]);
        File.CreateSymbolicLink(folder["nowhere"], folder["gone"]);
        var files = Files(folder);
        Assert.Single(files, f => f.Skipped is null && f.Broken is null);
        Assert.Equal(4, files.Count(f => f.Skipped is not null || f.Broken is not null));
    }

    [Fact]
    public void The_store_and_the_version_control_are_not_walked()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { ".ambit", ".git", "exports" })
        {
            Directory.CreateDirectory(folder[name]);
            File.WriteAllText(Path.Combine(folder[name], "x.json"), Roles);
        }

        Assert.EndsWith("exports/x.json", Assert.Single(Files(folder)).Path.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_is_told_by_the_folder_even_from_within_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["111122223333"]);
        File.WriteAllText(folder["111122223333/ecs-tasks.json"], """{"tasks":[],"failures":[]}""");
        var clouds = new Clouds();
        var result = new Importer(clouds.ExportFormats, clouds.LogFormats).Import(
            new DiskInput(World(folder["111122223333"]), ["."], null), new ImportOptions(() => new Ambit.Usage.UsageRollup(new Ambit.Usage.EventMemory())), TestContext.Current.CancellationToken);
        Assert.Equal("111122223333", Assert.Single(result.Estate.Documents).Scope);
    }

    [Fact]
    public async Task A_scan_of_hostile_files_names_each_and_ends_with_three()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/roles.json"], Roles);
        File.WriteAllText(folder["in/cut.json"], Roles[..60]);
        File.WriteAllText(folder["in/deep.json"], string.Concat(Enumerable.Repeat("[", 10_000)));
        File.WriteAllText(folder["in/LICENSE"], "all rights\n");
        File.WriteAllBytes(folder["in/utf16.json"], [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Roles.Replace("Dev", "Ops", StringComparison.Ordinal))]);
        if (!OperatingSystem.IsWindows())
            File.WriteAllText(folder["in/\u001b[31mred\n<b>.json"], "{\"UserDetailList\": [");
        var run = await CommandRun.Of(folder.Path, "scan", "in", "--json");
        Assert.Equal(3, run.Code);
        var inputs = run.Json.GetProperty("inputs");
        var errors = inputs.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()!).ToList();
        Assert.Contains(errors, e => e.EndsWith("cut.json", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.EndsWith("deep.json", StringComparison.Ordinal));
        Assert.All(inputs.GetProperty("errors").EnumerateArray(), e => Assert.NotEqual(System.Text.Json.JsonValueKind.Null, e.GetProperty("line").ValueKind));
        Assert.Single(inputs.GetProperty("unrecognised").EnumerateArray());
        Assert.Equal(2, inputs.GetProperty("recognised").GetInt32());
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
        var shown = await CommandRun.Of(folder.Path, "scan", "in");
        Assert.DoesNotContain('\u001b', shown.Out + shown.Error);
    }

    private static List<InputFile> Files(TemporaryFolder folder) => [.. new DiskInput(World(folder.Path), [folder.Path], null).Files(TestContext.Current.CancellationToken)];

    private static World World(string folder) => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        In = Stream.Null,
        Time = TimeProvider.System,
        WorkingDirectory = folder,
        Environment = _ => null,
    };
}
