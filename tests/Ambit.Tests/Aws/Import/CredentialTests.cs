using System.Text;
using Ambit.Aws.Inventory;
using Ambit.Tests.Import;

namespace Ambit.Tests.Aws.Import;

public sealed class CredentialTests
{
    private const string Header =
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n";

    private const string Report = Header
        + "<root_account>,arn:aws:iam::111122223333:root,2019-12-12T12:55:41+00:00,not_supported,2026-01-01T00:00:00+00:00,not_supported,not_supported,TRUE,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A\n"
        + "ada,arn:aws:iam::111122223333:user/ada,2019-12-12T12:55:41+00:00,true,no_information,2020-01-01T00:00:00+00:00,N/A,false,true,2025-03-01T10:00:00+00:00,2026-02-03T00:00:00+00:00,eu-west-1,s3,false,2024-03-01T10:00:00+00:00,N/A,N/A,N/A,true,2024-01-01T00:00:00+00:00,false,N/A\n"
        + "bob,arn:aws:iam::111122223333:user/bob,2019-12-12T12:55:41+00:00,false,N/A,N/A,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A\n";

    private const string Details = """{"UserDetailList":[{"UserName":"ada","Arn":"arn:aws:iam::111122223333:user/ada"},{"UserName":"bob","Arn":"arn:aws:iam::111122223333:user/bob"}]}""";

    public static TheoryData<string, string> Forms => new()
    {
        { "CSV", Report },
        { "CSV with Windows line ends", Report.ReplaceLineEndings("\r\n") },
        { "base64 in Content", $$"""{"Content":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Report))}}","ReportFormat":"text/csv","GeneratedTime":"2026-05-01T00:00:00+00:00"}""" },
        { "plain CSV in Content", $$"""{"Content":"{{System.Text.Json.JsonEncodedText.Encode(Report)}}","ReportFormat":"text/csv"}""" },
        { "lines before", "$ aws iam …\n" + Report },
        { "quoted cells", Report.Replace("user,arn,", "\"user\",\"arn\",", StringComparison.Ordinal).Replace("ada,", "\"ada\",", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_report_is_read_in_every_form(string name, string content)
    {
        var estate = Estates.Of(out var result, (name, content), ("d.json", Details));
        Assert.Empty(result.Errors);
        Assert.True(estate.Lists("111122223333", AwsEstate.Credentials));
        var ada = estate.Users.Single(u => u.Name == "ada").Credentials;
        Assert.Equal((true, 2, false), (ada.HasPassword, ada.AccessKeys, ada.Mfa));
        Assert.Equal(["password", "accessKey", "accessKey", "certificate"], ada.All.Select(c => c.Kind));
        Assert.Equal((true, false), (ada.All[1].Active, ada.All[2].Active));
        Assert.Equal(2026, ada.All[1].LastUsedAt!.Value.Year);
        var bob = estate.Users.Single(u => u.Name == "bob").Credentials;
        Assert.Equal((false, 0, true), (bob.HasPassword, bob.AccessKeys, bob.Mfa));
        Assert.Empty(bob.All);
        Assert.True(estate.RootCredentials["111122223333"].Mfa);
    }

    [Fact]
    public void A_report_in_UTF16_is_read()
    {
        var result = Importing.Run("report.csv", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Report)]);
        Assert.Equal(3, result.Estate.Documents.Count(d => d.Kind == "credentials"));
    }

    [Fact]
    public void No_report_and_no_list_is_unknown()
    {
        var credentials = Estates.Of(("d.json", Details)).Users[0].Credentials;
        Assert.Equal(((bool?)null, (int?)null, (bool?)null), (credentials.HasPassword, credentials.AccessKeys, credentials.Mfa));
    }

    [Fact]
    public void A_list_of_keys_stands_in_place_of_the_report_and_leaves_the_password_unknown()
    {
        var estate = Estates.Of(
            ("d.json", Details),
            ("111122223333/access-keys-ada.json", """{"AccessKeyMetadata":[{"UserName":"ada","AccessKeyId":"AKIA1111111111111111","Status":"Inactive","CreateDate":"2025-03-01T10:00:00+00:00"}]}"""),
            ("111122223333/access-keys-bob.json", """{"AccessKeyMetadata":[]}"""),
            ("111122223333/AKIA1111111111111111.json", """{"UserName":"ada","AccessKeyLastUsed":{"LastUsedDate":"2025-04-01T10:00:00+00:00","ServiceName":"s3","Region":"eu-west-1"}}"""));
        var ada = estate.Users.Single(u => u.Name == "ada").Credentials;
        Assert.Equal(((bool?)null, 1), (ada.HasPassword, ada.AccessKeys));
        Assert.Equal(("AKIA1111111111111111", false, 4), (ada.All[0].Id, ada.All[0].Active, ada.All[0].LastUsedAt!.Value.Month));
        Assert.Equal(0, estate.Users.Single(u => u.Name == "bob").Credentials.AccessKeys);
    }

    [Fact]
    public void Epoch_seconds_with_a_fraction_and_blanks_for_the_T_are_times()
    {
        var estate = Estates.Of(("d.json", """{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a","CreateDate":1481830215.45},{"UserName":"b","Arn":"arn:aws:iam::111122223333:user/b","CreateDate":"2019-12-12 12:55:41+00:00"},{"UserName":"c","Arn":"arn:aws:iam::111122223333:user/c","CreateDate":"soon"}]}"""));
        Assert.Equal([2016, 2019, null], estate.Users.Select(u => u.CreatedAt?.Year));
    }

    [Fact]
    public void A_row_without_user_is_an_error_and_the_rest_stays()
    {
        Estates.Of(out var result, ("r.csv", Report + ",,,\n"));
        Assert.Equal(5, Assert.Single(result.Errors).Line);
        Assert.Equal(3, result.Estate.Documents.Count(d => d.Kind == "credentials"));
    }
}
