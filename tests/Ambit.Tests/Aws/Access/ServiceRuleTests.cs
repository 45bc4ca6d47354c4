using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Access;

/// <summary>What services ask for besides one permission: grants of KMS, root sessions, session tags, function URLs, calls on several resources.</summary>
public sealed class ServiceRuleTests
{
    private const string Key = "arn:aws:kms:eu-west-1:111111111111:key/k";
    private const string Dev = "arn:aws:iam::111111111111:role/Dev";

    // KMS API Reference, "GrantConstraints": keys whatever the case, values with it; Equals wants the pairs and no others.
    [Theory]
    [InlineData("Subset", "kms:Decrypt", "team=red", Outcome.Allowed)]
    [InlineData("Subset", "kms:Decrypt", "team=red,app=x", Outcome.Allowed)]
    [InlineData("Subset", "kms:Decrypt", "Team=red", Outcome.Allowed)]
    [InlineData("Subset", "kms:Decrypt", "team=Red", Outcome.ImplicitlyDenied)]
    [InlineData("Subset", "kms:Decrypt", "app=x", Outcome.ImplicitlyDenied)]
    [InlineData("Equals", "kms:Decrypt", "team=red", Outcome.Allowed)]
    [InlineData("Equals", "kms:Decrypt", "team=red,app=x", Outcome.ImplicitlyDenied)]
    [InlineData("Subset", "kms:Decrypt", "", Outcome.Conditional)]
    [InlineData("Equals", "kms:Decrypt", "", Outcome.Conditional)]
    [InlineData("Equals", "kms:DescribeKey", "", Outcome.Allowed)]
    public void A_grants_encryption_context_is_compared_with_the_requests(string kind, string action, string context, Outcome expected)
    {
        var pairs = context.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).Select(p => ($"kms:EncryptionContext:{p[0]}", p[1])).ToArray();
        var decision = Ask(Granted(["Decrypt", "DescribeKey"], $$$"""{"EncryptionContext{{{kind}}}":{"team":"red"}}"""), Dev, action, Key, pairs);
        Assert.Equal(expected, decision.Outcome);
        if (expected is Outcome.Conditional)
            Assert.Equal(["kms:EncryptionContext:team"], decision.MissingContext);
    }

    // KMS Developer Guide, "Grants in AWS KMS", "Creating grants": seen live, two parents do not add up.
    [Theory]
    [InlineData("Decrypt", Outcome.Allowed)]
    [InlineData("Decrypt,Encrypt", Outcome.ImplicitlyDenied)]
    [InlineData("", Outcome.Conditional)]
    public void A_grant_makes_grants_of_its_own_operations_only(string asked, Outcome expected)
    {
        var estate = Granted(["CreateGrant", "Decrypt"], "{}");
        var decision = new AwsAccess(estate).Decide(new AccessRequest(Dev, "kms:CreateGrant", Key, asked.Length == 0 ? AccessRequest.NoContext
            : new Dictionary<string, IReadOnlyList<string>> { ["kms:GrantOperations"] = asked.Split(',') }));
        Assert.Equal(expected, decision.Outcome);
    }

    [Fact]
    public void A_grant_under_an_encryption_context_makes_no_grant_without_one()
    {
        var estate = Granted(["CreateGrant", "Decrypt"], """{"EncryptionContextEquals":{"team":"red"}}""");
        Assert.Equal(Outcome.Conditional, Ask(estate, Dev, "kms:CreateGrant", Key, ("kms:GrantOperations", "Decrypt")).Outcome);
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, Dev, "kms:CreateGrant", Key, ("kms:GrantOperations", "Decrypt"), ("kms:GrantConstraintType", "EncryptionContextSubset")).Outcome);
    }

    // KMS Developer Guide, "Retiring and revoking grants": the grant and identity policies decide, the key policy does not.
    [Fact]
    public void Retiring_goes_by_grant_and_identity_policy()
    {
        var key = Resource(Key, "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/Bob"},"Action":"kms:RetireGrant","Resource":"*"}]""");
        var grant = new AwsKmsGrant("g", Key, "arn:aws:iam::111111111111:role/Other", "arn:aws:iam::222222222222:user/Eve", A, ["Decrypt"], default);
        var estate = Empty with { Users = [User("Ann", Allow("kms:RetireGrant")), User("Bob"), User("Eve", "[]", B)], Resources = [key], KmsGrants = [grant] };
        Assert.Equal(Outcome.Allowed, Ask(estate, estate.Users[0].Arn, "kms:RetireGrant", Key).Outcome);
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, estate.Users[1].Arn, "kms:RetireGrant", Key).Outcome);
        Assert.Equal(Outcome.Allowed, Ask(estate, estate.Users[2].Arn, "kms:RetireGrant", Key).Outcome);
    }

    // STS API Reference, "AssumeRoot"; IAM User Guide, "Centrally manage root access for member accounts".
    [Theory]
    [InlineData("999999999999", true, "111111111111", Outcome.Allowed)]
    [InlineData("222222222222", true, "111111111111", Outcome.ImplicitlyDenied)]
    [InlineData("333333333333", true, "111111111111", Outcome.Allowed)]
    [InlineData("999999999999", false, "111111111111", Outcome.ImplicitlyDenied)]
    [InlineData("999999999999", null, "111111111111", Outcome.Conditional)]
    [InlineData("999999999999", true, "999999999999", Outcome.ImplicitlyDenied)]
    public void Root_of_a_member_is_assumed_from_the_management_account_or_its_delegate(string caller, bool? enabled, string target, Outcome expected)
    {
        var estate = Organized(enabled) with { Users = [User("Ann", Allow("sts:AssumeRoot"), caller)] };
        Assert.Equal(expected, Ask(estate, estate.Users[0].Arn, "sts:AssumeRoot", $"arn:aws:iam::{target}:root").Outcome);
        if (target == A)
            Assert.Equal(expected, Ask(estate, estate.Users[0].Arn, "sts:AssumeRoot", null).Outcome);
    }

    [Fact]
    public void Root_itself_assumes_no_root_and_a_task_policy_narrows()
    {
        var narrow = Allow("sts:AssumeRoot", rest: ""","Condition":{"ArnEquals":{"sts:TaskPolicyArn":"arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}}""");
        var estate = Organized(true) with { Users = [User("Ann", narrow, "999999999999")] };
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, "arn:aws:iam::999999999999:root", "sts:AssumeRoot", "arn:aws:iam::111111111111:root").Outcome);
        Outcome With(string policy) => Ask(estate, estate.Users[0].Arn, "sts:AssumeRoot", "arn:aws:iam::111111111111:root", ("sts:TaskPolicyArn", $"arn:aws:iam::aws:policy/root-task/{policy}")).Outcome;
        Assert.Equal(Outcome.Allowed, With("IAMAuditRootUserCredentials"));
        Assert.Equal(Outcome.ImplicitlyDenied, With("S3UnlockBucketPolicy"));
    }

    // IAM User Guide, "Pass session tags in AWS STS": sts:TagSession in the trust policy too; "Monitor and control actions taken with
    // assumed roles": sts:SetSourceIdentity.
    [Theory]
    [InlineData("sts:AssumeRole", "aws:RequestTag/team", Outcome.ImplicitlyDenied)]
    [InlineData("sts:AssumeRole\",\"sts:TagSession", "aws:RequestTag/team", Outcome.Allowed)]
    [InlineData("sts:AssumeRole\",\"sts:TagSession", "sts:SourceIdentity", Outcome.ImplicitlyDenied)]
    [InlineData("sts:AssumeRole\",\"sts:SetSourceIdentity", "sts:SourceIdentity", Outcome.Allowed)]
    [InlineData("sts:AssumeRole", "sts:ExternalId", Outcome.Allowed)]
    public void Tags_and_a_source_identity_need_permissions_of_their_own(string trusted, string key, Outcome expected)
    {
        var trust = $$"""[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/Ann"},"Action":["{{trusted}}"]}]""";
        var estate = Empty with { Users = [User("Ann")], Roles = [Role("Dev", trust)] };
        var decision = Ask(estate, estate.Users[0].Arn, "sts:AssumeRole", Dev, (key, "x"));
        Assert.Equal(expected, decision.Outcome);
        if (expected is Outcome.ImplicitlyDenied)
            Assert.Equal(["besides"], decision.BlockedBy);
    }

    // IAM User Guide, "Roles terms and concepts", role chaining: "limits your role session to a maximum of one hour".
    [Theory]
    [InlineData(Dev, "3600", Outcome.Allowed)]
    [InlineData(Dev, "3601", Outcome.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::111111111111:user/Ann", "43200", Outcome.Allowed)]
    public void A_session_from_a_session_lasts_an_hour_at_most(string who, string seconds, Outcome expected)
    {
        var estate = Empty with { Users = [User("Ann")], Roles = [Role("Dev", Trusts("\"*\"")), Role("Next", Trusts("""{"AWS":"*"}"""))] };
        Assert.Equal(expected, Ask(estate, who, "sts:AssumeRole", "arn:aws:iam::111111111111:role/Next", ("sts:DurationSeconds", seconds)).Outcome);
    }

    // IAM User Guide, "AWS JSON policy elements: Principal": since September 2022 a role assumes itself only where its trust policy says so.
    [Fact]
    public void A_role_assumes_itself_only_where_its_trust_names_it()
    {
        Outcome Of(string principal) => Ask(Empty with { Roles = [Role("Dev", Trusts(principal), Allow("sts:AssumeRole"))] }, Dev, "sts:AssumeRole", Dev).Outcome;
        Assert.Equal(Outcome.ImplicitlyDenied, Of("""{"Service":"ec2.amazonaws.com"}"""));
        Assert.Equal(Outcome.Allowed, Of($$"""{"AWS":"{{Dev}}"}"""));
    }

    // Lambda Developer Guide, "Control access to Lambda function URLs".
    [Theory]
    [InlineData("lambda:InvokeFunctionUrl", "", Outcome.ImplicitlyDenied)]
    [InlineData("lambda:InvokeFunctionUrl\",\"lambda:InvokeFunction", "", Outcome.Allowed)]
    [InlineData("lambda:InvokeFunction*", ""","Condition":{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}""", Outcome.Allowed)]
    public void A_functions_url_takes_two_permissions(string actions, string condition, Outcome expected)
    {
        var function = Resource("arn:aws:lambda:eu-west-1:111111111111:function:f", "AWS::Lambda::Function");
        var second = condition.Length == 0 ? "" : """,{"Effect":"Allow","Action":"lambda:InvokeFunctionUrl","Resource":"*"}""";
        var ann = User("Ann", $$"""[{"Effect":"Allow","Action":["{{actions}}"],"Resource":"*"{{condition}}}{{second}}]""");
        var estate = Empty with { Users = [ann], Resources = [function] };
        Assert.Equal(expected, Ask(estate, ann.Arn, "lambda:InvokeFunctionUrl", function.Arn).Outcome);
        Assert.Equal(expected, Ask(estate, ann.Arn, "lambda:InvokeFunctionUrl", null).Outcome);
        Assert.Equal(expected is Outcome.Allowed, new AwsAccess(estate).WhatCan(ann.Arn, "lambda:InvokeFunctionUrl").Actions.Count == 1);
    }

    // EC2 User Guide, "Example policies for working with the AWS CLI or an AWS SDK", launching instances: each resource needs its allow.
    [Theory]
    [InlineData("\"*\"", "", Outcome.Allowed)]
    [InlineData("\"arn:aws:ec2:*:*:instance/*\"", "", Outcome.ImplicitlyDenied)]
    [InlineData("""["arn:aws:ec2:*:*:instance/*","arn:aws:ec2:*::image/*","arn:aws:ec2:*:*:subnet/*","arn:aws:ec2:*:*:network-interface/*","arn:aws:ec2:*:*:security-group/*","arn:aws:ec2:*:*:volume/*"]""", "", Outcome.Allowed)]
    [InlineData("\"*\"", ""","Condition":{"StringEquals":{"ec2:InstanceType":"t3.micro"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("\"*\"", ""","Condition":{"StringEqualsIfExists":{"ec2:Vpc":"arn:aws:ec2:eu-west-1:111111111111:vpc/v"}}""", Outcome.Conditional)]
    public void Launching_an_instance_is_allowed_on_each_resource_that_it_touches(string resources, string condition, Outcome expected)
    {
        var ann = User("Ann", $$"""[{"Effect":"Allow","Action":"ec2:RunInstances","Resource":{{resources}}{{condition}}}]""");
        var decision = Ask(Empty with { Users = [ann] }, ann.Arn, "ec2:RunInstances", null);
        Assert.Equal(expected, decision.Outcome);
    }

    [Fact]
    public void One_deny_on_one_of_them_refuses_the_call()
    {
        var ann = User("Ann", """[{"Effect":"Allow","Action":"ec2:*","Resource":"*"},{"Effect":"Deny","Action":"ec2:RunInstances","Resource":"arn:aws:ec2:*:*:subnet/*"}]""");
        Assert.Equal(Outcome.ExplicitlyDenied, Ask(Empty with { Users = [ann] }, ann.Arn, "ec2:RunInstances", null).Outcome);
        Assert.DoesNotContain("ec2:RunInstances", new AwsAccess(Empty with { Users = [ann] }).WhatCan(ann.Arn, "ec2:Run*").Actions);
    }

    // Organizations User Guide, "Declarative policies": they act in the service; no allow or deny of theirs meets the other layers.
    [Fact]
    public void An_organisations_resource_control_policy_counts_without_a_resource_too()
    {
        var full = Policy("full", """[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]""");
        var deny = Policy("rcp", """[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]""");
        var nodes = new Dictionary<string, OrganizationNode>
        {
            ["r-1"] = new("r-1", "root", "root", null, [full], [full, deny]),
            [A] = new(A, "account", A, "r-1", [full], [full]),
        };
        var estate = Empty with
        {
            Organizations = [new AwsOrganization("o-1", "999999999999", nodes, true, true, new Dictionary<string, IReadOnlyList<string>>())],
            Users = [User("Ann", Allow("*"))],
        };
        Assert.Equal("rcp", Ask(estate, estate.Users[0].Arn, "s3:GetObject", null).BlockedBy.Single());
        Assert.DoesNotContain(new AwsAccess(estate).WhatCan(estate.Users[0].Arn, "s3:*").Actions, a => a == "s3:GetObject");
    }

    // IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
    [Theory]
    [InlineData("ec2:RunInstances", "ec2:InstanceProfile", "web", false, Outcome.ImplicitlyDenied)]
    [InlineData("ec2:RunInstances", "ec2:InstanceProfile", "web", true, Outcome.Allowed)]
    [InlineData("ec2:RunInstances", "ec2:InstanceProfile", "empty", false, Outcome.Allowed)]
    [InlineData("ec2:RunInstances", "ec2:InstanceProfile", "unheard-of", true, Outcome.Conditional)]
    [InlineData("ec2:AssociateIamInstanceProfile", "ec2:NewInstanceProfile", "web", false, Outcome.ImplicitlyDenied)]
    [InlineData("ec2:RunInstances", "ec2:NewInstanceProfile", "web", false, Outcome.Allowed)]
    public void A_launch_with_a_profile_needs_to_pass_the_role_in_it(string action, string key, string profile, bool passes, Outcome expected)
    {
        var pass = Allow("iam:PassRole", Dev, ""","Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}""");
        var user = User("Ann", Allow("ec2:*"));
        var estate = Empty with
        {
            Users = [passes ? user with { InlinePolicies = [.. user.InlinePolicies, Policy("pass", pass)] } : user],
            Roles = [Role("Dev", Trusts("\"*\""))],
            InstanceProfiles = [new AwsInstanceProfile(Profile("web"), "web", A, Dev), new AwsInstanceProfile(Profile("empty"), "empty", A, null)],
        };
        Assert.Equal(expected, Ask(estate, user.Arn, action, null, (key, Profile(profile))).Outcome);
    }

    private static string Profile(string name) => $"arn:aws:iam::{A}:instance-profile/{name}";

    private static AwsEstate Granted(string[] operations, string constraints)
    {
        using var json = System.Text.Json.JsonDocument.Parse(constraints);
        var grant = new AwsKmsGrant("g", Key, Dev, null, A, operations, json.RootElement.Clone());
        return Empty with { Roles = [Role("Dev", Trusts("\"*\""))], Resources = [Resource(Key, "AWS::KMS::Key", "[]")], KmsGrants = [grant] };
    }

    private static AwsEstate Organized(bool? rootSessions)
    {
        var nodes = new[] { A, B, "333333333333", "999999999999" }.ToDictionary(a => a, a => new OrganizationNode(a, "account", a, "r-1", null, null));
        nodes["r-1"] = new OrganizationNode("r-1", "root", "root", null, null, null);
        var delegates = new Dictionary<string, IReadOnlyList<string>> { ["333333333333"] = ["iam.amazonaws.com"] };
        var organization = new AwsOrganization("o-1", "999999999999", nodes, false, false, delegates) { RootSessions = rootSessions };
        return Empty with { Accounts = [Account(A), Account(B), Account("333333333333"), Account("999999999999")], Organizations = [organization] };
    }

    private static Decision Ask(AwsEstate estate, string who, string action, string? resource, params (string Key, string Value)[] context) =>
        new AwsAccess(estate).Decide(new AccessRequest(who, action, resource, context.ToDictionary(c => c.Key, IReadOnlyList<string> (c) => [c.Value])));
}
