namespace Ambit.Edges.Tests.CommandLine;

/// <summary><c>policy check</c> tells by the content whose documents it is given.</summary>
public sealed class PolicyCheckTests : IDisposable
{
    private const string Aws = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*/read", 0)]
    [InlineData("Microsoft.Compute/virtualMachines/*", 4)]
    public async Task A_role_of_Azure_is_compared_as_one(string action, int code)
    {
        File.WriteAllText(_folder["new.json"], Role(action));
        File.WriteAllText(_folder["old.json"], Role("*/read"));
        var run = await CommandRun.Of(_folder.Path, "policy", "check", "new.json", "--no-new-access", "old.json", "--json");
        Assert.Equal(code, run.Code);
        Assert.Equal(code == 0, run.Json.GetProperty("holds").GetBoolean());
    }

    [Fact]
    public async Task Documents_of_two_clouds_are_not_compared()
    {
        File.WriteAllText(_folder["aws.json"], Aws);
        File.WriteAllText(_folder["azure.json"], Role("*/read"));
        Assert.Equal(0, (await CommandRun.Of(_folder.Path, "policy", "check", "aws.json", "--no-new-access", "aws.json")).Code);
        Assert.Equal(2, (await CommandRun.Of(_folder.Path, "policy", "check", "azure.json", "--no-new-access", "aws.json")).Code);
    }

    [Fact]
    public async Task Public_access_means_nothing_for_a_role()
    {
        File.WriteAllText(_folder["new.json"], Role("*/read"));
        Assert.Equal(2, (await CommandRun.Of(_folder.Path, "policy", "check", "new.json", "--no-public-access")).Code);
    }

    [Fact]
    public async Task A_role_is_not_linted_as_if_it_were_a_policy_of_another_cloud()
    {
        File.WriteAllText(_folder["role.json"], Role("*/read"));
        File.WriteAllText(_folder["aws.json"], Aws);
        var run = await CommandRun.Of(_folder.Path, "policy", "lint", "role.json");
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("no lint for documents of azure", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.Of(_folder.Path, "policy", "lint", "aws.json")).Code);
    }

    private static string Role(string action) => $$"""{"roleName":"r","assignableScopes":["/"],"permissions":[{"actions":["{{action}}"],"notActions":[],"dataActions":[],"notDataActions":[]}]}""";
}
