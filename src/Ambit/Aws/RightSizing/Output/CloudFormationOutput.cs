using System.Buffers;
using System.Text;
using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>A CloudFormation template in JSON.</summary>
internal static class CloudFormationOutput
{
    /// <summary>One template with every policy of the result.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result, Holding holding)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
            json.WriteString("Description", $"Least privilege for {result.Subject.Id}");
            json.WriteStartObject("Resources");
            if (holding.SetOf(result) is { } set)
                PermissionSet(json, result, set);
            for (var i = 0; i < result.After.Count; i++)
            {
                if (result.Subject.Kind != "permissionSet")
                    Resource(json, result, result.After[i], i);
            }

            if (result.After.Count == 0 && result.Subject.Kind != "permissionSet")
                Nothing(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return [($"{Names.File(Names.Of(result))}.template.json", Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n")];
    }

    /// <summary>A template has to hold a resource; a handle that nobody waits for is one that does nothing.</summary>
    private static void Nothing(Utf8JsonWriter json)
    {
        json.WriteStartObject("NothingIsNeeded");
        json.WriteString("Type", "AWS::CloudFormation::WaitConditionHandle");
        Why(json, ["nothing of it was used: take away what it holds today"]);
        json.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter json, RightSized result, SizedPolicy policy, int number)
    {
        var holder = Names.Of(result);
        json.WriteStartObject($"{Names.Logical(policy.Name)}{number + 1}");
        json.WriteString("Type", policy.Kind != "inline" ? "AWS::IAM::ManagedPolicy" : result.Subject.Kind switch
        {
            "role" => "AWS::IAM::RolePolicy",
            "user" => "AWS::IAM::UserPolicy",
            _ => "AWS::IAM::GroupPolicy",
        });
        Why(json, policy.Rationale);
        json.WriteStartObject("Properties");
        Properties(json, result, policy, holder);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>
    /// The set whole, for CloudFormation replaces every property that a template names and drops those it does not: the new inline
    /// policy, no managed ones but those that what does not fit goes into, and the boundary and session as they are. The managed ones have to be there
    /// in each account under their names first (a stack set of the template's policies).
    /// </summary>
    private static void PermissionSet(Utf8JsonWriter json, RightSized result, PermissionSet set)
    {
        json.WriteStartObject(Names.Logical(set.Name) + "Set");
        json.WriteString("Type", "AWS::SSO::PermissionSet");
        Why(json, result.After.SelectMany(p => p.Rationale));
        json.WriteStartObject("Properties");
        json.WriteString("Name", set.Name);
        json.WriteString("InstanceArn", Holding.InstanceOf(result));
        if (set.SessionDuration is { } session)
            json.WriteString("SessionDuration", session);
        if (result.After is [{ Kind: "inline" } inline])
        {
            json.WritePropertyName("InlinePolicy");
            inline.Document.WriteTo(json);
        }

        json.WriteStartArray("ManagedPolicies");
        json.WriteEndArray();
        json.WriteStartArray("CustomerManagedPolicyReferences");
        foreach (var policy in result.After.Where(p => p.Kind != "inline"))
            Reference(json, policy.Name);
        json.WriteEndArray();
        if (set.BoundaryArn is not null || set.BoundaryName is not null)
        {
            json.WriteStartObject("PermissionsBoundary");
            if (set.BoundaryArn is { } arn)
                json.WriteString("ManagedPolicyArn", arn);
            else
            {
                json.WritePropertyName("CustomerManagedPolicyReference");
                Reference(json, set.BoundaryName!);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>By path and name, as it is in each account.</summary>
    private static void Reference(Utf8JsonWriter json, string pathAndName)
    {
        var slash = pathAndName.LastIndexOf('/');
        json.WriteStartObject();
        json.WriteString("Name", pathAndName[(slash + 1)..]);
        if (slash > 0)
            json.WriteString("Path", $"/{pathAndName[..(slash + 1)].TrimStart('/')}");
        json.WriteEndObject();
    }

    private static void Why(Utf8JsonWriter json, IEnumerable<string> reasons)
    {
        json.WriteStartObject("Metadata");
        json.WriteStartArray("Why");
        foreach (var why in reasons)
            json.WriteStringValue(why);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Properties(Utf8JsonWriter json, RightSized result, SizedPolicy policy, string holder)
    {
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
