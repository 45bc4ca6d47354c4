using System.Text;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>
/// What a result replaces, taken away: the provider's exclusive resources remove whatever policy an identity holds beside those named.
/// Without them, today's policies would stay attached and the least policy would change nothing.
/// Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachments_exclusive
/// </summary>
internal static class TerraformRemovals
{
    /// <summary>Appends them for an identity; what others hold besides is their own result's.</summary>
    public static void Append(StringBuilder text, RightSized result)
    {
        if (result.Subject.Kind == "permissionSet")
            OfSet(text, result);
        if (result.Subject.Kind is not ("role" or "user" or "group") || result.Before.Count == 0)
            return;
        var (kind, holder) = (result.Subject.Kind, Names.Of(result));
        var id = Names.Terraform(holder);
        foreach (var group in result.Before.Where(b => b.Kind == "group"))
            text.Append($"\n# {Names.Comment(group.Name)} comes through a group: take the user out of the group that grants it\n");
        text.Append("\n# nothing beside these is left on it, so what is replaced above goes when this is applied\n");
        TerraformOutput.Block(text, $"aws_iam_{kind}_policies_exclusive", id, [($"{kind}_name", TerraformValue.Quote(holder)), ("policy_names", Refer(result, "inline", $"aws_iam_{kind}_policy", "name"))]);
        text.Append('\n');
        TerraformOutput.Block(text, $"aws_iam_{kind}_policy_attachments_exclusive", id, [($"{kind}_name", TerraformValue.Quote(holder)), ("policy_arns", Refer(result, "managed", "aws_iam_policy", "arn"))]);
    }

    /// <summary>The provider has such resources for permission sets from version 6 on only; the commands work with any.</summary>
    private static void OfSet(StringBuilder text, RightSized result)
    {
        foreach (var policy in result.Before.Where(b => b.Kind == "aws-managed"))
            text.Append($"# then: aws sso-admin detach-managed-policy-from-permission-set --instance-arn {Names.Shell(Holding.InstanceOf(result))} --permission-set-arn {Names.Shell(Names.Comment(result.Subject.Id))} --managed-policy-arn {Names.Shell(Names.Comment(policy.Name))}\n");
    }

    private static string Refer(RightSized result, string kind, string type, string attribute) =>
        $"[{string.Join(", ", result.After.Where(a => a.Kind == kind).Select(a => $"{type}.{TerraformOutput.IdOf(result, a)}.{attribute}"))}]";
}
