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

        return [($"{Names.File(Names.Of(result))}.tf", text.ToString())];
    }

    private static void Resource(StringBuilder text, RightSized result, SizedPolicy policy)
    {
        var holder = Names.Of(result);
        var id = Names.Terraform($"{holder}_{policy.Name}");
        switch (policy.Kind == "inline" ? result.Subject.Kind : "managed")
        {
            case "role": Block(text, "aws_iam_role_policy", id, ("name", policy.Name), ("role", holder), policy); break;
            case "user": Block(text, "aws_iam_user_policy", id, ("name", policy.Name), ("user", holder), policy); break;
            case "group": Block(text, "aws_iam_group_policy", id, ("name", policy.Name), ("group", holder), policy); break;
            case "permissionSet": PermissionSet(text, id, result.Subject.Id, policy); break;
            default:
                Block(text, "aws_iam_policy", id, ("name", policy.Name), null, policy);
                Attach(text, result, id);
                break;
        }
    }

    private static void Block(StringBuilder text, string type, string id, (string, string) name, (string, string)? holder, SizedPolicy policy)
    {
        text.Append($"resource \"{type}\" \"{id}\" {{\n  {name.Item1} = {Quote(name.Item2)}\n");
        if (holder is { } h)
            text.Append($"  {h.Item1} = {Quote(h.Item2)}\n");
        text.Append($"  policy = {Document(policy)}\n}}\n");
    }

    private static void PermissionSet(StringBuilder text, string id, string arn, SizedPolicy policy)
    {
        var instance = arn.Split('/') is [_, var name, ..] ? $"arn:aws:sso:::instance/{name}" : "";
        text.Append($"resource \"aws_ssoadmin_permission_set_inline_policy\" \"{id}\" {{\n  instance_arn = {Quote(instance)}\n  permission_set_arn = {Quote(arn)}\n  inline_policy = {Document(policy)}\n}}\n");
    }

    private static void Attach(StringBuilder text, RightSized result, string id)
    {
        var (type, argument) = result.Subject.Kind switch
        {
            "role" => ("aws_iam_role_policy_attachment", "role"),
            "user" => ("aws_iam_user_policy_attachment", "user"),
            "group" => ("aws_iam_group_policy_attachment", "group"),
            _ => ("", ""),
        };
        if (type.Length > 0)
            text.Append($"\nresource \"{type}\" \"{id}\" {{\n  {argument} = {Quote(Names.Of(result))}\n  policy_arn = aws_iam_policy.{id}.arn\n}}\n");
    }

    /// <summary>The document as a quoted text: in Terraform <c>${</c> and <c>%{</c> begin templates, doubled they are text.</summary>
    private static string Document(SizedPolicy policy) => Quote(PolicyJson.Compact(policy.Document));

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').Replace("${", "$${").Replace("%{", "%%{").ToString();
    }
}
