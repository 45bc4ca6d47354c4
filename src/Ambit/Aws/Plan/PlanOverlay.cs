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
        var trusts = named.Where(p => p.Kind is PolicyKind.Trust && p.Json.ValueKind is System.Text.Json.JsonValueKind.Object).ToLookup(p => p.Subject, StringComparer.Ordinal);
        var granted = named.Where(p => p.Kind is PolicyKind.Identity).ToLookup(p => p.Subject, StringComparer.Ordinal);
        var roles = estate.Roles.Select(r => Trusting(r, trusts)).Concat(NewRoles(estate, trusts));
        return estate with
        {
            Roles = [.. roles.Select(r => r with { InlinePolicies = Inline(r, granted, estate) })],
            Users = [.. estate.Users.Select(u => u with { InlinePolicies = Inline(u, granted, estate) })],
            Groups = [.. estate.Groups.Select(g => g with { InlinePolicies = Inline(g, granted, estate) })],
        };
    }

    /// <summary>A reference to a role of the same plan, by the role's name.</summary>
    private static string Name(string subject, IReadOnlyList<PlannedResource> resources) =>
        subject.Contains('.', StringComparison.Ordinal)
        && resources.FirstOrDefault(r => PlanConfiguration.Plain(r.Address).EndsWith(subject, StringComparison.Ordinal))?.Text("name") is { } name ? name : subject;

    private static AwsRole Trusting(AwsRole role, ILookup<string, PlannedPolicy> trusts) =>
        trusts[role.Name].FirstOrDefault() is { } trust ? role with { Trust = new PolicyText("trust", trust.Json, Source) } : role;

    /// <summary>Roles that the plan makes, where the snapshot leaves no doubt in which account.</summary>
    private static IEnumerable<AwsRole> NewRoles(AwsEstate estate, ILookup<string, PlannedPolicy> trusts)
    {
        var accounts = estate.Accounts.Where(a => a.Exported).ToList();
        if (accounts is not [var account])
            yield break;
        foreach (var trust in trusts.Where(t => !estate.Roles.Any(r => r.Name == t.Key)))
        {
            yield return new AwsRole
            {
                Arn = $"arn:{account.Partition}:iam::{account.Id}:role/{trust.Key}",
                Account = account.Id,
                Name = trust.Key,
                Trust = new PolicyText("trust", trust.First().Json, Source),
            };
        }
    }

    private static IReadOnlyList<PolicyText> Inline(AwsPrincipal principal, ILookup<string, PlannedPolicy> granted, AwsEstate estate)
    {
        var changes = granted[principal.Name].Concat(granted[principal.Arn]).ToList();
        // A name that stands in several accounts says nothing of any.
        if (changes.Count == 0 || estate.Roles.Concat<AwsPrincipal>(estate.Users).Concat(estate.Groups).Count(p => p.Name == principal.Name) > 1)
            return principal.InlinePolicies;
        var replaced = changes.Where(c => c.Before is not null).Select(c => AwsPlan.Text(c.Before!)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. principal.InlinePolicies.Where(p => !p.Known || !replaced.Contains(AwsPlan.Text(PolicyDocument.Read(p.Document)))),
            .. changes.Where(c => c.Json.ValueKind is System.Text.Json.JsonValueKind.Object).Select(c => new PolicyText(c.Address, c.Json, Source)),
        ];
    }
}
