using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>Takes single actions out of an estate's policies, so that everything can be evaluated again without them.</summary>
internal static class GrantRemoval
{
    /// <summary>Stands in the place of the last action of a statement, so that the statements after it keep their places.</summary>
    private const string Nothing = "ambit:Removed";

    /// <summary>The estate without the grants.</summary>
    public static AwsEstate From(AwsEstate estate, IReadOnlyCollection<PermissionGrant> removed)
    {
        var shared = removed.Where(g => g.Shared).ToLookup(g => g.Policy, StringComparer.Ordinal);
        var own = removed.Where(g => !g.Shared).ToLookup(g => g.Holder, StringComparer.Ordinal);
        return estate with
        {
            Users = [.. estate.Users.Select(u => own.Contains(u.Arn) ? (AwsUser)Principal(u, [.. own[u.Arn]], estate) : u)],
            Groups = [.. estate.Groups.Select(g => own.Contains(g.Arn) ? (AwsGroup)Principal(g, [.. own[g.Arn]], estate) : g)],
            Roles = [.. estate.Roles.Select(r => own.Contains(r.Arn) ? Role(r, [.. own[r.Arn]], estate) : r)],
            Resources = [.. estate.Resources.Select(r => own.Contains(r.Arn) && r.Policy is not null ? r with { Policy = Edit(r.Policy, own[r.Arn]) } : r)],
            ManagedPolicies = estate.ManagedPolicies.ToDictionary(
                p => p.Key, p => shared.Contains(p.Key) ? p.Value with { Default = Edit(p.Value.Default, shared[p.Key]) } : p.Value, StringComparer.Ordinal),
        };
    }

    private static AwsRole Role(AwsRole role, List<PermissionGrant> grants, AwsEstate estate)
    {
        var changed = (AwsRole)Principal(role, [.. grants.Where(g => g.Policy != "trust")], estate);
        var trust = grants.Where(g => g.Policy == "trust").ToList();
        return trust.Count == 0 ? changed : changed with { Trust = Edit(role.Trust, trust) };
    }

    /// <summary>A policy of AWS's own is replaced for this holder by an inline copy without the action.</summary>
    private static AwsPrincipal Principal(AwsPrincipal principal, List<PermissionGrant> grants, AwsEstate estate)
    {
        var byPolicy = grants.ToLookup(g => g.Policy, StringComparer.Ordinal);
        var inline = principal.InlinePolicies.Select(p => byPolicy.Contains(p.Name) ? Edit(p, byPolicy[p.Name]) : p).ToList();
        var attached = new List<string>();
        foreach (var arn in principal.AttachedPolicies)
        {
            if (byPolicy.Contains(arn) && estate.ManagedPolicies.TryGetValue(arn, out var policy))
                inline.Add(Edit(policy.Default with { Name = arn }, byPolicy[arn]));
            else
                attached.Add(arn);
        }

        return principal with { InlinePolicies = inline, AttachedPolicies = attached };
    }

    private static PolicyText Edit(PolicyText policy, IEnumerable<PermissionGrant> grants)
    {
        if (!policy.Known || JsonNode.Parse(policy.Document.GetRawText()) is not JsonObject document)
            return policy;
        var statements = document["Statement"] switch
        {
            JsonArray list => list.OfType<JsonObject>().ToList(),
            JsonObject one => [one],
            _ => [],
        };
        foreach (var grant in grants.Where(g => g.Index < statements.Count))
            Edit(statements[grant.Index], grant.Permission);
        using var edited = JsonDocument.Parse(document.ToJsonString());
        return policy with { Document = edited.RootElement.Clone() };
    }

    private static void Edit(JsonObject statement, string permission)
    {
        if (permission == "NotAction")
        {
            statement.Remove("NotAction");
            statement["Action"] = Nothing;
            return;
        }

        List<string> actions = statement["Action"] switch
        {
            JsonArray list => [.. list.Select(a => a?.GetValueKind() == JsonValueKind.String ? a.GetValue<string>() : "").Where(a => a != permission)],
            JsonValue one when one.GetValueKind() == JsonValueKind.String && one.GetValue<string>() != permission => [one.GetValue<string>()],
            _ => [],
        };
        statement["Action"] = new JsonArray([.. (actions.Count == 0 ? [Nothing] : actions).Select(a => (JsonNode?)JsonValue.Create(a))]);
    }
}
