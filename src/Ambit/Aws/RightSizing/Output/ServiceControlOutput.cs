using System.Buffers;
using System.Text;
using System.Text.Json;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>A guardrail as Terraform, CloudFormation, a script or plain documents; the quarantine in files of its own.</summary>
internal static class ServiceControlOutput
{
    private const string Type = "SERVICE_CONTROL_POLICY";

    /// <summary>The files.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(Guardrail guardrail, string format)
    {
        if (format == "json")
            return [.. guardrail.Policies.Concat(guardrail.Quarantine).Select(p => ($"{Names.File(p.Name)}.json", PolicyJson.Indented(p.Document) + "\n"))];
        var files = new List<(string, string)>();
        foreach (var (name, policies) in new[] { ("guardrail", guardrail.Policies), ("quarantine", guardrail.Quarantine) })
        {
            if (policies.Count == 0)
                continue;
            files.Add(format switch
            {
                "terraform" => ($"{name}.tf", Terraform(guardrail.Scope, policies)),
                "cloudformation" => ($"{name}.template.json", CloudFormation(guardrail.Scope, policies)),
                _ => ($"{name}.sh", Script(guardrail.Scope, policies)),
            });
        }

        return files;
    }

    /// <summary>"The name of a policy must be unique in the organization": one for each scope.</summary>
    private static string NameOf(SizedPolicy policy, string scope) => $"{policy.Name}-{scope}";

    private static string Terraform(string scope, IReadOnlyList<SizedPolicy> policies)
    {
        var text = new StringBuilder();
        foreach (var policy in policies)
        {
            var id = Names.Terraform(NameOf(policy, scope));
            if (text.Length > 0)
                text.Append('\n');
            TerraformOutput.Block(text, "aws_organizations_policy", id,
                [("name", TerraformValue.Quote(NameOf(policy, scope))), ("type", TerraformValue.Quote(Type)), ("content", TerraformValue.Encoded(policy.Document))]);
            text.Append('\n');
            TerraformOutput.Block(text, "aws_organizations_policy_attachment", id, [("policy_id", $"aws_organizations_policy.{id}.id"), ("target_id", TerraformValue.Quote(scope))]);
        }

        return text.ToString();
    }

    private static string CloudFormation(string scope, IReadOnlyList<SizedPolicy> policies)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
            json.WriteStartObject("Resources");
            foreach (var policy in policies)
            {
                json.WriteStartObject(Names.Logical(policy.Name));
                json.WriteString("Type", "AWS::Organizations::Policy");
                json.WriteStartObject("Properties");
                json.WriteString("Name", NameOf(policy, scope));
                json.WriteString("Type", Type);
                json.WritePropertyName("Content");
                policy.Document.WriteTo(json);
                json.WriteStartArray("TargetIds");
                json.WriteStringValue(scope);
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static string Script(string scope, IReadOnlyList<SizedPolicy> policies)
    {
        var text = new StringBuilder("#!/bin/sh\nset -eu\n# run in the organisation's management account, or where policies are delegated\n");
        foreach (var policy in policies)
        {
            foreach (var why in policy.Rationale)
                text.Append($"# {Names.Comment(why)}\n");
            text.Append($"id=$(aws organizations create-policy --name {Names.Shell(NameOf(policy, scope))} --type {Type} --description 'from use' --content {Names.Shell(PolicyJson.Compact(policy.Document))} --query Policy.PolicySummary.Id --output text)\n");
            text.Append($"aws organizations attach-policy --policy-id \"$id\" --target-id {Names.Shell(scope)}\n");
        }

        return text.ToString();
    }
}
