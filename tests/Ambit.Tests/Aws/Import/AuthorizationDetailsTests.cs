using Ambit.Aws.Inventory;

namespace Ambit.Tests.Aws.Import;

public sealed class AuthorizationDetailsTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    [Fact]
    public void Users_groups_roles_and_policies_are_read()
    {
        var estate = Estates.Of(("d.json", $$$"""
            {"UserDetailList":[{"Path":"/eng/","UserName":"ada","UserId":"AIDA1","Arn":"arn:aws:iam::111122223333:user/eng/ada","CreateDate":"2019-12-12T12:55:41Z",
              "UserPolicyList":[{"PolicyName":"inline","PolicyDocument":{{{Policy}}}}],"GroupList":["devs"],"AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}],
              "PermissionsBoundary":{"PermissionsBoundaryType":"Policy","PermissionsBoundaryArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"},"Tags":[{"Key":"team","Value":"x"}]}],
             "GroupDetailList":[{"Path":"/","GroupName":"devs","GroupId":"AGPA1","Arn":"arn:aws:iam::111122223333:group/devs","GroupPolicyList":[],"AttachedManagedPolicies":[]}],
             "RoleDetailList":[{"Path":"/app/","RoleName":"Web","RoleId":"AROA1","Arn":"arn:aws:iam::111122223333:role/app/Web","AssumeRolePolicyDocument":{{{Policy}}},
              "InstanceProfileList":[{"InstanceProfileName":"web","Arn":"arn:aws:iam::111122223333:instance-profile/web","Roles":[]}],"RolePolicyList":[],"AttachedManagedPolicies":[],
              "RoleLastUsed":{"LastUsedDate":"2026-01-02T00:00:00+00:00","Region":"eu-west-1"}}],
             "Policies":[{"PolicyName":"p","Arn":"arn:aws:iam::111122223333:policy/p","DefaultVersionId":"v2","PolicyVersionList":[
              {"VersionId":"v2","IsDefaultVersion":true,"Document":{{{Policy}}}},{"VersionId":"v1","IsDefaultVersion":false,"Document":{{{Policy}}}}]}],"IsTruncated":false}
            """));
        var user = Assert.Single(estate.Users);
        Assert.Equal(("/eng/", "AIDA1", "arn:aws:iam::aws:policy/ReadOnlyAccess"), (user.Path, user.UniqueId, user.Boundary));
        Assert.Equal("arn:aws:iam::111122223333:group/devs", Assert.Single(user.Groups));
        Assert.Equal(new DateTimeOffset(2019, 12, 12, 12, 55, 41, TimeSpan.Zero), user.CreatedAt);
        Assert.Equal("x", user.Tags["team"]);
        Assert.True(Assert.Single(user.InlinePolicies).Known);
        var role = Assert.Single(estate.Roles);
        Assert.True(role.Trust.Known);
        Assert.Equal(2026, role.LastUsedAt!.Value.Year);
        Assert.Equal((role.Arn, "web"), (Assert.Single(estate.InstanceProfiles).RoleArn, estate.InstanceProfiles[0].Name));
        var policy = estate.ManagedPolicies["arn:aws:iam::111122223333:policy/p"];
        Assert.Equal(("v2", 2, true), (policy.DefaultVersionId, policy.Versions.Count, policy.AllVersions));
        Assert.True(estate.ManagedPolicies["arn:aws:iam::aws:policy/ReadOnlyAccess"] is { FromCatalogue: true, Default.Known: true });
        Assert.True(estate.Lists("111122223333", AwsEstate.Iam));
        Assert.True(Assert.Single(estate.Accounts).Exported);
    }

    [Theory]
    [InlineData("""{"Statement":[]}""")]
    [InlineData("""{"Statement": []}""", true)]
    public void A_document_may_be_an_object_or_text(string document, bool twice = false)
    {
        var text = System.Text.Json.JsonEncodedText.Encode(document).ToString();
        var again = System.Text.Json.JsonEncodedText.Encode($"\"{text}\"").ToString();
        string[] forms = [document, $"\"{text}\"", $"\"{(twice ? again : text)}\"", $"\"{Uri.EscapeDataString(document)}\""];
        foreach (var form in forms)
        {
            var estate = Estates.Of(out var result, ("d.json", $$$"""{"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":{{{form}}}}]}"""));
            Assert.Empty(result.Errors);
            Assert.True(Assert.Single(estate.Roles).Trust.Known, form);
        }
    }

    [Fact]
    public void A_document_that_is_broken_is_unknown_and_named()
    {
        var estate = Estates.Of(out var result, ("d.json", """{"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":"{oops"}]}"""));
        Assert.Contains("/RoleDetailList/0/AssumeRolePolicyDocument", Assert.Single(result.Errors).Message);
        Assert.False(Assert.Single(estate.Roles).Trust.Known);
    }

    [Fact]
    public void An_object_may_stand_where_a_list_should()
    {
        var estate = Estates.Of(("d.json", """
            {"UserDetailList":{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a","GroupList":"g","AttachedManagedPolicies":{"PolicyName":"x","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}}}
            """));
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", Assert.Single(Assert.Single(estate.Users).AttachedPolicies));
        Assert.Equal("arn:aws:iam::111122223333:group/g", Assert.Single(estate.Users[0].Groups));
    }

    [Fact]
    public void A_section_that_is_missing_is_unknown_and_not_empty()
    {
        var estate = Estates.Of(("d.json", """{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"}],"GroupDetailList":[],"Policies":[]}"""));
        Assert.True(estate.Lists("111122223333", "AWS::IAM::User"));
        Assert.False(estate.Lists("111122223333", "AWS::IAM::Role"));
        Assert.False(estate.Lists("111122223333", AwsEstate.Iam));
    }

    [Fact]
    public void Pages_make_a_whole_and_the_first_alone_does_not()
    {
        const string first = """{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":true,"Marker":"m"}""";
        const string second = """{"UserDetailList":[{"UserName":"b","Arn":"arn:aws:iam::111122223333:user/b"}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":false}""";
        Assert.False(Estates.Of(("1.json", first)).Lists("111122223333", AwsEstate.Iam));
        var whole = Estates.Of(("1.json", first), ("2.json", second));
        Assert.Equal(["a", "b"], whole.Users.Select(u => u.Name));
        Assert.True(whole.Lists("111122223333", AwsEstate.Iam));
    }

    [Fact]
    public void The_raw_answer_of_the_API_is_read()
    {
        var estate = Estates.Of(("d.json", """{"GetAccountAuthorizationDetailsResponse":{"GetAccountAuthorizationDetailsResult":{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"}]}}}"""));
        Assert.Single(estate.Users);
    }

    [Theory]
    [InlineData("arn:aws:iam::700***:user/a", "700***")]
    [InlineData("arn:aws:iam::12345678901:user/a", "12345678901")]
    [InlineData("arn:aws:iam::...:user/a", "...")]
    [InlineData("arn:aws-us-gov:iam::111122223333:user/a", "111122223333")]
    public void Ids_that_are_masked_stay_as_they_are(string arn, string account)
    {
        var estate = Estates.Of(out var result, ("d.json", $$$"""{"UserDetailList":[{"UserName":"a","Arn":"{{{arn}}}"}]}"""));
        Assert.Empty(result.Errors);
        Assert.Equal((arn, account), (Assert.Single(estate.Users).Arn, estate.Users[0].Account));
        Assert.Equal(arn.Split(':')[1], Assert.Single(estate.Accounts).Partition);
    }

    [Fact]
    public void Two_accounts_that_are_masked_differently_are_never_joined()
    {
        var estate = Estates.Of(("d.json", """{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::700***:user/a","GroupList":["g"]},{"UserName":"a","Arn":"arn:aws:iam::701***:user/a"}],"GroupDetailList":[{"GroupName":"g","Arn":"arn:aws:iam::701***:group/g"}]}"""));
        Assert.Equal(2, estate.Users.Count);
        Assert.Equal("arn:aws:iam::700***:group/g", Assert.Single(estate.Users[0].Groups));
    }

    [Fact]
    public void An_ARN_that_is_empty_is_made_of_the_folder_and_the_name()
    {
        var estate = Estates.Of(("111122223333/d.json", """{"UserDetailList":[{"UserName":"a","Path":"/x/","Arn":""}]}"""));
        Assert.Equal("arn:aws:iam::111122223333:user/x/a", Assert.Single(estate.Users).Arn);
    }

    [Fact]
    public void A_name_alone_without_account_is_an_error()
    {
        Estates.Of(out var result, ("d.json", """{"UserDetailList":[{"UserName":"a"}]}"""));
        Assert.Contains("without ARN", Assert.Single(result.Errors).Message);
    }

    [Fact]
    public void Lists_of_roles_alone_leave_their_policies_unknown()
    {
        var listed = Estates.Of(("roles.json", """{"Roles":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":{"Statement":[]}}]}"""));
        Assert.False(Assert.Single(listed.Roles).PoliciesKnown);
        var both = Estates.Of(("roles.json", """{"Roles":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r"}]}"""), ("d.json", """{"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","RolePolicyList":[]}]}"""));
        Assert.True(Assert.Single(both.Roles).PoliciesKnown);
    }

    [Fact]
    public void A_group_that_names_AWS_as_its_account_makes_no_account()
    {
        var estate = Estates.Of(out var result, ("d.json", """{"GroupDetailList":[{"GroupName":"g","Arn":"arn:aws:iam::aws:group/g"}],"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a","GroupList":["g"]}]}"""));
        Assert.Empty(result.Errors);
        Assert.Equal("111122223333", Assert.Single(estate.Accounts).Id);
        Assert.Equal("arn:aws:iam::111122223333:group/g", Assert.Single(estate.Users[0].Groups));
    }

    [Fact]
    public void The_CLI_may_have_written_YAML()
    {
        var estate = Estates.Of(("d.yaml", """
            RoleDetailList:
            - Arn: arn:aws:iam::012345678901:role/r
              AssumeRolePolicyDocument:
                Statement:
                - Action: sts:AssumeRole
                  Effect: Allow
                  Principal:
                    AWS: 012345678901
                Version: '2012-10-17'
              CreateDate: '2019-12-12T12:55:41+00:00'
              RoleName: r
            """));
        var role = Assert.Single(estate.Roles);
        Assert.Equal("012345678901", role.Account);
        Assert.Contains("\"012345678901\"", role.Trust.Document.GetRawText());
    }

    [Fact]
    public void A_profile_without_ARN_lies_in_its_roles_account()
    {
        var estate = Estates.Of(out var result, ("d.json", """{"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","InstanceProfileList":[{"InstanceProfileName":"web"}]}]}"""));
        Assert.Empty(result.Errors);
        Assert.Equal(("arn:aws:iam::111122223333:instance-profile/web", "arn:aws:iam::111122223333:role/r"), (Assert.Single(estate.InstanceProfiles).Arn, estate.InstanceProfiles[0].RoleArn));
    }
}
