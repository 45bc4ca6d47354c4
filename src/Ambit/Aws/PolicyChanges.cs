using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;
using Ambit.RightSizing;

namespace Ambit.Aws;

/// <summary>Which calls change what somebody may do, and whom that bears on.</summary>
internal sealed class PolicyChanges(AwsEstate estate, IRightSizing sizing)
{
    private static readonly string[] OrganizationCalls =
        ["AttachPolicy", "DetachPolicy", "UpdatePolicy", "EnablePolicyType", "DisablePolicyType", "MoveAccount", "EnableAllFeatures"];

    // Not of the level "permissions management", for they set more than the policy.
    private static readonly string[] SetsAttributes = ["sqs:SetQueueAttributes", "sns:SetTopicAttributes", "s3:PutBucketOwnershipControls"];

    /// <summary>What the use of a permission changed, null for nothing.</summary>
    /// <param name="action">The permission.</param>
    /// <param name="resource">What it was used on.</param>
    /// <param name="about">The user who joins or leaves a group; the root, unit, account or guardrail; null where the log does not say.</param>
    public PolicyReach? Of(string action, string? resource, string? about)
    {
        if (AwsCatalogue.Current.IndexOf(action) < 0 || AwsCatalogue.Current.LevelOf(action) is AccessLevel.Read or AccessLevel.List)
            return null;
        var colon = action.IndexOf(':');
        var name = action[(colon + 1)..];
        return action[..colon].ToLowerInvariant() switch
        {
            "organizations" => OrganizationCalls.Contains(name, StringComparer.OrdinalIgnoreCase) ? new PolicyReach(Beneath(about), []) : null,
            _ when resource is null => null,
            "iam" => Identity(name, resource, about),
            "sso" => name.Contains("PermissionSet", StringComparison.Ordinal) ? new PolicyReach(sizing.HoldersOf(resource), []) : null,
            "ec2" when name is "ModifyVpcEndpoint" => new PolicyReach([], [], KeyValuePair.Create("aws:SourceVpce", resource[(resource.LastIndexOf('/') + 1)..])),
            _ => AwsCatalogue.Current.LevelOf(action) is AccessLevel.PermissionsManagement || SetsAttributes.Contains(action, StringComparer.OrdinalIgnoreCase)
                ? new PolicyReach([], [resource]) : null,
        };
    }

    private PolicyReach? Identity(string name, string resource, string? about)
    {
        // Who leaves a group is not in it any more; who stays keeps what the group grants.
        if (name is "AddUserToGroup" or "RemoveUserFromGroup" && about is not null)
            return new PolicyReach([.. estate.Users.Where(u => u.Name == about && u.Account == resource.Split(':').ElementAtOrDefault(4)).Select(u => u.Arn)], []);
        if (name is "UpdateAssumeRolePolicy")
            return new PolicyReach([], [resource]);

        // "aws:PrincipalTag": tags of a user or role decide conditions.
        var tags = name is "TagRole" or "UntagRole" or "TagUser" or "UntagUser";
        var policies = name.Contains("Policy", StringComparison.Ordinal) || name.Contains("Boundary", StringComparison.Ordinal)
            || name.Contains("ToGroup", StringComparison.Ordinal) || name.Contains("FromGroup", StringComparison.Ordinal);
        return tags || policies ? new PolicyReach([resource, .. sizing.HoldersOf(resource), .. BoundedBy(resource)], []) : null;
    }

    private IEnumerable<string> BoundedBy(string policy) =>
        estate.Users.Where(u => u.Boundary == policy).Select(u => u.Arn).Concat(estate.Roles.Where(r => r.Boundary == policy).Select(r => r.Arn));

    /// <summary>
    /// "SCPs don't affect users or roles in the management account": everybody else beneath what a guardrail was put on or taken off, or
    /// beneath whatever holds the guardrail that was edited; of all organisations where that is not told or not known.
    /// </summary>
    private List<string> Beneath(string? about)
    {
        var targets = Targets(about).ToHashSet(StringComparer.Ordinal);
        var accounts = estate.Accounts.Where(a => estate.Organizations.Any(o => o.ManagementAccountId != a.Id && o.Nodes.ContainsKey(a.Id)
                && (targets.Count == 0 || o.PathTo(a.Id).Any(targets.Contains))))
            .ToDictionary(a => a.Id, a => $"arn:{a.Partition}:iam::{a.Id}:root", StringComparer.Ordinal);
        return
        [
            .. accounts.Values,
            .. estate.Users.Where(u => accounts.ContainsKey(u.Account)).Select(u => u.Arn),
            .. estate.Roles.Where(r => accounts.ContainsKey(r.Account)).Select(r => r.Arn),
        ];
    }

    private IEnumerable<string> Targets(string? about)
    {
        if (about is null)
            return [];
        var nodes = estate.Organizations.SelectMany(o => o.Nodes.Values).ToList();
        return nodes.Where(n => n.Id == about || Attached(n).Any(p => p.Name == about || p.Name.EndsWith('/' + about, StringComparison.Ordinal))).Select(n => n.Id);
    }

    private static IEnumerable<PolicyText> Attached(OrganizationNode node) => (node.ServiceControlPolicies ?? []).Concat(node.ResourceControlPolicies ?? []);
}
