using System.Text;
using Ambit.Aws.Inventory;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>A script of AWS CLI commands: first what is new, then what it replaces, so that nobody is without rights in between.</summary>
internal static class AwsCliOutput
{
    /// <summary>One script; documents are in it, quoted.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result, Holding holding)
    {
        var text = new StringBuilder("#!/bin/sh\nset -eu\n");
        text.Append($"# least privilege for {Names.Comment(result.Subject.Id)}\n");
        foreach (var policy in result.After)
        {
            foreach (var why in policy.Rationale)
                text.Append($"# {Names.Comment(why)}\n");
            Put(text, result, policy);
        }

        foreach (var policy in result.Before)
            Remove(text, result, policy, holding);
        if (holding.SetOf(result) is { } set)
            PermissionSet(text, result, set);
        return [($"{Names.File(Names.Of(result))}.sh", text.ToString())];
    }

    private static void Put(StringBuilder text, RightSized result, SizedPolicy policy)
    {
        var name = Names.Shell(policy.Name);
        var document = Names.Shell(PolicyJson.Compact(policy.Document));
        if (policy.Kind == "inline" && result.Subject.Kind == "permissionSet")
        {
            text.Append($"aws sso-admin put-inline-policy-to-permission-set {Set(result)} --inline-policy {document}\n");
        }
        else if (result.Subject.Kind == "permissionSet")
        {
            text.Append($"# in every account that the set is assigned to, before the reference below is made:\n#   aws iam create-policy {Names.Option("--policy-name", policy.Name)} --policy-document {Names.Comment(document)}\n");
            text.Append($"aws sso-admin attach-customer-managed-policy-reference-to-permission-set {Set(result)} --customer-managed-policy-reference Name={name},Path=/\n");
        }
        else if (policy.Kind == "inline")
        {
            text.Append($"aws iam put-{result.Subject.Kind}-policy {Names.Option($"--{result.Subject.Kind}-name", Names.Of(result))} {Names.Option("--policy-name", policy.Name)} --policy-document {document}\n");
        }
        else if (OwnVersion(result))
        {
            text.Append($"aws iam create-policy-version --policy-arn {Names.Shell(result.Subject.Id)} --policy-document {document} --set-as-default\n");
        }
        else
        {
            text.Append($"arn=$(aws iam create-policy {Names.Option("--policy-name", policy.Name)} --policy-document {document} --query Policy.Arn --output text)\n");
            Attach(text, result);
        }
    }

    private static void Attach(StringBuilder text, RightSized result)
    {
        if (result.Subject.Kind is "role" or "user" or "group")
        {
            text.Append($"aws iam attach-{result.Subject.Kind}-policy {Names.Option($"--{result.Subject.Kind}-name", Names.Of(result))} --policy-arn \"$arn\"\n");
            return;
        }

        foreach (var (kind, name) in result.Subject.Holders.Select(Holding.Of))
        {
            text.Append(result.Subject.Kind == "boundary"
                ? $"aws iam put-{kind}-permissions-boundary {Names.Option($"--{kind}-name", name)} --permissions-boundary \"$arn\"\n"
                : $"aws iam attach-{kind}-policy {Names.Option($"--{kind}-name", name)} --policy-arn \"$arn\"\n");
        }
    }

    /// <summary>What the set holds besides, and its way into the accounts.</summary>
    private static void PermissionSet(StringBuilder text, RightSized result, PermissionSet set)
    {
        foreach (var reference in set.CustomerManaged)
        {
            var slash = reference.LastIndexOf('/');
            var path = slash > 0 ? $"/{reference[..(slash + 1)].TrimStart('/')}" : "/";
            text.Append($"aws sso-admin detach-customer-managed-policy-reference-from-permission-set {Set(result)} --customer-managed-policy-reference Name={Names.Shell(reference[(slash + 1)..])},Path={Names.Shell(path)}\n");
        }

        if (result.After.All(a => a.Kind != "inline") && set.Inline is not null)
            text.Append($"aws sso-admin delete-inline-policy-from-permission-set {Set(result)}\n");
        text.Append($"aws sso-admin provision-permission-set {Set(result)} --target-type ALL_PROVISIONED_ACCOUNTS\n");
    }

    private static void Remove(StringBuilder text, RightSized result, CurrentPolicy policy, Holding holding)
    {
        var kind = result.Subject.Kind;
        if (policy.Kind == "group")
            text.Append($"# {Names.Comment(policy.Name)} comes through a group: take the user out of the group that grants it\n");
        else if (kind is "role" or "user" or "group" && policy.Kind == "inline" && !result.After.Any(a => a.Kind == "inline" && a.Name == policy.Name))
            text.Append($"aws iam delete-{kind}-policy {Names.Option($"--{kind}-name", Names.Of(result))} {Names.Option("--policy-name", policy.Name)}\n");
        else if (kind is "role" or "user" or "group" && policy.Kind != "inline")
            text.Append($"aws iam detach-{kind}-policy {Names.Option($"--{kind}-name", Names.Of(result))} --policy-arn {Names.Shell(policy.Name)}\n");
        else if (kind == "permissionSet" && policy.Kind == "aws-managed")
            text.Append($"aws sso-admin detach-managed-policy-from-permission-set {Set(result)} --managed-policy-arn {Names.Shell(policy.Name)}\n");
        else if (kind == "policy" && !OwnVersion(result))
        {
            foreach (var (holder, name) in holding.AttachedTo(policy.Name, [.. result.Subject.Holders]))
            {
                var detach = $"aws iam detach-{holder}-policy {Names.Option($"--{holder}-name", name)} --policy-arn {Names.Shell(policy.Name)}";
                text.Append(holder == "group" ? $"# it comes through a group with others in it; when all of them have their own: {Names.Comment(detach)}\n" : detach + "\n");
            }
        }
    }

    private static bool OwnVersion(RightSized result) =>
        result.After.Count == 1 && result.Subject.Kind is "policy" or "boundary" && !result.Subject.Id.Contains(":iam::aws:", StringComparison.Ordinal);

    private static string Set(RightSized result) => $"--instance-arn {Names.Shell(Holding.InstanceOf(result))} --permission-set-arn {Names.Shell(result.Subject.Id)}";
}
