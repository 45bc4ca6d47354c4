using System.Globalization;
using System.Text;

namespace Ambit.Estate.Aws;

/// <summary>The credential report of an account (IAM User Guide, "Generate credential reports for your AWS account").</summary>
internal sealed class CredentialReport(Account account, Calendar calendar)
{
    private const string Header =
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
        + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
        + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,"
        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    /// <summary>The CSV.</summary>
    public string Build()
    {
        var text = new StringBuilder(Header).Append('\n');
        var root = account.Root;
        Line(text, ["<root_account>", account.Iam("root"), Moment(1460), "not_supported", root.LastUsedDaysAgo is { } d ? Moment(d) : "no_information",
            "not_supported", "not_supported", Bool(root.Mfa), .. Key(root.Key ? new AccessKey(1300, null) : null), .. Key(null)]);
        foreach (var user in account.Users)
        {
            Line(text, [user.Name, account.Iam($"user{user.Path}{user.Name}"), Moment(user.DaysOld), Bool(user.Password), .. Password(user), Bool(user.Mfa),
                .. Key(user.Keys.ElementAtOrDefault(0)), .. Key(user.Keys.ElementAtOrDefault(1))]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells).Append(",false,N/A,false,N/A\n");

    private string[] Password(User user) =>
        user.Password
            ? [user.PasswordUsedDaysAgo is { } used ? Moment(used) : "no_information", Moment(Math.Min(user.DaysOld, 300)), "N/A"]
            : ["N/A", "N/A", "N/A"];

    private string[] Key(AccessKey? key) =>
        key is null
            ? ["false", "N/A", "N/A", "N/A", "N/A"]
            : [Bool(key.Active), Moment(key.DaysOld), .. key.UsedDaysAgo is { } used ? [Moment(used), Company.Home, key.Service] : new[] { "N/A", "N/A", "N/A" }];

    private static string Bool(bool value) => value ? "true" : "false";

    private string Moment(int daysAgo) => calendar.Before(daysAgo).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
