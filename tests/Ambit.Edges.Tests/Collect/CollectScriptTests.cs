using System.Diagnostics;
using System.Text.Json;
using Ambit.Aws.Collect;

namespace Ambit.Edges.Tests.Collect;

public sealed class CollectScriptTests
{
    private const string Aws = "/usr/bin/aws";

    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["sts GetCallerIdentity"] = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/audit</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>",
        ["iam GetAccountAuthorizationDetails"] = "<GetAccountAuthorizationDetailsResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated><UserDetailList><member><UserName>ada</UserName><Path>/</Path><Arn>arn:aws:iam::111122223333:user/ada</Arn><UserId>AIDAADA</UserId><CreateDate>2026-01-01T00:00:00Z</CreateDate></member></UserDetailList><GroupDetailList/><RoleDetailList/><Policies/></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>",
        ["iam ListUsers"] = "<ListUsersResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListUsersResult><IsTruncated>false</IsTruncated><Users><member><UserName>ada</UserName><Path>/</Path><Arn>arn:aws:iam::111122223333:user/ada</Arn><UserId>AIDAADA</UserId><CreateDate>2026-01-01T00:00:00Z</CreateDate></member></Users></ListUsersResult></ListUsersResponse>",
        ["iam ListAccessKeys"] = "<ListAccessKeysResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListAccessKeysResult><IsTruncated>false</IsTruncated><AccessKeyMetadata><member><UserName>ada</UserName><AccessKeyId>AKIAEXAMPLE</AccessKeyId><Status>Active</Status><CreateDate>2026-01-02T00:00:00Z</CreateDate></member></AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>",
        ["secretsmanager ListSecrets"] = """{"SecretList":[{"ARN":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd","Name":"db"}]}""",
        ["secretsmanager GetResourcePolicy"] = """{"ARN":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd","Name":"db","ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}""",
        ["lambda GET /2015-03-31/functions/"] = """{"Functions":[{"FunctionName":"resize","FunctionArn":"arn:aws:lambda:eu-west-1:111122223333:function:resize","Role":"arn:aws:iam::111122223333:role/resize","Environment":{"Variables":{"PASSWORD":"hunter2"}}}]}""",
    };

    [Fact]
    public async Task The_script_fills_a_folder_records_what_was_refused_and_never_stops()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AMBIT_SLOW") is "1", "a hundred starts of the AWS CLI: set AMBIT_SLOW=1, as bin/test does");
        Assert.SkipUnless(File.Exists(Aws), $"{Aws} is not installed: apt-get install awscli");
        using var server = new FakeAws(Answers);
        var folder = Directory.CreateTempSubdirectory("ambit-collect-").FullName;
        try
        {
            await RunAsync(folder, server.Url);
            var account = Path.Combine(folder, "out", "111122223333");
            using var details = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(account, "global", "iam-get-account-authorization-details.json")));
            Assert.Equal("ada", details.RootElement.GetProperty("UserDetailList")[0].GetProperty("UserName").GetString());
            Assert.True(File.Exists(Path.Combine(account, "eu-west-1", "secretsmanager-get-resource-policy", "arn%3Aaws%3Asecretsmanager%3Aeu-west-1%3A111122223333%3Asecret%3Adb-Ab12Cd.json")));
            Assert.True(File.Exists(Path.Combine(account, "global", "iam-list-access-keys", "ada.json")));
            Assert.True(File.Exists(Path.Combine(account, "eu-west-1", "lambda-list-functions.json")));
            Assert.DoesNotContain("hunter2", string.Concat(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText)));
            var notes = (await File.ReadAllLinesAsync(Path.Combine(account, "collected.jsonl"))).Select(l => JsonDocument.Parse(l).RootElement).ToList();
            Assert.Contains(notes, n => n.GetProperty("call").GetString() == "kms-describe-key" && n.GetProperty("result").GetString() == "failed");
            Assert.Contains(notes, n => n.GetProperty("call").GetString() == "secretsmanager-list-secrets" && n.GetProperty("result").GetString() == "ok");
            var every = CollectCall.Load().Where(c => c.Scope is "global" or "region").Select(c => c.Name).ToHashSet();
            Assert.Empty(every.Except(notes.Select(n => n.GetProperty("call").GetString()!)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_permissions_allow_every_call_and_only_reads()
    {
        using var policy = JsonDocument.Parse(new AwsCollectScript().Permissions());
        var actions = policy.RootElement.GetProperty("Statement")[0].GetProperty("Action").EnumerateArray().Select(a => a.GetString()!).ToList();
        Assert.All(CollectCall.Load().SelectMany(c => c.Permissions), p => Assert.Contains(p, actions));
        Assert.All(actions, a => Assert.Matches("^[a-z0-9-]+:(Get|List|Describe|BatchGet|Generate(CredentialReport|ServiceLastAccessedDetails)$|GET$)", a));
    }

    [Theory]
    [InlineData("x'; rm -rf /")]
    [InlineData("a b")]
    [InlineData("$(id)")]
    public void A_role_name_that_could_leave_its_quotes_is_refused(string role) =>
        Assert.Throws<ArgumentException>(() => new AwsCollectScript().Script(role));

    private static async Task RunAsync(string folder, string url)
    {
        var bin = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        var wrapper = Path.Combine(bin, "aws");
        await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\nexec {Aws} --endpoint-url {url} \"$@\"\n");
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(folder, "collect.sh"), new AwsCollectScript().Script(role: null).Replace("AWS_MAX_ATTEMPTS=10", "AWS_MAX_ATTEMPTS=1", StringComparison.Ordinal));
        var start = new ProcessStartInfo("bash", [Path.Combine(folder, "collect.sh"), Path.Combine(folder, "out")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "example";
        start.Environment["AWS_REGION"] = "eu-west-1";
        start.Environment["AWS_DEFAULT_REGION"] = "eu-west-1";
        start.Environment["AMBIT_REGIONS"] = "eu-west-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
    }
}
