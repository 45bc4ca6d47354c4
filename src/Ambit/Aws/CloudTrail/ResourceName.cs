using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>The name of a resource as a request gives it, brought to the form that stands in its ARN; UTF-8.</summary>
internal static class ResourceName
{
    private const int Longest = 1024;

    /// <summary>Reads a name; false where the value is no name for this template.</summary>
    /// <param name="value">The parameter's value.</param>
    /// <param name="service">The prefix of the permission.</param>
    /// <param name="template">The template that it is for.</param>
    /// <param name="variable">The template's variable that it is for.</param>
    /// <param name="name">The name.</param>
    /// <param name="end">What stands after it in the ARN and no request tells; empty as a rule.</param>
    public static bool Read(ReadOnlySpan<byte> value, string service, ArnTemplate template, string variable, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> end)
    {
        name = value;
        end = [];
        if (value.Length is 0 or > Longest || value.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) >= 0)
            return false;
        if (service == "bedrock" && variable == "ResourceId")
            return !value.StartsWith("arn:"u8) && ModelNames.Fits(value, template.Text);
        if (value.StartsWith("arn:"u8))
        {
            name = value[(value.LastIndexOfAny((byte)':', (byte)'/') + 1)..];
            return name.Length > 0;
        }

        switch (service)
        {
            case "sqs" when value.Length > 4 && Ascii.EqualsIgnoreCase(value[..4], "http"u8):
            case "route53":
                name = value[(value.LastIndexOf((byte)'/') + 1)..];
                break;
            case "kms":
                var alias = value.StartsWith("alias/"u8);
                name = alias ? value["alias/"u8.Length..] : value;
                return name.Length > 0 && alias == template.Text.Contains("alias/", StringComparison.Ordinal);
            case "lambda":
                name = Function(value);
                break;
            case "ecs" when variable.StartsWith("TaskDefinition", StringComparison.Ordinal):
                name = TaskDefinition(value, variable);
                break;
            case "ec2" when IdPrefixes.Of(variable) is { IsEmpty: false } prefix && !value.StartsWith(prefix):
                return false;
            case "cloudformation" when variable == "Id":
                // Requests name stacks and sets without the id that ends their ARNs.
                name = "*"u8;
                break;
            case "ssm":
                name = value.TrimStart((byte)'/');
                break;
            case "secretsmanager":
                // "Secrets Manager includes six random characters at the end of the ARN"; a request by name does not tell them.
                end = "-??????"u8;
                break;
        }

        return name.Length > 0;
    }

    /// <summary>"Partial ARN: 123456789012:function:my-function", "my-function:v1".</summary>
    private static ReadOnlySpan<byte> Function(ReadOnlySpan<byte> value)
    {
        var at = value.IndexOf(":function:"u8);
        var function = at < 0 ? value : value[(at + ":function:"u8.Length)..];
        var colon = function.IndexOf((byte)':');
        return colon > 0 ? function[..colon] : function;
    }

    /// <summary>"family for the latest ACTIVE revision, family and revision (family:revision)".</summary>
    private static ReadOnlySpan<byte> TaskDefinition(ReadOnlySpan<byte> value, string variable)
    {
        var colon = value.IndexOf((byte)':');
        return variable switch
        {
            "TaskDefinitionRevisionNumber" => colon > 0 ? value[(colon + 1)..] : "*"u8,
            "TaskDefinitionFamilyName" => colon > 0 ? value[..colon] : value,
            _ => value,
        };
    }
}
