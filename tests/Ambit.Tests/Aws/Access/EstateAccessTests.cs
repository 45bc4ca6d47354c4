using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Inventory;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Access;

/// <summary>Questions over an estate, where the world is open: what no export tells is unknown.</summary>
public sealed class EstateAccessTests
{
    private const string Everything = """[{"Effect":"Allow","Action":"*","Resource":"*"}]""";
    private static readonly string Ann = User("Ann").Arn;

    [Fact]
    public void A_condition_that_nothing_known_decides_makes_the_answer_conditional_and_names_its_key()
    {
        var decision = Ask(Empty with { Users = [User("Ann", Allow("s3:GetObject", rest: """,  "Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"""))] }, "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal(Outcome.Conditional, decision.Outcome);
        Assert.Equal(["aws:SourceVpce"], decision.MissingContext);
        Assert.Equal(new OpenCondition("aws:SourceVpce", "StringEquals", ["vpce-1"], Needed: true), decision.Conditions[0] with { Values = ["vpce-1"] }, new SameCondition());
    }

    // VPC guide, "Control access to VPC endpoints using endpoint policies": the policy is about requests that come through the endpoint.
    [Fact]
    public void An_endpoints_policy_lets_nobody_in_to_the_endpoint_itself()
    {
        const string Endpoint = "arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint/vpce-1";
        var open = """[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"ec2:Describe*","Resource":"*"}]""";
        var estate = Empty with { Users = [User("Ann", Allow("ec2:DescribeVpcEndpointAssociations"))], Resources = [Resource(Endpoint, "AWS::EC2::VPCEndpoint", open)] };
        var access = new AwsAccess(estate);
        Assert.Empty(access.WhoCan("ec2:DeleteVpcEndpoints", Endpoint, new Dictionary<string, IReadOnlyList<string>>(), roots: false));
        Assert.Empty(access.WhoCan("ec2:DeleteVpcEndpoints", null, new Dictionary<string, IReadOnlyList<string>>(), roots: false));
        Assert.DoesNotContain(access.HeldActions(Ann), a => a == "ec2:DeleteVpcEndpoints");
        Assert.DoesNotContain(new Ambit.Aws.AwsCloudEstate(estate, access).FindingKinds.OfType<Ambit.Aws.Findings.PublicResource>().SelectMany(k => k.Find(null!, TestContext.Current.CancellationToken)), _ => true);
    }

    // "A service without resource policies never allows a caller from another account."
    [Fact]
    public void A_listed_resource_of_a_service_without_policies_lets_in_nobody_from_another_account()
    {
        const string Instance = "arn:aws:ec2:eu-west-1:222222222222:instance/i-1";
        var instance = Resource(Instance, "AWS::EC2::Instance", account: B) with { PolicyKnown = false };
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(Empty with { Users = [User("Ann", Allow("*"))], Resources = [instance] }, "ec2:StopInstances", Instance).Outcome);
    }

