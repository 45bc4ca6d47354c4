namespace Ambit.Edges.Tests.CommandLine;

/// <summary>A wrong command line costs one clear sentence and exit code 2, and nothing is done.</summary>
public sealed class WrongWordsTests(ScannedSample sample) : IClassFixture<ScannedSample>
{
    [Theory]
    [InlineData("scn estate", "ambit has no command `scn`; did you mean `scan`")]
    [InlineData("wibble", "ambit has no command `wibble`")]
    [InlineData("wibble --store here", "ambit has no command `wibble`")]
    [InlineData("scn estate --format json", "ambit has no command `scn`; did you mean `scan`")]
    [InlineData("policy lnt a.json", "ambit policy has no command `lnt`; did you mean `lint`")]
    [InlineData("snapshot", "ambit snapshot expects a command: list, diff")]
    [InlineData("scan --jsn estate", "ambit scan has no option `--jsn`; did you mean `--json`")]
    [InlineData("can deploy s3:GetObject --explian", "ambit can has no option `--explian`; did you mean `--explain`")]
    [InlineData("usage --days -3", "--days expects a number from 1 to 36500")]
    [InlineData("usage --days 36501", "--days expects a number from 1 to 36500")]
    [InlineData("findings --format tabel", "Argument 'tabel' not recognized. Must be one of: 'table' 'json' 'sarif' 'html' 'csv' 'markdown'")]
    public async Task One_sentence_says_what_is_wrong_and_what_was_meant(string words, string sentence)
    {
        var run = await CommandRun.Of(Path.GetTempPath(), words.Split(' '));
        Assert.Equal((2, ""), (run.Code, run.Out));
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(sentence, lines[0]);
        Assert.StartsWith("try: ambit ", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what-can report-raeder", "the snapshot knows no identity `report-raeder`; did you mean `report-reader`")]
    [InlineData("paths --from report-raeder", "the snapshot knows no identity `report-raeder`; did you mean `report-reader`")]
    [InlineData("paths --to report-raeder", "the snapshot knows no identity `report-raeder`; did you mean `report-reader`; no single resource is named so either")]
    [InlineData("what-can zzzzzzzzzzzzzzzz", "the snapshot knows no identity `zzzzzzzzzzzzzzzz`; `ambit inventory` lists them")]
    public async Task An_unknown_identity_is_told_with_what_was_meant(string words, string sentence)
    {
        var run = await CommandRun.Of(sample.Folder, words.Split(' '));
        Assert.Equal((2, "", sentence), (run.Code, run.Out, run.Error.Trim()));
    }

    [Fact]
    public async Task After_two_dashes_a_path_may_begin_as_it_likes()
    {
        var run = await CommandRun.Of(Path.GetTempPath(), "scan", "--", "--not-there");
        Assert.Equal(2, run.Code);
        Assert.StartsWith("no such file or folder", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("replay")]
    public async Task A_gate_over_a_file_that_cannot_be_read_does_not_hold(string gate)
    {
        await File.WriteAllTextAsync(Path.Combine(sample.Folder, "broken.json"), "{\n\"Statement\": [", TestContext.Current.CancellationToken);
        var run = await CommandRun.Of(sample.Folder, gate == "plan" ? ["plan", "broken.json"] : ["replay", "--principal", "report-reader", "--policy", "broken.json"]);
        Assert.Equal((4, ""), (run.Code, run.Out));
        Assert.Contains("`broken.json` is no JSON: line 2", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task A_policy_that_a_redirect_wrote_in_another_encoding_is_read(string encoding)
    {
        using var folder = new TemporaryFolder();
        const string policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "policy.json"), policy, System.Text.Encoding.GetEncoding(encoding), TestContext.Current.CancellationToken);
        var run = await CommandRun.Of(folder.Path, "policy", "check", "policy.json", "--deny", "s3:PutObject");
        Assert.Equal(0, run.Code);
    }
}
