using System.Text;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>A script of AWS CLI commands: first what is new, then what it replaces, so that nobody is without rights in between.</summary>
internal static class AwsCliOutput
{
    /// <summary>One script; documents are in it, quoted.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result)
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
            Remove(text, result, policy);
        return [($"{Names.File(Names.Of(result))}.sh", text.ToString())];
    }

    private static void Put(StringBuilder text, RightSized result, SizedPolicy policy)
    {
        var holder = Names.Shell(Names.Of(result));
        var name = Names.Shell(policy.Name);
        var document = Names.Shell(PolicyJson.Compact(policy.Document));
        if (policy.Kind == "inline" && result.Subject.Kind == "permissionSet")
        {
            text.Append($"aws sso-admin put-inline-policy-to-permission-set --instance-arn {Names.Shell(Instance(result))} --permission-set-arn {Names.Shell(result.Subject.Id)} --inline-policy {document}\n");
        }
        else if (policy.Kind == "inline")
        {
            text.Append($"aws iam put-{result.Subject.Kind}-policy --{result.Subject.Kind}-name {holder} --policy-name {name} --policy-document {document}\n");
        }
        else if (OwnVersion(result))
        {
            text.Append($"aws iam create-policy-version --policy-arn {Names.Shell(result.Subject.Id)} --policy-document {document} --set-as-default\n");
        }
        else
        {
            text.Append($"arn=$(aws iam create-policy --policy-name {name} --policy-document {document} --query Policy.Arn --output text)\n");
            Attach(text, result);
        }
    }

    private static void Attach(StringBuilder text, RightSized result)
    {
        if (result.Subject.Kind is "role" or "user" or "group")
        {
            text.Append($"aws iam attach-{result.Subject.Kind}-policy --{result.Subject.Kind}-name {Names.Shell(Names.Of(result))} --policy-arn \"$arn\"\n");
            return;
        }

        foreach (var holder in result.Subject.Holders)
        {
            var kind = holder.Contains(":user/", StringComparison.Ordinal) ? "user" : "role";
            text.Append($"aws iam attach-{kind}-policy --{kind}-name {Names.Shell(holder[(holder.LastIndexOf('/') + 1)..])} --policy-arn \"$arn\"\n");
        }
    }

    private static void Remove(StringBuilder text, RightSized result, CurrentPolicy policy)
    {
        var kind = result.Subject.Kind;
        if (policy.Kind == "group")
            text.Append($"# {Names.Comment(policy.Name)} comes through a group: take the user out of the group that grants it\n");
        else if (kind is "role" or "user" or "group" && policy.Kind == "inline" && !result.After.Any(a => a.Kind == "inline" && a.Name == policy.Name))
            text.Append($"aws iam delete-{kind}-policy --{kind}-name {Names.Shell(Names.Of(result))} --policy-name {Names.Shell(policy.Name)}\n");
        else if (kind is "role" or "user" or "group" && policy.Kind != "inline")
            text.Append($"aws iam detach-{kind}-policy --{kind}-name {Names.Shell(Names.Of(result))} --policy-arn {Names.Shell(policy.Name)}\n");
        else if (kind == "permissionSet" && policy.Kind == "aws-managed")
            text.Append($"aws sso-admin detach-managed-policy-from-permission-set --instance-arn {Names.Shell(Instance(result))} --permission-set-arn {Names.Shell(result.Subject.Id)} --managed-policy-arn {Names.Shell(policy.Name)}\n");
        else if (kind == "policy" && policy.Kind == "aws-managed")
            text.Append($"# then detach {Names.Comment(policy.Name)} from each of its holders\n");
    }

    private static bool OwnVersion(RightSized result) =>
        result.After.Count == 1 && result.Subject.Kind is "policy" or "boundary" && !result.Subject.Id.Contains(":iam::aws:", StringComparison.Ordinal);

    private static string Instance(RightSized result) => result.Subject.Id.Split('/') is [_, var name, ..] ? $"arn:aws:sso:::instance/{name}" : "";
}
