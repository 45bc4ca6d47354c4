using System.Text.Json;
using Ambit.Aws.Access;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Model;

namespace Ambit.Aws;

/// <summary>Users, groups, roles and root users as neutral identities.</summary>
internal static class NeutralIdentities
{
    public static IEnumerable<Identity> Of(AwsEstate estate)
    {
        var told = estate.LastAccesses.Where(l => l.LastUsedAt is not null).GroupBy(l => l.Arn, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(l => l.LastUsedAt), StringComparer.Ordinal);
        return All(estate).Select(i => told.TryGetValue(i.Id, out var at) && (i.LastUsedAt is null || at > i.LastUsedAt) ? i with { LastUsedAt = at } : i);
    }

    private static IEnumerable<Identity> All(AwsEstate estate) =>
        estate.Accounts.Where(a => a.Exported).Select(a => Root(a, estate.RootCredentials.GetValueOrDefault(a.Id)))
            .Concat(estate.Users.Select(User)).Concat(estate.Groups.Select(g => Principal(g, "group"))).Concat(estate.Roles.Select(Role)).Concat(AwsAgents.Of(estate).Select(a => Agent(a.Agent)))
            .Concat(People(estate));

    /// <summary>"The AWS account root user": not in the authorization details, but in every account.</summary>
    private static Identity Root(AwsAccount account, AwsCredentials? credentials) => new()
    {
        Id = $"arn:{account.Partition}:iam::{account.Id}:root",
        Cloud = AwsCloud.CloudName,
        Scope = account.Id,
        Kind = "root",
        Name = "root",
        Admin = true,
        Mfa = credentials?.Mfa,
        Credentials = credentials?.All ?? [],
        LastUsedAt = credentials?.All.Max(c => c.LastUsedAt),
        UniqueIds = [account.Id],
    };

    /// <summary>
    /// The people and groups of Identity Center, which lives in the organisation's management account or one it delegates to; where the
    /// export does not tell, they are of no account.
    /// </summary>
    private static IEnumerable<Identity> People(AwsEstate estate)
    {
        var people = new CenterPeople(estate);
        var home = estate.Organizations is [{ ManagementAccountId: { } management }] ? management : "";
        return people.All.Select(p => new Identity
        {
            Id = p.Id,
            Cloud = AwsCloud.CloudName,
            Scope = home,
            Kind = p.IsGroup ? "identityCenterGroup" : "identityCenterUser",
            Name = p.Name,
            Groups = p.Groups,
            ActsAs = people.RolesOf(p.Id),
        });
    }

    /// <summary>An agent; where no export holds its role it is listed all the same, and nothing is said of what it may do.</summary>
    private static Identity Agent(AwsResource agent) => new()
    {
        Id = agent.Arn,
        Cloud = AwsCloud.CloudName,
        Scope = agent.Account,
        Kind = "agent",
        Name = agent.Name,
        Tags = agent.Tags,
    };

    private static Identity User(AwsUser user) => Principal(user, "user") with
    {
        Mfa = user.Credentials.Mfa,
        Credentials = user.Credentials.All,
        LastUsedAt = user.Credentials.All.Max(c => c.LastUsedAt),
        Groups = user.Groups,
        Tags = user.Tags,
    };

    private static Identity Role(AwsRole role) => Principal(role, "role") with
    {
        CloudOwned = role.ServiceLinked || role.Reserved,
        LastUsedAt = role.LastUsedAt,
        Tags = role.Tags,
        Trusts = [.. Trusted(role.Trust.Document).Distinct(StringComparer.Ordinal)],
    };

    private static Identity Principal(AwsPrincipal principal, string kind) => new()
    {
        Id = principal.Arn,
        Cloud = AwsCloud.CloudName,
        Scope = principal.Account,
        Kind = kind,
        Name = principal.Name,
        CreatedAt = principal.CreatedAt,
        UniqueIds = principal.UniqueId is { } id ? [id] : [],
    };

    /// <summary>The principals that a trust policy's allow statements name.</summary>
    private static IEnumerable<string> Trusted(JsonElement trust)
    {
        foreach (var statement in trust.Items("Statement").Where(s => string.Equals(s.Text("Effect"), "Allow", StringComparison.OrdinalIgnoreCase)))
        {
            var principal = statement.Get("Principal");
            if (principal.ValueKind == JsonValueKind.String)
                yield return principal.GetString()!;
            if (principal.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var name in principal.EnumerateObject().SelectMany(p => principal.Texts(p.Name)))
                yield return name;
        }
    }
}
