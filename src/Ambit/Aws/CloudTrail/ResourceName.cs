using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>The name of a resource as a request gives it, brought to the form that stands in its ARN.</summary>
internal static class ResourceName
{
    /// <summary>The name, null where the value is no name for this template.</summary>
    public static string? In(string value, string service, ArnTemplate template, string variable)
    {
        if (value.Length is 0 or > 1024 || value.AsSpan().IndexOfAny("\r\n\0") >= 0)
            return null;
        if (value.StartsWith("arn:", StringComparison.Ordinal))
            return LastPart(value);
        switch (service)
        {
            case "sqs" when value.StartsWith("http", StringComparison.OrdinalIgnoreCase):
                return value[(value.LastIndexOf('/') + 1)..];
            case "kms":
                return template.Text.Contains("alias/", StringComparison.Ordinal) == value.StartsWith("alias/", StringComparison.Ordinal)
                    ? (value.StartsWith("alias/", StringComparison.Ordinal) ? value["alias/".Length..] : value) : null;
            case "lambda":
                // "Partial ARN: 123456789012:function:my-function", "my-function:v1"
                var function = value.IndexOf(":function:", StringComparison.Ordinal) is >= 0 and var at ? value[(at + ":function:".Length)..] : value;
                return function.IndexOf(':') is > 0 and var colon ? function[..colon] : function;
            case "ecs" when variable == "TaskDefinitionRevisionNumber":
                // "family for the latest ACTIVE revision, family and revision (family:revision)"
                return value.IndexOf(':') is > 0 and var revision ? value[(revision + 1)..] : "*";
            case "ecs" when variable == "TaskDefinitionFamilyName":
                return value.IndexOf(':') is > 0 and var family ? value[..family] : value;
            case "ssm":
                return value.TrimStart('/');
            case "secretsmanager":
                // "Secrets Manager includes six random characters at the end of the ARN"; a request by name does not tell them.
                return value + "-??????";
            case "route53":
                return value[(value.LastIndexOf('/') + 1)..];
            default:
                return value;
        }
    }

    private static string LastPart(string arn) => arn[(arn.LastIndexOfAny([':', '/']) + 1)..];
}