    [Fact]
    public void Stated_context_decides_it()
    {
        var estate = Empty with { Users = [User("Ann", Allow("s3:GetObject", rest: """,  "Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"""))] };
        Assert.Equal(Outcome.Allowed, Ask(estate, "s3:GetObject", "arn:aws:s3:::b/k", ("aws:SourceVpce", "vpce-1")).Outcome);
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, "s3:GetObject", "arn:aws:s3:::b/k", ("aws:SourceVpce", "vpce-2")).Outcome);
    }

    [Fact]
    public void An_open_deny_leaves_an_allow_conditional()
    {
        var open = """[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]""";
        var decision = Ask(Empty with { Users = [User("Ann", open)] }, "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal(Outcome.Conditional, decision.Outcome);
        Assert.False(decision.Conditions[0].Needed);
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"1"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"Bool":{"aws:PrincipalIsAWSService":"true"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"StringEquals":{"aws:username":"Ann"}}""", Outcome.Allowed)]
    [InlineData("""{"StringEquals":{"aws:userid":"AIDAAnn"}}""", Outcome.Allowed)]
    [InlineData("""{"StringEquals":{"aws:PrincipalAccount":"111111111111"}}""", Outcome.Allowed)]
    [InlineData("""{"StringEquals":{"aws:PrincipalTag/team":"red"}}""", Outcome.Allowed)]
    [InlineData("""{"Null":{"aws:PrincipalTag/other":"true"}}""", Outcome.Allowed)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"}}""", Outcome.Allowed)]
    [InlineData("""{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}""", Outcome.Allowed)]
    [InlineData("""{"Null":{"aws:MultiFactorAuthPresent":"true"}}""", Outcome.Conditional)]
    [InlineData("""{"DateLessThan":{"aws:CurrentTime":"2030-01-01"}}""", Outcome.Allowed)]
    [InlineData("""{"DateGreaterThan":{"aws:CurrentTime":"2030-01-01"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"StringEquals":{"s3:prefix":"x"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"StringLike":{"s3:x-amz-acl":"*"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"StringEquals":{"token.actions.githubusercontent.com:sub":"x"}}""", Outcome.ImplicitlyDenied)]
    [InlineData("""{"StringLike":{"aws:UserAgent":"x*"}}""", Outcome.Conditional)]
    public void Keys_of_the_principal_and_keys_that_cannot_be_there_are_decided(string condition, Outcome expected)
    {
        var ann = User("Ann", Allow("s3:GetObject", rest: $",\"Condition\":{condition}")) with
        {
            Tags = new Dictionary<string, string> { ["team"] = "red" },
            Credentials = new AwsCredentials(true, 1, Mfa: false, []),
        };
        var access = new AwsAccess(Empty with { Users = [ann] }, new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(expected, access.Decide(new AccessRequest(Ann, "s3:GetObject", "arn:aws:s3:::b/k", AccessRequest.NoContext)).Outcome);
    }

    [Fact]
    public void A_policy_whose_text_nobody_has_leaves_open_what_it_could_decide()
    {
        var ann = User("Ann") with { AttachedPolicies = ["arn:aws:iam::111111111111:policy/Lost"] };
        var decision = Ask(Empty with { Users = [ann] }, "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal(Outcome.Conditional, decision.Outcome);
        Assert.Contains("policy:arn:aws:iam::111111111111:policy/Lost", decision.MissingContext);
    }

    [Fact]
    public void A_group_grants_and_who_can_says_through_which()
    {
        var group = new AwsGroup { Arn = "arn:aws:iam::111111111111:group/G", Account = A, Name = "G", InlinePolicies = [Policy("g", Allow("s3:GetObject"))] };
        var access = new AwsAccess(Empty with { Users = [User("Ann") with { Groups = [group.Arn] }], Groups = [group] });
        var holder = Assert.Single(access.WhoCan("s3:GetObject", "arn:aws:s3:::b/k", AccessRequest.NoContext, roots: false));
        Assert.Equal((Ann, Outcome.Allowed), (holder.Id, holder.Outcome));
        Assert.Equal([group.Arn], holder.Via);
    }

    [Fact]
    public void People_of_Identity_Center_stand_behind_the_reserved_role()
    {
        var role = Role("AWSReservedSSO_Admin_0123456789abcdef", Trusts("""{"Service":"sso.amazonaws.com"}"""), Everything);
        var center = new IdentityCenter(
            [new PermissionSet("ps-1", "Admin", "ssoins-1", null, [], [], null, null)], [new AccountAssignment(A, "ps-1", "USER", "u-1"), new AccountAssignment(A, "ps-1", "GROUP", "g-1")],
            new Dictionary<string, string> { ["u-1"] = "ann@example.com" }, new Dictionary<string, string> { ["g-1"] = "admins" }, new Dictionary<string, IReadOnlyList<string>>());
        var access = new AwsAccess(Empty with { Roles = [role], IdentityCenter = center });
        Assert.Equal(["identitycenter:user/ann@example.com", "identitycenter:group/admins"], access.WhoCan("s3:GetObject", "arn:aws:s3:::b/k", AccessRequest.NoContext, roots: false)[0].Via);
    }

    // Identity Center guide, "How permission sets work": a person acts as the role of each set assigned to it or to one of its groups.
    [Theory]
    [InlineData("ann", "s3:GetObject", Outcome.Allowed)]
    [InlineData("ann", "s3:PutObject", Outcome.ImplicitlyDenied)]
    [InlineData("bob", "s3:GetObject", Outcome.Conditional)]
    [InlineData("eve", "s3:GetObject", Outcome.ImplicitlyDenied)]
    [InlineData("identitycenter:group/readers", "s3:GetObject", Outcome.Allowed)]
    public void Somebody_of_Identity_Center_may_what_the_assigned_roles_may(string name, string action, Outcome expected)
    {
        var role = Role("AWSReservedSSO_Read_0123456789abcdef", Trusts("""{"Service":"sso.amazonaws.com"}"""), Allow("s3:GetObject"));
        var center = new IdentityCenter(
            [new PermissionSet("ps-1", "Read", "ssoins-1", null, [], [], null, null)],
            [new AccountAssignment(A, "ps-1", "GROUP", "g-1"), new AccountAssignment("999999999999", "ps-1", "USER", "u-2")],
            new Dictionary<string, string> { ["u-1"] = "ann", ["u-2"] = "bob", ["u-3"] = "eve" }, new Dictionary<string, string> { ["g-1"] = "readers" },
            new Dictionary<string, IReadOnlyList<string>> { ["g-1"] = ["u-1"] });
        var access = new AwsAccess(Empty with { Roles = [role], IdentityCenter = center });
        var id = Assert.Single(access.Resolve(name));
        Assert.Equal(expected, access.Decide(new AccessRequest(id, action, "arn:aws:s3:::b/k", AccessRequest.NoContext)).Outcome);
        if (expected is Outcome.Allowed)
            Assert.Equal([action], access.WhatCan(id, null).Actions);
    }

    [Fact]
    public void A_session_named_in_a_resource_policy_lets_its_role_in_on_the_session_being_that_one()
    {
        var bucket = Bucket("b", """[{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111111111111:assumed-role/Dev/one"},"Action":"s3:*","Resource":"*"}]""");
        var access = new AwsAccess(Empty with { Roles = [Role("Dev", Trusts("\"*\""))], Resources = [bucket] });
        Assert.Equal(Outcome.Conditional, access.WhoCan("s3:ListBucket", bucket.Arn, AccessRequest.NoContext, roots: false).Single().Outcome);
        Assert.Equal(Outcome.Allowed, access.Decide(new AccessRequest("arn:aws:sts::111111111111:assumed-role/Dev/one", "s3:ListBucket", bucket.Arn, AccessRequest.NoContext)).Outcome);
        Assert.Equal(Outcome.ImplicitlyDenied, access.Decide(new AccessRequest("arn:aws:sts::111111111111:assumed-role/Dev/two", "s3:ListBucket", bucket.Arn, AccessRequest.NoContext)).Outcome);
    }

    // KMS Developer Guide, "Grants in AWS KMS".
    [Theory]
    [InlineData("arn:aws:iam::111111111111:role/Dev", "kms:Decrypt", Outcome.Allowed)]
    [InlineData("arn:aws:iam::111111111111:role/Dev", "kms:Encrypt", Outcome.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::111111111111:role/Other", "kms:Decrypt", Outcome.ImplicitlyDenied)]
    public void A_grant_opens_a_key_for_its_operations(string grantee, string action, Outcome expected)
    {
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", "[]");
        var grant = new AwsKmsGrant("g", key.Arn, grantee, null, A, ["Decrypt"], default);
        var access = new AwsAccess(Empty with { Roles = [Role("Dev", Trusts("\"*\""))], Resources = [key], KmsGrants = [grant] });
        Assert.Equal(expected, access.Decide(new AccessRequest("arn:aws:iam::111111111111:role/Dev", action, key.Arn, AccessRequest.NoContext)).Outcome);
    }

    [Fact]
    public void A_grant_to_the_role_is_capped_by_its_boundary()
    {
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", "[]");
        var grant = new AwsKmsGrant("g", key.Arn, "arn:aws:iam::111111111111:role/Dev", null, A, ["Decrypt"], default);
        var access = new AwsAccess(Empty with { Roles = [Role("Dev", Trusts("\"*\"")) with { Boundary = "arn:aws:iam::aws:policy/AmazonS3FullAccess" }], Resources = [key], KmsGrants = [grant] });
        Assert.Equal(Outcome.ImplicitlyDenied, access.Decide(new AccessRequest("arn:aws:iam::111111111111:role/Dev", "kms:Decrypt", key.Arn, AccessRequest.NoContext)).Outcome);
    }

    // S3 User Guide, "Using server-side encryption with AWS KMS keys": reading needs kms:Decrypt on the key.
    [Fact]
    public void Data_under_a_key_is_access_only_with_the_key()
    {
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]""");
        var encryption = """{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY"}}]}}""";
        var bucket = Bucket("b", properties: encryption.Replace("KEY", key.Arn, StringComparison.Ordinal));
        var estate = Empty with { Resources = [key, bucket], Users = [User("Ann", Allow("s3:*")), User("Bob", """[{"Effect":"Allow","Action":["s3:*","kms:Decrypt"],"Resource":"*"}]""")] };
        var decision = Ask(estate, "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal((Outcome.ImplicitlyDenied, "dataKey"), (decision.Outcome, decision.BlockedBy.Single()));
        Assert.Equal(Outcome.Allowed, new AwsAccess(estate).Decide(new AccessRequest(User("Bob").Arn, "s3:GetObject", "arn:aws:s3:::b/k", AccessRequest.NoContext)).Outcome);
        Assert.Equal(Outcome.Allowed, Ask(estate, "s3:ListBucket", "arn:aws:s3:::b").Outcome);
    }

    // S3 User Guide, "ABAC for general purpose buckets".
    [Theory]
    [InlineData("{}", Outcome.ImplicitlyDenied)]
    [InlineData("""{"AbacStatus":"Enabled"}""", Outcome.Allowed)]
    public void A_buckets_tags_count_only_once_ABAC_is_enabled(string properties, Outcome expected)
    {
        var bucket = Bucket("b", properties: properties, tags: ("team", "red"));
        var ann = User("Ann", Allow("s3:ListBucket", rest: ""","Condition":{"StringEquals":{"aws:ResourceTag/team":"red"}}"""));
        Assert.Equal(expected, Ask(Empty with { Users = [ann], Resources = [bucket] }, "s3:ListBucket", bucket.Arn).Outcome);
    }

    [Fact]
    public void The_accounts_block_of_public_access_cuts_off_other_accounts()
    {
        var block = new PublicAccessBlock(true, true, true, RestrictPublicBuckets: true);
        var bucket = Bucket("b", """[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]""", B);
        var estate = Empty with { Accounts = [Account(A), Account(B, block)], Users = [User("Ann", Everything)], Resources = [bucket] };
        var decision = Ask(estate, "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal((Outcome.ExplicitlyDenied, "publicAccessBlock"), (decision.Outcome, decision.BlockedBy.Single()));
    }

    [Fact]
    public void Guardrails_bind_member_accounts_and_not_the_management_account()
    {
        var deny = new[] { Policy("full", Everything), Policy("deny", """[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]""") };
        var nodes = new Dictionary<string, OrganizationNode>
        {
            ["r-1"] = new("r-1", "root", "root", null, deny, null),
            [A] = new(A, "account", A, "r-1", [deny[0]], null),
            [B] = new(B, "account", B, "r-1", [deny[0]], null),
        };
        var organization = new AwsOrganization("o-1", B, nodes, true, false, new Dictionary<string, IReadOnlyList<string>>());
        var estate = Empty with { Organizations = [organization], Users = [User("Ann", Everything), User("Bob", Everything, B)] };
        Assert.Equal("scp", Ask(estate, "s3:GetObject", "arn:aws:s3:::b/k").BlockedBy.Single());
        Assert.Equal(Outcome.Allowed, new AwsAccess(estate).Decide(new AccessRequest(User("Bob", account: B).Arn, "s3:GetObject", "arn:aws:s3:::b/k", AccessRequest.NoContext)).Outcome);
        var world = new AwsWorld(estate);
        Assert.Equal(Truth.Yes, world.Admin(world.Find(Ann)!));
    }

    [Theory]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"*"}]""", Truth.Yes)]
    [InlineData("""[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"},{"Effect":"Allow","Action":"iam:*","Resource":"*"}]""", Truth.Yes)]
    [InlineData("""[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}]""", Truth.No)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b"}]""", Truth.No)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}]""", Truth.No)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]""", Truth.Unknown)]
    public void Admin_is_everything_with_no_deny_cutting_it(string statements, Truth expected)
    {
        var world = new AwsWorld(Empty with { Users = [User("Ann", statements)] });
        Assert.Equal(expected, world.Admin(world.Find(Ann)!));
    }

    [Fact]
    public void A_workload_outside_is_let_in_by_the_subject_it_states()
    {
        const string provider = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
        var trust = """[{"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/app:*"}}}]"""
            .Replace("PROVIDER", provider, StringComparison.Ordinal);
        var access = new AwsAccess(Empty with { Roles = [Role("Deploy", trust)] });
        const string role = "arn:aws:iam::111111111111:role/Deploy";
        Outcome Of(string subject) => access.Decide(new AccessRequest($"oidc:token.actions.githubusercontent.com:{subject}", "sts:AssumeRoleWithWebIdentity", role, AccessRequest.NoContext)).Outcome;
        Assert.Equal(Outcome.Allowed, Of("repo:acme/app:ref:refs/heads/main"));
        Assert.Equal(Outcome.ImplicitlyDenied, Of("repo:evil/app:ref:refs/heads/main"));
        Assert.Equal(["oidc:token.actions.githubusercontent.com:repo:acme/app"], access.Resolve("repo:acme/app"));
    }

    [Fact]
    public void An_account_outside_the_estate_is_listed_as_its_root_on_conditions()
    {
        var bucket = Bucket("b", """[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:role/Partner"},"Action":"s3:*","Resource":"*"}]""");
        var holder = Assert.Single(new AwsAccess(Empty with { Resources = [bucket] }).WhoCan("s3:ListBucket", bucket.Arn, AccessRequest.NoContext, roots: false));
        Assert.Equal(("arn:aws:iam::999999999999:root", Outcome.Conditional), (holder.Id, holder.Outcome));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:PrincipalAccount":"999999999999"}}""")]
    [InlineData("""{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::999999999999:role/Partner"}}""")]
    public void So_is_one_that_a_condition_names(string condition)
    {
        var bucket = Bucket("b", $$"""[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{{condition}}}]""");
        var holder = Assert.Single(new AwsAccess(Empty with { Resources = [bucket] }).WhoCan("s3:ListBucket", bucket.Arn, AccessRequest.NoContext, roots: false));
        Assert.Equal(("arn:aws:iam::999999999999:root", Outcome.Conditional), (holder.Id, holder.Outcome));
    }

    [Fact]
    public void What_can_takes_denies_out_and_cuts_by_the_boundary()
    {
        var statements = """[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","ec2:StartInstances"],"Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::secret/*"}]""";
        var ann = User("Ann", statements) with { Boundary = "arn:aws:iam::aws:policy/AmazonS3FullAccess" };
        var access = new AwsAccess(Empty with { Users = [ann] }).WhatCan(Ann, null);
        Assert.Equal(["s3:GetObject", "s3:PutObject"], access.Actions);
        Assert.Equal(["arn:aws:s3:::secret/*"], access.Entitlements.Single().ExceptResources);
    }

    [Fact]
    public void Allows_of_two_layers_that_meet_on_no_resource_grant_nothing()
    {
        var boundary = new AwsManagedPolicy("arn:aws:iam::111111111111:policy/B", Policy("B", Allow("s3:*", "arn:aws:s3:::other/*")), null, new Dictionary<string, PolicyText>(), FromCatalogue: false);
        var ann = User("Ann", Allow("s3:GetObject", "arn:aws:s3:::data/*")) with { Boundary = boundary.Arn };
        var estate = Empty with { Users = [ann], ManagedPolicies = new Dictionary<string, AwsManagedPolicy> { [boundary.Arn] = boundary } };
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, "s3:GetObject", null).Outcome);
        Assert.Empty(new AwsAccess(estate).WhatCan(Ann, null).Actions);
    }

    private static Decision Ask(AwsEstate estate, string action, string? resource, params (string Key, string Value)[] context) =>
        new AwsAccess(estate).Decide(new AccessRequest(Ann, action, resource, context.ToDictionary(c => c.Key, IReadOnlyList<string> (c) => [c.Value])));

    private sealed class SameCondition : IEqualityComparer<OpenCondition>
    {
        public bool Equals(OpenCondition? x, OpenCondition? y) => x!.Key == y!.Key && x.Operator == y.Operator && x.Needed == y.Needed && x.Values.SequenceEqual(y.Values);

        public int GetHashCode(OpenCondition obj) => obj.Key.GetHashCode(StringComparison.Ordinal);
    }
}
