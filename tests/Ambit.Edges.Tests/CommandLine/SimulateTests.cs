namespace Ambit.Edges.Tests.CommandLine;

/// <summary><c>simulate</c>: one answer a line, in order, whatever the lines are.</summary>
public sealed class SimulateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_line_is_answered_and_what_cannot_be_says_why()
    {
        File.WriteAllLines(_folder["requests.jsonl"], [Request(1, "", "s3:GetObject"), Request(2, "\"cloud\":\"aws\",", "s3:PutObject"), Request(3, "\"cloud\":\"gcp\",", "s3:GetObject"), "no JSON"]);
        var run = await CommandRun.Of(_folder.Path, "simulate", "requests.jsonl");
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, run.Code);
        Assert.Equal(4, lines.Length);
        Assert.Contains("\"decision\":\"Allowed\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"decision\":\"ImplicitlyDenied\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"id\":3,\"error\":\"line 3: requests of this `cloud` are not simulated\"", lines[2], StringComparison.Ordinal);
        Assert.Contains("line 4: no JSON", lines[3], StringComparison.Ordinal);
    }

    private static string Request(int id, string cloud, string action) =>
        $$$"""{"id":{{{id}}},{{{cloud}}}"principal":{"arn":"arn:aws:iam::111122223333:user/ada","accountId":"111122223333"},"action":"{{{action}}}","resource":{"arn":"arn:aws:s3:::b/k","accountId":"111122223333"},"identityPolicies":[{"name":"p","policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}] } }]}""";
}
