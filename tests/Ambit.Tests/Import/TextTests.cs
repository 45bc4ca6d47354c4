using System.Text;
using Ambit.Import;

namespace Ambit.Tests.Import;

public sealed class TextTests
{
    private const string Roles = """{"RoleDetailList":[{"RoleName":"Dev","Arn":"arn:aws:iam::111122223333:role/Dev"}]}""";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8 with a mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Roles)] },
        { "UTF-16 LE with a mark", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Roles)] },
        { "UTF-16 BE with a mark", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(Roles)] },
        { "UTF-16 LE without", Encoding.Unicode.GetBytes(Roles) },
        { "UTF-16 BE without", Encoding.BigEndianUnicode.GetBytes(Roles) },
        { "UTF-32 with a mark", [0xff, 0xfe, 0, 0, .. Encoding.UTF32.GetBytes(Roles)] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_is_read(string name, byte[] content)
    {
        var result = Importing.Run(name, content);
        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Recognised);
    }

    public static TheoryData<string, string, int> Packings => new()
    {
        { "one a line", Role("A") + "\n" + Role("B") + "\n", 2 },
        { "concatenated", Role("A") + Role("B"), 2 },
        { "a list", $"[{Role("A")},{Role("B")}]", 2 },
        { "a list of texts", $"[{System.Text.Json.JsonEncodedText.Encode(Role("A")).ToString().Insert(0, "\"")}\"]", 1 },
        { "record separators", $"\u001e{Role("A")}\n\u001e{Role("B")}\n", 2 },
        { "lines before", $"[command]/usr/bin/aws iam get-account-authorization-details\n$ aws iam …\n{Role("A")}", 1 },
        { "lines after", $"{Role("A")}\nProcess exited with code 0\n$ ", 1 },
        { "a broken line among them", $"{Role("A")}\n{{\"RoleDetailList\": [\n{Role("B")}\n", 2 },
        { "carriage returns", Role("A") + "\r\n" + Role("B") + "\r\n", 2 },
        { "pretty, one after another", Role("A").Replace("[{", "[\n  {\n", StringComparison.Ordinal) + "\n" + Role("B").Replace("[{", "[\n  {\n", StringComparison.Ordinal), 2 },
        { "YAML", "RoleDetailList:\n- RoleName: A\n  Arn: arn:aws:iam::111122223333:role/A\n- RoleName: B\n  Arn: arn:aws:iam::111122223333:role/B\n", 2 },
        { "YAML documents", "---\nRoleDetailList:\n- {RoleName: A, Arn: 'arn:aws:iam::111122223333:role/A'}\n---\nRoleDetailList:\n- {RoleName: B, Arn: 'arn:aws:iam::111122223333:role/B'}\n", 2 },
    };

    [Theory]
    [MemberData(nameof(Packings))]
    public void Every_packing_is_read(string name, string content, int roles)
    {
        var result = Importing.Run("export", content);
        Assert.Equal(1, result.Recognised);
        Assert.Equal(roles, result.Estate.Documents.Count(d => d.Kind == "role"));
        Assert.Equal(name.StartsWith("a broken", StringComparison.Ordinal) ? 1 : 0, result.Errors.Count);
    }

    [Fact]
    public void A_broken_line_is_named_by_its_number()
    {
        var result = Importing.Run("x.jsonl", $"{Role("A")}\n{Role("B")}\n{{\"RoleDetailList\": oops}}\n{Role("C")}\n");
        Assert.Equal((3L, "x.jsonl"), (Assert.Single(result.Errors).Line!.Value, result.Errors[0].Path));
        Assert.Equal(3, result.Estate.Documents.Count(d => d.Kind == "role"));
    }

    [Theory]
    [InlineData("{\"UserDetailList\": [\n  {\"UserName\": \"a\",\n", "cut off")]
    [InlineData("{\"UserDetailList\": [\n  nonsense\n]}", "no valid JSON")]
    public void A_broken_file_is_an_error_with_its_line(string content, string message)
    {
        var error = Assert.Single(Importing.Run("details.json", content).Errors);
        Assert.Contains(message, error.Message);
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void Ten_thousand_levels_of_JSON_are_an_error_with_its_line()
    {
        var content = "\n\n" + string.Concat(Enumerable.Repeat("{\"a\":[", 5000)) + string.Concat(Enumerable.Repeat("]}", 5000));
        var error = Assert.Single(Importing.Run("deep.json", content).Errors);
        Assert.Contains("nested deeper than 256 levels", error.Message);
        Assert.Equal(3, error.Line);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void A_hundred_thousand_levels_of_YAML_are_an_error(string open, string close)
    {
        var content = "a: " + string.Concat(Enumerable.Repeat(open, 100_000)) + string.Concat(Enumerable.Repeat(close, 100_000));
        Assert.Contains("nested deeper", Assert.Single(Importing.Run("deep.yaml", content).Errors).Message);
    }

    [Fact]
    public void A_hundred_thousand_levels_of_indented_YAML_are_an_error()
    {
        var content = new StringBuilder();
        for (var i = 0; i < 2000; i++)
            content.Append(' ', i).Append("a:\n");
        Assert.Contains("nested deeper", Assert.Single(Importing.Run("deep.yaml", content.ToString()).Errors).Message);
    }

    [Fact]
    public void Aliases_that_multiply_stop_at_the_budget()
    {
        var content = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 12; i++)
            content.Append($"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.Contains("aliases", Assert.Single(Importing.Run("laughs.yaml", content.ToString()).Errors).Message);
    }

    [Fact]
    public void An_alias_of_itself_ends()
    {
        Assert.Contains("nested deeper", Assert.Single(Importing.Run("self.yaml", "a: &a\n  b: *a\n").Errors).Message);
    }

    [Fact]
    public void One_line_of_a_gigabyte_stops_at_the_size_that_may_be_held()
    {
        var file = new InputFile("big.json", ["big.json"], 1 << 30, () => new GeneratedStream("{\"UserDetailList\":\""u8.ToArray(), (byte)'x', 1 << 30));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Importing.Run(new MemoryInput().Add(file), new ImportLimits { WholeValue = 4 << 20 });
        Assert.Contains("more than 4 MB", Assert.Single(result.Errors).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_log_of_a_gigabyte_streams()
    {
        var log = new LineLog();
        var file = new InputFile("big.log", ["big.log"], 1 << 30, () => new GeneratedStream("{\"log\":\""u8.ToArray(), (byte)'x', 1 << 30));
        var result = Importing.Run(new MemoryInput().Add(file), new ImportLimits { WholeValue = 4 << 20 }, [log]);
        Assert.Empty(result.Errors);
        Assert.Equal(1L << 30, log.Bytes);
    }

    [Fact]
    public void Text_of_no_end_that_is_no_JSON_is_not_held()
    {
        var file = new InputFile("big.txt", ["big.txt"], 1 << 28, () => new GeneratedStream("hello"u8.ToArray(), (byte)'x', 1 << 28));
        Assert.Contains("more than 4 MB", Assert.Single(Importing.Run(new MemoryInput().Add(file), new ImportLimits { WholeValue = 4 << 20 }).Errors).Message);
    }

    [Fact]
    public void Lines_before_a_log_are_counted_into_its_errors()
    {
        var result = Importing.Run(new MemoryInput().Add("runner.txt", "$ tail log\n\n{\"log\":\"broken\"}\n"), logs: [new LineLog()]);
        Assert.Equal(3, Assert.Single(result.Errors).Line);
    }

    [Theory]
    [InlineData("""{"RoleDetailList":[{"RoleName":"\ud800","Arn":"arn:aws:iam::111122223333:role/x\udc00\ud800\ud800"}]}""")]
    [InlineData("""{"RoleDetailList":[{"RoleName":"a","RoleName":"b","Arn":"arn:aws:iam::111122223333:role/b","Arn":"arn:aws:iam::111122223333:role/b"}],"RoleDetailList":[]}""")]
    public void Halves_of_characters_and_doubled_keys_do_no_harm(string content)
    {
        var result = Importing.Run("odd.json", content);
        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Recognised);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_do_no_harm()
    {
        byte[] content = [.. "{\"RoleDetailList\":[{\"RoleName\":\""u8, 0xff, 0xc0, 0x80, .. "\",\"Arn\":\"arn:aws:iam::111122223333:role/x\"}]}"u8];
        Assert.Equal(1, Importing.Run("odd.json", content).Recognised);
    }

    [Theory]
    [InlineData("LICENSE", "Apache License\nVersion 2.0, January 2004\n")]
    [InlineData("README.md", "# Title\n\n```\n{\"a\": 1}\n```\nmore {text}\n")]
    [InlineData("server.log", "[12:30:01] hello\n[12:30:02] {oops\n")]
    [InlineData("main.tf", "resource \"aws_iam_role\" \"x\" {\n  name = \"x\"\n}\n")]
    [InlineData("script.sh", "#!/bin/sh\nfoo() {\n  echo \"{}\"\n}\n")]
    [InlineData("package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}")]
    [InlineData("list.json", "[]")]
    [InlineData("compose.yaml", "services:\n  web:\n    image: x\n")]
    [InlineData("data.csv", "a,b\n1,2\n")]
    public void Files_that_are_none_of_ours_are_listed_and_no_errors(string name, string content)
    {
        var result = Importing.Run(name, content);
        Assert.Empty(result.Errors);
        Assert.Equal(name, Assert.Single(result.Unrecognised).Path);
        Assert.Equal(0, result.Recognised);
    }

    [Fact]
    public void What_S3_tells_of_objects_is_no_CloudTrail()
    {
        var result = Importing.Run("note.json", """{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"}}}]}""");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Estate.Documents);
    }

    [Fact]
    public void Files_and_folders_that_could_not_be_looked_at_are_errors_and_links_are_not()
    {
        var result = Importing.Run(new MemoryInput().Add(InputFile.NotReadable("locked", "no permission")).Add(InputFile.NotOpened("pipe", "a named pipe")).Add(new InputFile("gone", ["gone"], 1, () => throw new IOException("gone"))));
        Assert.Equal(["locked", "gone"], result.Errors.Select(e => e.Path));
        Assert.Equal("pipe", Assert.Single(result.Unrecognised).Path);
    }

    [Fact]
    public void Logs_that_are_counted_are_not_read_again_and_exports_are()
    {
        var (first, again) = (new LineLog(), new LineLog());
        var zip = Packed.Zip(("a.log", "{\"log\":1}\n"u8.ToArray()), ("d.json", Encoding.UTF8.GetBytes(Roles)));
        var hash = Assert.Single(Importing.Run(new MemoryInput().Add("a.zip", zip), logs: [first]).Inputs).Hash;
        var result = Importing.Run(new MemoryInput().Add("b.zip", zip), logs: [again], counted: h => h == hash);
        Assert.Equal((1, 0), (first.Lines, again.Lines));
        Assert.True(Assert.Single(result.Inputs).AlreadyCounted);
        Assert.Single(result.Estate.Documents, d => d.Kind == "role");
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var input = new MemoryInput();
        for (var i = 0; i < 40; i++)
            input.Add($"f{i:00}.json", i % 7 == 0 ? "{broken" + i : Role($"R{i}"));
        var (one, four) = (Importing.Run(input), Importing.Run(input, threads: 4));
        Assert.Equal(one.Estate.Documents.Select(d => d.Id), four.Estate.Documents.Select(d => d.Id));
        Assert.Equal(one.Errors, four.Errors);
        Assert.Equal(one.Inputs.Select(i => i.Hash), four.Inputs.Select(i => i.Hash));
    }

    [Fact]
    public void Stopping_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var clouds = new Clouds();
        Assert.ThrowsAny<OperationCanceledException>(() => new Importer(clouds.ExportFormats, clouds.LogFormats).Import(
            new MemoryInput().Add("a", "{}"), new ImportOptions(() => new Ambit.Usage.UsageRollup(new Ambit.Usage.EventMemory())), stop.Token));
    }

    private static string Role(string name) => $$"""{"RoleDetailList":[{"RoleName":"{{name}}","Arn":"arn:aws:iam::111122223333:role/{{name}}"}]}""";
}
