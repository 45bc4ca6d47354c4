using System.Text.RegularExpressions;

namespace Ambit.Azure.Escalation;

/// <summary>
/// What the rule of a dynamic group or unit reads: <c>(user.department -eq "HR")</c>. Only attributes that somebody can set decide who
/// gets in. Microsoft Learn, "Manage rules for dynamic membership groups".
/// </summary>
internal static partial class MembershipRule
{
    /// <summary>Attributes by the action that edits them, lower case.</summary>
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.Ordinal)
    {
        ["microsoft.directory/users/basic/update"] =
            ["department", "jobtitle", "companyname", "city", "country", "state", "streetaddress", "postalcode", "physicaldeliveryofficename", "displayname", "givenname", "surname",
             "employeeid", "mobile", "telephonenumber", "facsimiletelephonenumber", "preferredlanguage", "mailnickname", "othermails", "employeehiredate"],
        ["microsoft.directory/users/usageLocation/update"] = ["usagelocation"],
        ["microsoft.directory/users/extensionProperties/update"] =
            ["extensionattribute1", "extensionattribute2", "extensionattribute3", "extensionattribute4", "extensionattribute5", "extensionattribute6", "extensionattribute7", "extensionattribute8",
             "extensionattribute9", "extensionattribute10", "extensionattribute11", "extensionattribute12", "extensionattribute13", "extensionattribute14", "extensionattribute15"],
    };

    /// <summary>Attributes that users set themselves.</summary>
    private static readonly string[] Own = ["mobile", "othermails"];

    /// <summary>The action that edits every attribute which the rule reads; null where none does.</summary>
    public static string? EditedBy(string rule)
    {
        var read = Read(rule);
        return read.Count == 0 ? null : Attributes.Where(a => read.All(r => a.Value.Contains(r))).Select(a => a.Key).FirstOrDefault();
    }

    /// <summary>Whether it reads only what users set themselves.</summary>
    public static bool ReadsOwnAttribute(string rule) => Read(rule) is { Count: > 0 } read && read.All(Own.Contains);

    private static HashSet<string> Read(string rule) => [.. Attribute().Matches(rule).Select(m => m.Groups[1].Value.ToLowerInvariant())];

    [GeneratedRegex(@"\buser\.([A-Za-z0-9]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Attribute();
}
