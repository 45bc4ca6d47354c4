using System.Globalization;
using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>
/// The output of <c>aws iam get-account-authorization-details --filter User Group Role LocalManagedPolicy</c>: AWS's own
/// policies are named by their ARN only.
/// </summary>
internal sealed class AuthorizationDetails(Account account, Calendar calendar)
{
    /// <summary>The whole output.</summary>
    public JsonObject Build() => new()
    {
        ["UserDetailList"] = new JsonArray([.. account.Users.Select(User)]),
        ["GroupDetailList"] = new JsonArray([.. account.Groups.Select(Group)]),
        ["RoleDetailList"] = new JsonArray([.. account.Roles.Select(Role)]),
        ["Policies"] = new JsonArray([.. account.Policies.Select(Policy)]),
    };

    private JsonObject User(User user)
    {
        var arn = account.Iam($"user{user.Path}{user.Name}");
        var json = new JsonObject
        {
            ["Path"] = user.Path,
            ["UserName"] = user.Name,
            ["UserId"] = Ids.Unique("AIDA", arn),
            ["Arn"] = arn,
            ["CreateDate"] = Moment(user.DaysOld),
        };
        if (user.Inline.Count > 0)
            json["UserPolicyList"] = InlinePolicies(user.Inline);
        json["GroupList"] = new JsonArray([.. user.Groups.Select(g => (JsonNode)g)]);
        json["AttachedManagedPolicies"] = Attached(user.Attached);
        AddBoundary(json, user.Boundary);
        json["Tags"] = Tags(user.Tags);
        return json;
    }

    private JsonObject Group(Group group)
    {
        var arn = account.Iam($"group/{group.Name}");
        return new JsonObject
        {
            ["Path"] = "/",
            ["GroupName"] = group.Name,
            ["GroupId"] = Ids.Unique("AGPA", arn),
            ["Arn"] = arn,
            ["CreateDate"] = Moment(group.DaysOld),
            ["GroupPolicyList"] = InlinePolicies(group.Inline),
            ["AttachedManagedPolicies"] = Attached(group.Attached),
        };
    }

    private JsonObject Role(Role role)
    {
        var arn = account.Iam($"role{role.Path}{role.Name}");
        var json = new JsonObject
        {
            ["Path"] = role.Path,
            ["RoleName"] = role.Name,
            ["RoleId"] = Ids.Unique("AROA", arn),
            ["Arn"] = arn,
            ["CreateDate"] = Moment(role.DaysOld),
            ["AssumeRolePolicyDocument"] = JsonNode.Parse(role.Trust),
            ["InstanceProfileList"] = role.InstanceProfile ? new JsonArray(Profile(role, arn)) : new JsonArray(),
            ["RolePolicyList"] = InlinePolicies(role.Inline),
            ["AttachedManagedPolicies"] = Attached(role.Attached),
        };
        AddBoundary(json, role.Boundary);
        json["Tags"] = Tags(role.Tags);
        json["RoleLastUsed"] = role.UsedDaysAgo is { } days
            ? new JsonObject { ["LastUsedDate"] = Moment(days), ["Region"] = role.UsedRegion }
            : new JsonObject();
        return json;
    }

    private JsonObject Profile(Role role, string roleArn)
    {
        var arn = account.Iam($"instance-profile/{role.Name}");
        return new JsonObject
        {
            ["Path"] = "/",
            ["InstanceProfileName"] = role.Name,
            ["InstanceProfileId"] = Ids.Unique("AIPA", arn),
            ["Arn"] = arn,
            ["CreateDate"] = Moment(role.DaysOld),
            ["Roles"] = new JsonArray(new JsonObject
            {
                ["Path"] = role.Path,
                ["RoleName"] = role.Name,
                ["RoleId"] = Ids.Unique("AROA", roleArn),
                ["Arn"] = roleArn,
                ["CreateDate"] = Moment(role.DaysOld),
                ["AssumeRolePolicyDocument"] = JsonNode.Parse(role.Trust),
            }),
        };
    }

    private JsonObject Policy(ManagedPolicy policy)
    {
        var arn = account.Iam($"policy/{policy.Name}");
        var holders = account.Roles.Count(r => r.Attached.Contains(arn)) + account.Users.Count(u => u.Attached.Contains(arn)) + account.Groups.Count(g => g.Attached.Contains(arn));
        return new JsonObject
        {
            ["PolicyName"] = policy.Name,
            ["PolicyId"] = Ids.Unique("ANPA", arn),
            ["Arn"] = arn,
            ["Path"] = "/",
            ["DefaultVersionId"] = $"v{policy.Versions.Length}",
            ["AttachmentCount"] = holders,
            ["PermissionsBoundaryUsageCount"] = account.Roles.Count(r => r.Boundary == arn) + account.Users.Count(u => u.Boundary == arn),
            ["IsAttachable"] = true,
            ["CreateDate"] = Moment(policy.DaysOld),
            ["UpdateDate"] = Moment(Math.Max(1, policy.DaysOld - 30 * (policy.Versions.Length - 1))),
            ["PolicyVersionList"] = new JsonArray([.. policy.Versions.Select((text, i) => new JsonObject
            {
                ["Document"] = JsonNode.Parse(text),
                ["VersionId"] = $"v{i + 1}",
                ["IsDefaultVersion"] = i == policy.Versions.Length - 1,
                ["CreateDate"] = Moment(Math.Max(1, policy.DaysOld - 30 * i)),
            }).Reverse()]),
        };
    }

    private static JsonArray InlinePolicies(IReadOnlyList<Inline> policies) =>
        [.. policies.Select(p => new JsonObject { ["PolicyName"] = p.Name, ["PolicyDocument"] = JsonNode.Parse(p.Document) })];

    private static JsonArray Attached(IReadOnlyList<string> arns) =>
        [.. arns.Select(a => new JsonObject { ["PolicyName"] = a[(a.LastIndexOf('/') + 1)..], ["PolicyArn"] = a })];

    private static void AddBoundary(JsonObject json, string? boundary)
    {
        if (boundary is not null)
            json["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "PermissionsBoundaryPolicy", ["PermissionsBoundaryArn"] = boundary };
    }

    private static JsonArray Tags(IReadOnlyDictionary<string, string> tags) =>
        [.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })];

    private string Moment(int daysAgo) => calendar.Before(daysAgo).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
