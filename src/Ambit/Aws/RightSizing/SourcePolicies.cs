using System.Text.Json;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>Finds the policies of today that a subject is sized from.</summary>
internal sealed class SourcePolicies(AwsWorld world)
{
    /// <summary>A user's own policies and those of its groups, or a role's, or a group's.</summary>
    public IReadOnlyList<SourcePolicy> Of(AwsPrincipal holder)
    {
        var policies = Own(holder, null);
        if (holder is AwsUser user)
        {
            foreach (var group in world.Estate.Groups.Where(g => user.Groups.Contains(g.Arn)))
                policies.AddRange(Own(group, group.Arn));
        }

        return policies;
    }

    /// <summary>A permission set's policies, as they are in its roles.</summary>
    public IReadOnlyList<SourcePolicy> Of(PermissionSet set, IReadOnlyList<AwsRole> roles)
    {
        if (roles.Count > 0)
            return [.. roles.SelectMany(r => Own(r, null)).DistinctBy(p => (p.Name, p.Text.Known ? p.Text.Document.GetRawText() : ""))];
        var policies = new List<SourcePolicy>();
        if (set.Inline is { } inline)
            policies.Add(Inline(inline, null));
        policies.AddRange(set.AwsManaged.Select(a => Managed(a, null)));
        return policies;
    }

    /// <summary>A managed policy.</summary>
    public SourcePolicy Managed(string arn, string? via)
    {
        var kind = arn.Contains(":iam::aws:policy/", StringComparison.Ordinal) ? "aws-managed" : "managed";
        if (world.Estate.ManagedPolicies.TryGetValue(arn, out var policy) && policy.Default.Known)
            return new SourcePolicy(arn, kind, policy.Default, world.Compiler.Compile(policy.Default.Document, PolicyKind.Identity), via);
        if (world.Catalogue.ManagedPolicies.Find(arn) is { } known)
        {
            var document = JsonElement.Parse(known.Json.Span);
            return new SourcePolicy(arn, kind, new PolicyText(arn, document, default), world.Compiler.Compile(document, PolicyKind.Identity), via);
        }

        return new SourcePolicy(arn, kind, new PolicyText(arn, default, default), null, via);
    }

    private List<SourcePolicy> Own(AwsPrincipal holder, string? via) =>
        [.. holder.InlinePolicies.Select(p => Inline(p, via)), .. holder.AttachedPolicies.Select(a => Managed(a, via))];

    private SourcePolicy Inline(PolicyText policy, string? via) =>
        new(policy.Name, "inline", policy, policy.Known ? world.Compiler.Compile(policy.Document, PolicyKind.Identity) : null, via);
}
