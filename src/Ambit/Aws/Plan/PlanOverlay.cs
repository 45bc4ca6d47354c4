using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Model;

namespace Ambit.Aws.Plan;

/// <summary>Lays a plan over a snapshot: the estate as it would be.</summary>
internal static class PlanOverlay
{
    private static readonly SourceLocation Source = new("plan");

    /// <summary>The estate after the plan; what the plan does not name stays as it is.</summary>
    public static AwsEstate Apply(AwsEstate estate, IReadOnlyList<PlannedPolicy> policies, IReadOnlyList<PlannedResource> resources)
    {
        var named = policies.Select(p => p with { Subject = Name(p.Subject, resources) }).ToList();
        var trusts = named.Where(p => p.Kind is PolicyKind.Trust && p.Json.ValueKind is JsonValueKind.Object).ToLookup(p => p.Subject, StringComparer.Ordinal);
        var granted = named.Where(p => p.Kind is PolicyKind.Identity).ToLookup(p => p.Subject, StringComparer.Ordinal);
        var attached = named.Where(p => p.Kind is PolicyKind.Resource && p.Json.ValueKind is JsonValueKind.Object).ToList();
        var boundaries = resources.Where(r => r.Type is "aws_iam_role" or "aws_iam_user" or "AWS::IAM::Role" or "AWS::IAM::User").ToList();
        var roles = estate.Roles.Select(r => Trusting(r, trusts)).Concat(NewRoles(estate, trusts));
        return estate with
        {
            Roles = [.. roles.Select(r => r with { InlinePolicies = Inline(r, granted, estate), Boundary = Boundary(r, r.Boundary, boundaries) })],
            Users = [.. estate.Users.Select(u => u with { InlinePolicies = Inline(u, granted, estate), Boundary = Boundary(u, u.Boundary, boundaries) })],
            Groups = [.. estate.Groups.Select(g => g with { InlinePolicies = Inline(g, granted, estate) })],
            Resources = [.. estate.Resources.Select(r => Opened(r, attached))],
        };
    }

    /// <summary>The boundary that the plan gives; without a word of it the boundary that is there.</summary>
    private static string? Boundary(AwsPrincipal principal, string? now, List<PlannedResource> resources)
    {
        foreach (var resource in resources)
        {
            if ((resource.Text("name") ?? resource.Text("RoleName") ?? resource.Text("UserName")) != principal.Name || resource.After.ValueKind is not JsonValueKind.Object)
                continue;
            if ((resource.Text("permissions_boundary") ?? resource.Text("PermissionsBoundary")) is { Length: > 0 } boundary)
                return boundary;
            // What is computed is a boundary that nobody knows yet: it is there, and what it leaves is open.
            return resource.IsUnknown("permissions_boundary") ? $"known after apply: boundary of {resource.Address}" : null;
        }

        return now;
    }

    private static AwsResource Opened(AwsResource resource, List<PlannedPolicy> attached) =>
        attached.FirstOrDefault(p => p.Subject == resource.Arn || (p.Subject == resource.Name && (p.Account is null || p.Account == resource.Account))) is { } policy
            ? resource with { Policy = new PolicyText("resource policy", policy.Json, Source), PolicyKnown = true } : resource;

    /// <summary>A reference to a role of the same plan, by the role's name.</summary>
    private static string Name(string subject, IReadOnlyList<PlannedResource> resources) =>
        subject.Contains('.', StringComparison.Ordinal)
        && resources.FirstOrDefault(r => PlanConfiguration.Plain(r.Address).EndsWith(subject, StringComparison.Ordinal))?.Text("name") is { } name ? name : subject;

    private static AwsRole Trusting(AwsRole role, ILookup<string, PlannedPolicy> trusts) =>
        trusts[role.Name].FirstOrDefault(t => t.Account is null || t.Account == role.Account) is { } trust ? role with { Trust = new PolicyText("trust", trust.Json, Source) } : role;

    /// <summary>Roles that the plan makes: in the account that it tells, else where the snapshot leaves no doubt.</summary>
    private static IEnumerable<AwsRole> NewRoles(AwsEstate estate, ILookup<string, PlannedPolicy> trusts)
    {
        var accounts = estate.Accounts.Where(a => a.Exported).ToList();
        foreach (var trust in trusts.SelectMany(t => t))
        {
            var account = trust.Account is null ? accounts is [var one] ? one : null : accounts.FirstOrDefault(a => a.Id == trust.Account);
            if (account is null || estate.Roles.Any(r => r.Name == trust.Subject && r.Account == account.Id))
                continue;
            yield return new AwsRole
            {
                Arn = $"arn:{account.Partition}:iam::{account.Id}:role/{trust.Subject}",
                Account = account.Id,
                Name = trust.Subject,
                Trust = new PolicyText("trust", trust.Json, Source),
            };
        }
    }

    private static IReadOnlyList<PolicyText> Inline(AwsPrincipal principal, ILookup<string, PlannedPolicy> granted, AwsEstate estate)
    {
        var changes = granted[principal.Name].Where(c => c.Account is null || c.Account == principal.Account).Concat(granted[principal.Arn]).ToList();
        // A name that stands in several accounts says nothing of any, where the plan does not tell the account.
        if (changes.Count == 0 || (changes.Exists(c => c.Account is null && c.Subject == principal.Name) && estate.Roles.Concat<AwsPrincipal>(estate.Users).Concat(estate.Groups).Count(p => p.Name == principal.Name) > 1))
            return principal.InlinePolicies;
        var replaced = changes.Where(c => c.Before is not null).Select(c => AwsPlan.Text(c.Before!)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. principal.InlinePolicies.Where(p => !p.Known || !replaced.Contains(AwsPlan.Text(PolicyDocument.Read(p.Document)))),
            .. changes.Where(c => c.Json.ValueKind is JsonValueKind.Object).Select(c => new PolicyText(c.Address, c.Json, Source)),
        ];
    }
}
