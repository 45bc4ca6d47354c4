using System.Text.RegularExpressions;
using Ambit.Azure.Conditions;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Escalation;

/// <summary>
/// Whether somebody can be edited into a dynamic group or unit: comparisons of attributes that can be set come out either way, the others as the
/// user's facts say. Microsoft Learn, "Manage rules for dynamic membership groups".
/// </summary>
internal static partial class MembershipRule
{
    private static readonly string[] Job = ["department", "jobtitle", "companyname", "employeeid", "employeehiredate", "employeetype"];

    private static readonly string[] Contact =
        ["city", "country", "state", "streetaddress", "postalcode", "physicaldeliveryofficename", "mobile", "telephonenumber", "facsimiletelephonenumber", "othermails", "preferredlanguage"];

    /// <summary>Attributes by the action that edits them, lower case.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Attributes = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["microsoft.directory/users/basic/update"] = [.. Job, .. Contact, "displayname", "givenname", "surname", "mailnickname"],
        ["microsoft.directory/users/jobInfo/update"] = Job,
        ["microsoft.directory/users/contactInfo/update"] = Contact,
        ["microsoft.directory/users/usageLocation/update"] = ["usagelocation"],
        ["microsoft.directory/users/extensionProperties/update"] = [.. Enumerable.Range(1, 15).Select(i => $"extensionattribute{i}")],
    };

    /// <summary>Attributes that users set themselves.</summary>
    public static readonly string[] Own = ["mobile", "othermails"];

    /// <summary>Whether edits of the attributes let the user in: true, false, or unknown where the rule reads what no export tells.</summary>
    /// <param name="rule">The rule's text.</param>
    /// <param name="user">Who would enter.</param>
    /// <param name="editable">Attributes that can be set, lower case.</param>
    public static Truth LetsIn(string rule, DirectoryObject user, IReadOnlyCollection<string> editable)
    {
        // what stays decided without an edit lets nobody in who is not in already
        if (editable.Count == 0 || !Read(rule).Overlaps(editable))
            return Truth.False;
        return new MembershipRuleReader(rule, atom => Decide(atom, user, editable)).CanBeTrue();
    }

    /// <summary>The attributes of users that a rule reads, lower case.</summary>
    public static HashSet<string> Read(string rule) => [.. Attribute().Matches(rule).Select(m => m.Groups[1].Value.ToLowerInvariant())];

    private static (Truth True, Truth False) Decide(MembershipComparison atom, DirectoryObject user, IReadOnlyCollection<string> editable)
    {
        var attribute = atom.Attribute;
        if (editable.Contains(attribute))
            return (Truth.True, Truth.True);
        if (attribute == "accountenabled")
            return Fixed(Compared(atom, user.Enabled ? "true" : "false"));
        if (attribute == "usertype")
            return Fixed(Compared(atom, user.Facts.Text("userType") ?? (user.Guest ? "Guest" : "Member")));
        var name = attribute switch { "objectid" => "id", "dirsyncenabled" => "onPremisesSyncEnabled", "mobile" => "mobilePhone", _ => attribute };
        var value = attribute == "objectid" ? user.ObjectId : user.Facts.Text(name) ?? (user.Facts.Flag(name) is { } flag ? flag ? "true" : "false" : null);
        return value is null && !user.Facts.Has(name) ? (Truth.Unknown, Truth.Unknown) : Fixed(Compared(atom, value));
    }

    private static (Truth, Truth) Fixed(bool? truth) => truth switch { true => (Truth.True, Truth.False), false => (Truth.False, Truth.True), _ => (Truth.Unknown, Truth.Unknown) };

    /// <summary>"String comparisons are not case sensitive"; null for what is not compared here, such as patterns.</summary>
    private static bool? Compared(MembershipComparison atom, string? value)
    {
        bool Any(Func<string, string, bool> test) => atom.Values.Any(v => v is null ? value is null : value is not null && test(value, v));
        return atom.Operator switch
        {
            "eq" or "in" => Any((a, b) => a.Equals(b, StringComparison.OrdinalIgnoreCase)),
            "ne" or "notin" => !Any((a, b) => a.Equals(b, StringComparison.OrdinalIgnoreCase)),
            "startswith" => Any((a, b) => a.StartsWith(b, StringComparison.OrdinalIgnoreCase)),
            "notstartswith" => !Any((a, b) => a.StartsWith(b, StringComparison.OrdinalIgnoreCase)),
            "contains" => Any((a, b) => a.Contains(b, StringComparison.OrdinalIgnoreCase)),
            "notcontains" => !Any((a, b) => a.Contains(b, StringComparison.OrdinalIgnoreCase)),
            _ => null,
        };
    }

    [GeneratedRegex(@"\buser\.([A-Za-z0-9]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();
}
