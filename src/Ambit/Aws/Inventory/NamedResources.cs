namespace Ambit.Aws.Inventory;

/// <summary>
/// Joins the names that logs give with the inventory: a request names a role, user or group without its path, and a role that is
/// passed to instances by the profile it is in. Where the inventory does not tell, the log's own name stays.
/// </summary>
public sealed class NamedResources
{
    private readonly HashSet<string> _arns;
    private readonly Dictionary<(string Account, string Kind, string Name), string?> _byName = [];
    private readonly Dictionary<string, string?> _roles = new(StringComparer.Ordinal);

    /// <summary>Indexes an estate.</summary>
    public NamedResources(AwsEstate estate)
    {
        IEnumerable<(string Arn, string Account, string Kind, string Name)> known =
        [
            .. estate.Users.Select(u => (u.Arn, u.Account, "user", u.Name)),
            .. estate.Groups.Select(g => (g.Arn, g.Account, "group", g.Name)),
            .. estate.Roles.Select(r => (r.Arn, r.Account, "role", r.Name)),
            .. estate.InstanceProfiles.Select(p => (p.Arn, p.Account, "instance-profile", p.Name)),
        ];
        _arns = [.. known.Select(k => k.Arn)];
        foreach (var (arn, account, kind, name) in known)
        {
            // "Names … must be unique within the account … not distinguished by case" (IAM quotas), whatever the path; two of one name are of two exports.
            var key = (account, kind, name.ToLowerInvariant());
            _byName[key] = _byName.TryGetValue(key, out var other) && other != arn ? null : arn;
        }

        foreach (var profile in estate.InstanceProfiles)
            _roles[profile.Arn] = profile.RoleArn;
    }

    /// <summary>The resource that a use was of: for <c>iam:PassRole</c> the role in a profile, else what a bare name means.</summary>
    public string Of(string action, string resource)
    {
        if (!resource.StartsWith("arn:", StringComparison.Ordinal) || !resource.Contains(":iam::", StringComparison.Ordinal))
            return resource;
        var full = _arns.Contains(resource) ? resource : ByName(resource) ?? resource;
        return action.Equals("iam:PassRole", StringComparison.OrdinalIgnoreCase) && _roles.GetValueOrDefault(full) is { } role ? role : full;
    }

    private string? ByName(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts.Length < 6 || parts[5].IndexOf('/') is var slash && slash <= 0)
            return null;
        // Only a name without a path is a name that the log left bare.
        var name = parts[5][(slash + 1)..];
        return name.Contains('/') ? null : _byName.GetValueOrDefault((parts[4], parts[5][..slash], name.ToLowerInvariant()));
    }
}
