using Ambit.Aws.Inventory;

namespace Ambit.Tests.Aws.Import;

public sealed class OrganizationTests
{
    private const string Full = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Deny = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}""";

    /// <summary>The same organisation twice: as iam-collect lays it out, and as the CLI tells it.</summary>
    public static TheoryData<string, (string, string)[]> Exports => new()
    {
        {
            "iam-collect",
            [
                ("x/aws/aws/organizations/o-4fa2k9/metadata.json", """{"id":"o-4fa2k9","arn":"arn:aws:organizations::444455556666:organization/o-4fa2k9","rootOu":"r-9xk1","rootAccountId":"444455556666","features":{"SERVICE_CONTROL_POLICY":true}}"""),
                ("x/aws/aws/organizations/o-4fa2k9/structure.json", """{"r-9xk1":{"accounts":["arn:aws:organizations::444455556666:account/o-4fa2k9/444455556666"],"children":{"ou-9xk1-b7c2d3e4":{"accounts":["arn:aws:organizations::444455556666:account/o-4fa2k9/111122223333"]}}}}"""),
                ("x/aws/aws/organizations/o-4fa2k9/ous.json", """{"r-9xk1":{"scps":["arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess"],"rcps":[]},"ou-9xk1-b7c2d3e4":{"scps":["arn:aws:organizations::444455556666:policy/o-4fa2k9/service_control_policy/p-a1b2c3d4"],"rcps":[]}}"""),
                ("x/aws/aws/organizations/o-4fa2k9/accounts.json", """{"111122223333":{"ou":"ou-9xk1-b7c2d3e4","scps":["arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess"],"rcps":[]}}"""),
                ("x/aws/aws/organizations/o-4fa2k9/ous/ou-9xk1-b7c2d3e4/metadata.json", """{"arn":"arn:aws:organizations::444455556666:ou/o-4fa2k9/ou-9xk1-b7c2d3e4","name":"Production"}"""),
                ("x/aws/aws/organizations/o-4fa2k9/scps/p-a1b2c3d4/policy.json", Deny),
                ("x/aws/aws/organizations/o-4fa2k9/scps/p-a1b2c3d4/metadata.json", """{"arn":"arn:aws:organizations::444455556666:policy/o-4fa2k9/service_control_policy/p-a1b2c3d4","name":"NoIam","awsManaged":false}"""),
                ("x/aws/aws/indexes/accounts-to-orgs.json", """{"111122223333":"o-4fa2k9","444455556666":"o-4fa2k9"}"""),
            ]
        },
        {
            "the CLI",
            [
                ("o/describe-organization.json", """{"Organization":{"Id":"o-4fa2k9","Arn":"arn:aws:organizations::444455556666:organization/o-4fa2k9","FeatureSet":"ALL","MasterAccountId":"444455556666"}}"""),
                ("o/list-roots.json", """{"Roots":[{"Id":"r-9xk1","Arn":"arn:aws:organizations::444455556666:root/o-4fa2k9/r-9xk1","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}"""),
                ("o/list-accounts.json", """{"Accounts":[{"Id":"111122223333","Arn":"arn:aws:organizations::444455556666:account/o-4fa2k9/111122223333","Name":"Shop","Status":"ACTIVE"},{"Id":"444455556666","Arn":"arn:aws:organizations::444455556666:account/o-4fa2k9/444455556666","Name":"Payer","Status":"ACTIVE"}]}"""),
                ("o/list-organizational-units-for-parent/r-9xk1.json", """{"OrganizationalUnits":[{"Id":"ou-9xk1-b7c2d3e4","Arn":"arn:aws:organizations::444455556666:ou/o-4fa2k9/ou-9xk1-b7c2d3e4","Name":"Production"}]}"""),
                ("o/list-parents-111122223333.json", """{"Parents":[{"Id":"ou-9xk1-b7c2d3e4","Type":"ORGANIZATIONAL_UNIT"}]}"""),
                ("o/list-children/r-9xk1.json", """{"Children":[{"Id":"444455556666","Type":"ACCOUNT"}]}"""),
                ("o/list-policies-for-target/r-9xk1.json", """{"Policies":[{"Id":"p-FullAWSAccess","Arn":"arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true}]}"""),
                ("o/list-policies-for-target/ou-9xk1-b7c2d3e4.json", """{"Policies":[{"Id":"p-a1b2c3d4","Arn":"arn:aws:organizations::444455556666:policy/o-4fa2k9/service_control_policy/p-a1b2c3d4","Name":"NoIam","Type":"SERVICE_CONTROL_POLICY","AwsManaged":false}]}"""),
                ("o/list-policies-for-target-111122223333.json", """{"Policies":[{"Id":"p-FullAWSAccess","Arn":"arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true}]}"""),
                ("o/describe-policy.json", $$$"""{"Policy":{"PolicySummary":{"Id":"p-a1b2c3d4","Arn":"arn:aws:organizations::444455556666:policy/o-4fa2k9/service_control_policy/p-a1b2c3d4","Name":"NoIam","Type":"SERVICE_CONTROL_POLICY","AwsManaged":false},"Content":{{{Quoted(Deny)}}}}}"""),
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Exports))]
    public void An_organisation_is_read_with_its_tree_and_guardrails(string name, (string, string)[] files)
    {
        var estate = Estates.Of(out var result, files);
        Assert.True(result.Errors.Count == 0, name);
        Assert.Empty(result.Unrecognised);
        var organization = Assert.Single(estate.Organizations);
        Assert.Equal(("o-4fa2k9", "444455556666", true, false), (organization.Id, organization.ManagementAccountId, organization.ServiceControlPolicies, organization.ResourceControlPolicies));
        Assert.Equal(["r-9xk1", "ou-9xk1-b7c2d3e4", "111122223333"], organization.PathTo("111122223333"));
        Assert.Equal(["r-9xk1", "444455556666"], organization.PathTo("444455556666"));
        var unit = organization.Nodes["ou-9xk1-b7c2d3e4"];
        Assert.Equal(("Production", "organizationalUnit"), (unit.Name, unit.Kind));
        var guardrail = Assert.Single(unit.ServiceControlPolicies!);
        Assert.Equal(("arn:aws:organizations::444455556666:policy/o-4fa2k9/service_control_policy/p-a1b2c3d4", true), (guardrail.Name, guardrail.Known));
        Assert.True(Assert.Single(organization.Nodes["111122223333"].ServiceControlPolicies!).Known);
        Assert.Null(organization.Nodes["444455556666"].ServiceControlPolicies);
        Assert.Equal("o-4fa2k9", estate.Accounts.Single(a => a.Id == "111122223333").OrganizationId);
        Assert.DoesNotContain(estate.Accounts, a => a.Exported);
    }

    [Fact]
    public void Two_organisations_stand_side_by_side()
    {
        var first = Exports.Select(e => e.Data.Item2).First();
        var second = first.Select(f => (f.Item1.Replace("o-4fa2k9", "o-other1", StringComparison.Ordinal).Replace("x/", "y/", StringComparison.Ordinal), f.Item2.Replace("o-4fa2k9", "o-other1", StringComparison.Ordinal).Replace("9xk1", "abcd", StringComparison.Ordinal).Replace("444455556666", "777788889999", StringComparison.Ordinal).Replace("111122223333", "222233334444", StringComparison.Ordinal)));
        var estate = Estates.Of([.. first, .. second]);
        Assert.Equal(["o-4fa2k9", "o-other1"], estate.Organizations.Select(o => o.Id));
        Assert.Equal("o-other1", estate.Accounts.Single(a => a.Id == "222233334444").OrganizationId);
    }

    // Organizations User Guide, "Declarative policies": they act in the service and are no part of an evaluation.
    [Fact]
    public void A_declarative_policy_is_no_guardrail()
    {
        const string summary = """{"Id":"p-d1","Arn":"arn:aws:organizations::444455556666:policy/o-4fa2k9/declarative_policy_ec2/p-d1","Name":"NoPublicAmis","Type":"DECLARATIVE_POLICY_EC2","AwsManaged":false}""";
        var files = Exports.Select(e => e.Data.Item2).Last().Append(("p/list-policies-for-target/111122223333.json", $$"""{"Policies":[{{summary}}]}""")).ToArray();
        var node = Estates.Of(files).Organizations[0].Nodes["111122223333"];
        Assert.Equal("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", Assert.Single(node.ServiceControlPolicies!).Name);
        Assert.Null(node.ResourceControlPolicies);
        Assert.Empty(node.S3Policies);
    }

    [Fact]
    public void An_S3_policy_and_the_features_of_root_access_are_read()
    {
        const string summary = """{"Id":"p-s3","Arn":"arn:aws:organizations::444455556666:policy/o-4fa2k9/s3_policy/p-s3","Name":"Block","Type":"S3_POLICY","AwsManaged":false}""";
        const string content = """{"s3_attributes":{"public_access_block_configuration":{"@@assign":"all"}}}""";
        var files = Exports.Select(e => e.Data.Item2).Last().Concat(
        [
            ("p/list-policies-for-target/ou-9xk1-b7c2d3e4.json", $$"""{"Policies":[{{summary}}]}"""),
            ("p/describe-policy-s3.json", $$$"""{"Policy":{"PolicySummary":{{{summary}}},"Content":{{{Quoted(content)}}}}}"""),
            ("p/iam-list-organizations-features.json", """{"OrganizationId":"o-4fa2k9","EnabledFeatures":["RootSessions"]}"""),
        ]).ToArray();
        var organization = Estates.Of(files).Organizations[0];
        Assert.True(Assert.Single(organization.Nodes["ou-9xk1-b7c2d3e4"].S3Policies).Known);
        Assert.True(organization.RootSessions);
        Assert.Single(organization.Nodes["ou-9xk1-b7c2d3e4"].ServiceControlPolicies!);
    }

    [Fact]
    public void A_guardrail_whose_text_no_export_holds_is_unknown()
    {
        var files = Exports.Select(e => e.Data.Item2).First().Where(f => !f.Item1.Contains("/scps/", StringComparison.Ordinal)).ToArray();
        Assert.False(Assert.Single(Estates.Of(files).Organizations[0].Nodes["ou-9xk1-b7c2d3e4"].ServiceControlPolicies!).Known);
    }

    [Fact]
    public void Delegated_administrators_are_read_with_their_services()
    {
        var estate = Estates.Of(
        [
            .. Exports.Select(e => e.Data.Item2).First(),
            ("o/list-delegated-administrators.json", """{"DelegatedAdministrators":[{"Id":"111122223333","Arn":"arn:aws:organizations::444455556666:account/o-4fa2k9/111122223333"}]}"""),
            ("o/list-delegated-services-for-account/111122223333.json", """{"DelegatedServices":[{"ServicePrincipal":"sso.amazonaws.com"}]}"""),
        ]);
        Assert.Equal("sso.amazonaws.com", Assert.Single(estate.Organizations[0].DelegatedAdministrators["111122223333"]));
    }

    [Fact]
    public void Identity_Center_is_read()
    {
        const string set = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222";
        var folder = $"sso/get-x/{Uri.EscapeDataString("arn:aws:sso:::instance/ssoins-1111111111111111")}/{Uri.EscapeDataString(set)}";
        var estate = Estates.Of(
            out var result,
            ("sso/describe-permission-set.json", $$$"""{"PermissionSet":{"Name":"Admin","PermissionSetArn":"{{{set}}}","SessionDuration":"PT1H"}}"""),
            ($"{folder}.json", $$$"""{"InlinePolicy":{{{Quoted(Full)}}}}"""),
            ($"managed/{folder}.json", """{"AttachedManagedPolicies":[{"Name":"ReadOnlyAccess","Arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}"""),
            ($"customer/{folder}.json", """{"CustomerManagedPolicyReferences":[{"Name":"Extra","Path":"/x/"}]}"""),
            ($"boundary/{folder}.json", """{"PermissionsBoundary":{"CustomerManagedPolicyReference":{"Name":"Cap","Path":"/"}}}"""),
            ("sso/list-account-assignments.json", $$$"""{"AccountAssignments":[{"AccountId":"111122223333","PermissionSetArn":"{{{set}}}","PrincipalType":"GROUP","PrincipalId":"g-1"}]}"""),
            ("ids/list-users.json", """{"Users":[{"UserId":"u-1","UserName":"ada","IdentityStoreId":"d-1"}]}"""),
            ("ids/list-groups.json", """{"Groups":[{"GroupId":"g-1","DisplayName":"Admins","IdentityStoreId":"d-1"}]}"""),
            ("ids/list-group-memberships.json", """{"GroupMemberships":[{"IdentityStoreId":"d-1","MembershipId":"m","GroupId":"g-1","MemberId":{"UserId":"u-1"}}]}"""));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Unrecognised);
        var permissions = Assert.Single(estate.IdentityCenter.PermissionSets);
        Assert.Equal((set, "Admin", "arn:aws:sso:::instance/ssoins-1111111111111111", "/Cap"), (permissions.Arn, permissions.Name, permissions.InstanceArn, permissions.BoundaryName));
        Assert.True(permissions.Inline!.Known);
        Assert.Equal(("arn:aws:iam::aws:policy/ReadOnlyAccess", "/x/Extra"), (permissions.AwsManaged[0], permissions.CustomerManaged[0]));
        Assert.Equal(("111122223333", "GROUP", "g-1"), (estate.IdentityCenter.Assignments[0].AccountId, estate.IdentityCenter.Assignments[0].PrincipalType, estate.IdentityCenter.Assignments[0].PrincipalId));
        Assert.Equal("u-1", Assert.Single(estate.IdentityCenter.Memberships["g-1"]));
        Assert.Equal("ada", estate.IdentityCenter.People["u-1"]);
        Assert.True(estate.ManagedPolicies.ContainsKey("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    }

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
