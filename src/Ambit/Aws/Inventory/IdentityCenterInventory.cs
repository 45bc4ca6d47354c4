using System.Text.Json;
using Ambit.Aws.Import;

namespace Ambit.Aws.Inventory;

/// <summary>Identity Center from its documents.</summary>
internal static class IdentityCenterInventory
{
    public static IdentityCenter Build(FactTable facts)
    {
        var sets = facts.Layered(AwsKind.PermissionSet, d => d.Content.Text("SetId") ?? d.Content.Text("Arn"));
        var assignments = facts.Of(AwsKind.AccountAssignment).Select(d => new AccountAssignment(
            d.Content.Text("AccountId") ?? "", d.Content.Text("PermissionSetArn") ?? "", d.Content.Text("PrincipalType") ?? "", d.Content.Text("PrincipalId") ?? ""));
        var memberships = facts.Of(AwsKind.Membership).Where(d => d.Content.Text("GroupId") is not null && d.Content.Text("UserId") is not null)
            .GroupBy(d => d.Content.Text("GroupId")!).ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(d => d.Content.Text("UserId")!).Distinct(StringComparer.Ordinal)]);
        return new IdentityCenter([.. sets.Select(Set)], [.. assignments.Distinct()], Names(facts, AwsKind.Person), Names(facts, AwsKind.PersonGroup), memberships);
    }

    private static PermissionSet Set(LayeredFact set) => new(
        set.Text("Arn") ?? set.Key, set.Text("Name") ?? set.Key, set.Text("InstanceArn") ?? "",
        set.Get("Inline") is { ValueKind: JsonValueKind.Object } inline ? new PolicyText($"{set.Text("Name") ?? set.Key} inline", inline, set.SourceOf("Inline")) : null,
        set.Texts("AwsManaged"), set.Texts("CustomerManaged"), set.Text("BoundaryArn"), set.Text("BoundaryName"), set.Text("SessionDuration"));

    private static Dictionary<string, string> Names(FactTable facts, string kind) =>
        facts.Layered(kind, d => d.Content.Text("Id")).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.First().Text("Name") ?? f.Key, StringComparer.Ordinal);
}
