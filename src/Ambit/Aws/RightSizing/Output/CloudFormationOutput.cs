using System.Buffers;
using System.Text;
using System.Text.Json;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>A CloudFormation template in JSON.</summary>
internal static class CloudFormationOutput
{
    /// <summary>One template with every policy of the result.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
            json.WriteString("Description", $"Least privilege for {result.Subject.Id}");
            json.WriteStartObject("Resources");
            for (var i = 0; i < result.After.Count; i++)
                Resource(json, result, result.After[i], i);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return [($"{Names.File(Names.Of(result))}.template.json", Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n")];
    }

    private static void Resource(Utf8JsonWriter json, RightSized result, SizedPolicy policy, int number)
    {
        var holder = Names.Of(result);
        json.WriteStartObject($"{Names.Logical(policy.Name)}{number + 1}");
        json.WriteString("Type", policy.Kind != "inline" ? "AWS::IAM::ManagedPolicy" : result.Subject.Kind switch
        {
            "role" => "AWS::IAM::RolePolicy",
            "user" => "AWS::IAM::UserPolicy",
            "group" => "AWS::IAM::GroupPolicy",
            _ => "AWS::SSO::PermissionSet",
        });
        json.WriteStartObject("Metadata");
        json.WriteStartArray("Why");
        foreach (var why in policy.Rationale)
            json.WriteStringValue(why);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("Properties");
        Properties(json, result, policy, holder);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Properties(Utf8JsonWriter json, RightSized result, SizedPolicy policy, string holder)
    {
        if (result.Subject.Kind == "permissionSet" && policy.Kind == "inline")
        {
            json.WriteString("Name", policy.Name);
            json.WriteString("InstanceArn", result.Subject.Id.Split('/') is [_, var name, ..] ? $"arn:aws:sso:::instance/{name}" : "");
            json.WritePropertyName("InlinePolicy");
            policy.Document.WriteTo(json);
            return;
        }

        json.WriteString(policy.Kind == "inline" ? "PolicyName" : "ManagedPolicyName", policy.Name);
        var list = result.Subject.Kind switch { "role" => "Role", "user" => "User", "group" => "Group", _ => null };
        if (list is not null && policy.Kind == "inline")
            json.WriteString(list + "Name", holder);
        else if (list is not null)
        {
            json.WriteStartArray(list + "s");
            json.WriteStringValue(holder);
            json.WriteEndArray();
        }

        json.WritePropertyName("PolicyDocument");
        policy.Document.WriteTo(json);
    }
}
