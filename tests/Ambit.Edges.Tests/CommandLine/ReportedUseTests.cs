namespace Ambit.Edges.Tests.CommandLine;

/// <summary>An account without a single log, of which IAM itself tells what was used.</summary>
public sealed class ReportedUseTests
{
    private const string Role = "arn:aws:iam::111122223333:role/app";

    [Fact]
    public async Task IAM_s_own_report_takes_the_place_of_logs_and_says_so()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/authorization-details.json"], $$$"""
            {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","RoleId":"AROAEXAMPLEEXAMPLE00","Arn":"{{{Role}}}","CreateDate":"2024-01-01T00:00:00Z",
             "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]},
             "RolePolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","sqs:*","iam:CreateUser"],"Resource":"*"}]}}],"AttachedManagedPolicies":[],"InstanceProfileList":[]}]}
            """);
        File.WriteAllText(folder["in/" + Uri.EscapeDataString(Role) + ".json"], """
            {"JobStatus":"COMPLETED","JobType":"ACTION_LEVEL","JobCreationDate":"2026-10-30T00:00:00Z","JobCompletionDate":"2026-10-30T00:01:00Z","ServicesLastAccessed":[
             {"ServiceName":"Amazon S3","ServiceNamespace":"s3","LastAuthenticated":"2026-10-20T00:00:00Z","TotalAuthenticatedEntities":1,"TrackedActionsLastAccessed":[
               {"ActionName":"ListAllMyBuckets","LastAccessedTime":"2026-10-20T00:00:00Z"},{"ActionName":"CreateBucket"},{"ActionName":"DeleteBucket"}]},
             {"ServiceName":"Amazon SQS","ServiceNamespace":"sqs","TotalAuthenticatedEntities":0},{"ServiceName":"IAM","ServiceNamespace":"iam","TotalAuthenticatedEntities":0}],"IsTruncated":false}
            """);
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", "in", "--as-of", "2026-10-31")).Code);

        var usage = (await CommandRun.Of(folder.Path, "usage", "--json", "--as-of", "2026-10-31")).Json.GetProperty("usage").EnumerateArray().Single();
        Assert.Equal(("s3:ListAllMyBuckets", 0, "IAM's last accessed report"), (usage.GetProperty("action").GetString(), usage.GetProperty("count").GetInt32(), usage.GetProperty("source").GetString()));

        var sized = await CommandRun.Of(folder.Path, "rightsize", "app", "--json", "--as-of", "2026-10-31");
        Assert.Equal(0, sized.Code);
        var document = sized.Json.GetProperty("after").GetProperty("policies")[0].GetProperty("document").GetRawText();
        Assert.Contains("s3:ListAllMyBuckets", document, StringComparison.Ordinal);
        Assert.Contains("\"s3:Get", document, StringComparison.Ordinal);
        Assert.DoesNotContain("s3:CreateBucket\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("sqs", document, StringComparison.Ordinal);
        Assert.DoesNotContain("iam:CreateUser", document, StringComparison.Ordinal);
        Assert.Contains(sized.Json.GetProperty("notes").EnumerateArray(), n => n.GetString()!.Contains("sized by IAM's last accessed report", StringComparison.Ordinal));
        Assert.True(sized.Json.GetProperty("proof").GetProperty("neverWider").GetBoolean());

        var inventory = (await CommandRun.Of(folder.Path, "inventory", "--json", "--as-of", "2026-10-31")).Json.GetProperty("identities").EnumerateArray().Single(i => i.GetProperty("id").GetString() == Role);
        Assert.Equal(1, inventory.GetProperty("used").GetInt32());
        var finding = (await CommandRun.Of(folder.Path, "findings", "--kind", "excessive-entitlement", "--json", "--as-of", "2026-10-31")).Json.GetProperty("findings").EnumerateArray().Single();
        Assert.Contains(finding.GetProperty("evidence").EnumerateArray(), e => e.GetRawText().Contains("last accessed report", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_of_one_service_s_users_tells_of_that_service_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/authorization-details.json"], $$$"""
            {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","Arn":"{{{Role}}}","CreateDate":"2024-01-01T00:00:00Z",
             "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]},
             "RolePolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","sqs:*","sns:Publish"],"Resource":"*"}]}}],"AttachedManagedPolicies":[],"InstanceProfileList":[]}]}
            """);
        foreach (var (service, used) in new[] { ("s3", "\"LastAuthenticated\":\"2026-10-20T00:00:00Z\","), ("sqs", "") })
            File.WriteAllText(folder[$"in/last-accessed-with-entities-{service}.json"], $$$"""
                {"JobStatus":"COMPLETED","JobCreationDate":"2026-10-30T00:00:00Z","JobCompletionDate":"2026-10-30T00:01:00Z","EntityDetailsList":[{ {{{used}}}"EntityInfo":{"Arn":"{{{Role}}}","Name":"app","Type":"ROLE","Id":"AROAEXAMPLEEXAMPLE00","Path":"/"}}],"IsTruncated":false}
                """);
        File.WriteAllText(folder["in/unnamed.json"], """{"JobStatus":"COMPLETED","EntityDetailsList":[]}""");
        var scan = await CommandRun.Of(folder.Path, "scan", "in", "--json", "--as-of", "2026-10-31");
        Assert.Contains("of which service", Assert.Single(scan.Json.GetProperty("inputs").GetProperty("errors").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);

        var sized = await CommandRun.Of(folder.Path, "rightsize", "app", "--json", "--as-of", "2026-10-31");
        var statement = Assert.Single(sized.Json.GetProperty("after").GetProperty("policies")[0].GetProperty("document").GetProperty("Statement").EnumerateArray());
        Assert.Equal(["s3:*", "sns:Publish"], statement.GetProperty("Action").EnumerateArray().Select(a => a.GetString()));
    }

    [Fact]
    public async Task A_finding_of_unused_access_takes_what_it_lists_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/authorization-details.json"], $$$"""
            {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","Arn":"{{{Role}}}","CreateDate":"2024-01-01T00:00:00Z",
             "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]},
             "RolePolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","sqs:*","iam:CreateUser","iam:GetUser"],"Resource":"*"}]}}],"AttachedManagedPolicies":[],"InstanceProfileList":[]}]}
            """);
        File.WriteAllText(folder["in/finding.json"], $$$"""
            {"id":"f-1","findingType":"UnusedPermission","resource":"{{{Role}}}","resourceType":"AWS::IAM::Role","resourceOwnerAccount":"111122223333","status":"ACTIVE","analyzedAt":"2026-10-30T00:00:00Z",
             "findingDetails":[{"unusedPermissionDetails":{"serviceNamespace":"sqs"}},{"unusedPermissionDetails":{"serviceNamespace":"iam","lastAccessed":"2026-10-01T00:00:00Z","actions":[{"action":"CreateUser"}]}}]}
            """);
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", "in", "--as-of", "2026-10-31")).Code);
        var sized = await CommandRun.Of(folder.Path, "rightsize", "app", "--json", "--as-of", "2026-10-31");
        var statement = Assert.Single(sized.Json.GetProperty("after").GetProperty("policies")[0].GetProperty("document").GetProperty("Statement").EnumerateArray());
        Assert.Equal(["iam:GetUser", "s3:*"], statement.GetProperty("Action").EnumerateArray().Select(a => a.GetString()));
        Assert.True(sized.Json.GetProperty("proof").GetProperty("neverWider").GetBoolean());
        Assert.Contains(sized.Json.GetProperty("keptUnproved").EnumerateArray(), k => k.GetProperty("why").GetString()!.Contains("does not list s3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Access_Analyzer_found_of_a_role_stands_beside_what_was_found_here()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/authorization-details.json"], $$$"""
            {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","Arn":"{{{Role}}}","CreateDate":"2024-01-01T00:00:00Z",
             "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]},
             "RolePolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}}],"AttachedManagedPolicies":[],"InstanceProfileList":[]}]}
            """);
        File.WriteAllText(folder["in/accessanalyzer-findings.json"], $$"""
            {"findings":[{"id":"f-1","findingType":"ExternalAccess","resource":"{{Role}}","resourceType":"AWS::IAM::Role","resourceOwnerAccount":"111122223333","status":"ACTIVE","analyzedAt":"2026-10-30T00:00:00Z"}]}
            """);
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", "in", "--as-of", "2026-10-31")).Code);
        var found = (await CommandRun.Of(folder.Path, "findings", "--json", "--as-of", "2026-10-31")).Json.GetProperty("findings").EnumerateArray().ToList();
        Assert.Contains(found, f => f.GetProperty("kind").GetString() == "wildcard-principal" && f.GetProperty("evidence").GetRawText().Contains("IAM Access Analyzer found external access to it, too", StringComparison.Ordinal));
        Assert.All(found, f => Assert.True(f.TryGetProperty("takesOff", out _)));
    }

    [Fact]
    public async Task Without_logs_and_without_a_report_nobody_is_sized()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["authorization-details.json"], $$$"""
            {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","Arn":"{{{Role}}}","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]},
             "RolePolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}}],"AttachedManagedPolicies":[],"InstanceProfileList":[]}]}
            """);
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", "authorization-details.json")).Code);
        Assert.Equal(2, (await CommandRun.Of(folder.Path, "rightsize", "app")).Code);
        Assert.Equal(2, (await CommandRun.Of(folder.Path, "rightsize", "--all")).Code);
    }
}
