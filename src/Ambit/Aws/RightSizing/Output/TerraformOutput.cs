using System.Text;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>Terraform of the AWS provider.</summary>
internal static class TerraformOutput
{
    /// <summary>One file with every policy of the result.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result)
    {
        var text = new StringBuilder();
        text.Append($"# least privilege for {Names.Comment(result.Subject.Id)}, from use between {result.Window.From:yyyy-MM-dd} and {result.Window.To:yyyy-MM-dd}\n");
        foreach (var policy in result.Before)
            text.Append($"# replaces {Names.Comment(policy.Name)} ({policy.Kind})\n");
        foreach (var policy in result.After)
        {
            text.Append('\n');
            foreach (var why in policy.Rationale)
                text.Append($"# {Names.Comment(why)}\n");
            Resource(text, result, policy);
        }

        TerraformRemovals.Append(text, result);
        return [($"{Names.File(Names.Of(result))}.tf", text.ToString())];
    }

    private static void Resource(StringBuilder text, RightSized result, SizedPolicy policy)
    {
        var holder = Names.Of(result);
        var id = IdOf(result, policy);
        if (result.Subject.Kind == "permissionSet")
        {
            PermissionSet(text, id, result, policy);
            return;
        }

        switch (policy.Kind == "inline" ? result.Subject.Kind : "managed")
        {
            case "role": Block(text, "aws_iam_role_policy", id, ("name", policy.Name), ("role", holder), policy); break;
            case "user": Block(text, "aws_iam_user_policy", id, ("name", policy.Name), ("user", holder), policy); break;
            case "group": Block(text, "aws_iam_group_policy", id, ("name", policy.Name), ("group", holder), policy); break;

            default:
                Block(text, "aws_iam_policy", id, ("name", policy.Name), null, policy);
                if (result.Subject.Kind == "boundary")
                    Boundary(text, result, id);
                else
                    Attach(text, result, id);
                break;
        }
    }

    /// <summary>The name of a policy's resource.</summary>
    public static string IdOf(RightSized result, SizedPolicy policy) => Names.Terraform($"{Names.Of(result)}_{policy.Name}");

    private static void Block(StringBuilder text, string type, string id, (string, string) name, (string, string)? holder, SizedPolicy policy) =>
        Block(text, type, id, [(name.Item1, TerraformValue.Quote(name.Item2)), .. holder is { } h ? new[] { (h.Item1, TerraformValue.Quote(h.Item2)) } : [], ("policy", Document(policy))]);

    /// <summary>A resource as <c>terraform fmt</c> writes it: the signs of equality one under the other, but for values of several lines.</summary>
    public static void Block(StringBuilder text, string type, string id, IReadOnlyList<(string Name, string Value)> attributes, string inner = "")
    {
        var width = attributes.Where(a => !a.Value.Contains('\n', StringComparison.Ordinal)).Select(a => a.Name.Length).DefaultIfEmpty(0).Max();
        text.Append($"resource \"{type}\" \"{id}\" {{\n");
        foreach (var (name, value) in attributes)
            text.Append($"  {(value.Contains('\n', StringComparison.Ordinal) ? name : name.PadRight(width))} = {value}\n");
        text.Append(inner).Append("}\n");
    }

    private static void PermissionSet(StringBuilder text, string id, RightSized result, SizedPolicy policy)
    {
        List<(string, string)> set = [("instance_arn", TerraformValue.Quote(Holding.InstanceOf(result))), ("permission_set_arn", TerraformValue.Quote(result.Subject.Id))];
        if (policy.Kind == "inline")
        {
            Block(text, "aws_ssoadmin_permission_set_inline_policy", id, [.. set, ("inline_policy", Document(policy))]);
            return;
        }

        // What does not fit inline is a policy of the same name in every account that the set is assigned to.
        Block(text, "aws_iam_policy", id, ("name", policy.Name), null, policy);
        text.Append('\n');
        Block(text, "aws_ssoadmin_customer_managed_policy_attachment", id, set, $"  customer_managed_policy_reference {{\n    name = aws_iam_policy.{id}.name\n    path = \"/\"\n  }}\n");
    }

    /// <summary>A boundary is set on its holders, not attached to them; Terraform does that in the holder's own resource.</summary>
    private static void Boundary(StringBuilder text, RightSized result, string id)
    {
        foreach (var holder in result.Subject.Holders)
            text.Append($"# set permissions_boundary = aws_iam_policy.{id}.arn on {Names.Comment(holder)}\n");
    }

    private static void Attach(StringBuilder text, RightSized result, string id)
    {
        // A policy that its owner edits stays attached where it is.
        if (result.Subject.Kind == "policy" && result.After.Count == 1 && !result.Subject.Id.Contains(":iam::aws:", StringComparison.Ordinal))
            return;
        IEnumerable<(string Kind, string Name)> holders = result.Subject.Kind is "role" or "user" or "group" ? [(result.Subject.Kind, Names.Of(result))] : result.Subject.Holders.Select(Holding.Of);
        foreach (var (kind, name) in holders)
        {
            var own = result.Subject.Kind == kind ? id : Names.Terraform($"{id}_{name}");
            text.Append('\n');
            Block(text, $"aws_iam_{kind}_policy_attachment", own, [(kind, TerraformValue.Quote(name)), ("policy_arn", $"aws_iam_policy.{id}.arn")]);
        }
    }

    private static string Document(SizedPolicy policy) => TerraformValue.Encoded(policy.Document);
}
