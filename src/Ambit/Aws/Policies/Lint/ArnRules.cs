using Ambit.Aws.Catalogue;
using Ambit.Model;

namespace Ambit.Aws.Policies.Lint;

/// <summary>ARNs in Resource and NotResource, against the templates of the service's resource types.</summary>
internal static class ArnRules
{
    public static void Apply(LintDocument document)
    {
        foreach (var resource in document.Statements.SelectMany(s => s.ResourceTexts).Where(r => r.IsText && r.Text != "*"))
            Check(document, resource);
    }

    private static void Check(LintDocument document, LocatedValue resource)
    {
        var text = Stars(resource.Text);
        if (text.All(c => c is '*'))
            return;
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            if (!text.StartsWith('*'))
                document.Report("INVALID_ARN_PREFIX", resource, $"`{resource.Text}` is neither `*` nor begins with `arn:`");
            return;
        }

        var fields = text.Split(':', 6);
        if (fields.Length < 6)
        {
            document.Report("MISSING_ARN_FIELD", resource, $"`{resource.Text}` has {fields.Length} fields of the six that an ARN has: arn:partition:service:region:account:resource");
            return;
        }

        if (!Open(fields[1]) && !AwsPartition.All.Contains(fields[1], StringComparer.Ordinal))
            document.Report("INVALID_PARTITION", resource, $"there is no partition `{fields[1]}`");
        if (!Open(fields[4]) && fields[4].Length > 0 && fields[4] != "aws" && (fields[4].Length != 12 || !fields[4].All(char.IsAsciiDigit)))
            document.Report("INVALID_ARN_ACCOUNT", resource, $"`{fields[4]}` is no account id, which has 12 digits");
        if (!Open(fields[3]) && fields[3].Length > 0 && AwsRegions.IsWrong(fields[3]))
            document.Report("INVALID_ARN_REGION", resource, $"there is no region `{fields[3]}`{(AwsRegions.Near(fields[3]) is { } near ? $"; did you mean `{near}`" : "")}");
        Service(document, resource, fields);
    }

    private static void Service(LintDocument document, LocatedValue resource, string[] fields)
    {
        var service = fields[2];
        if (service.Any(char.IsAsciiLetterUpper))
            document.Report("INVALID_ARN_SERVICE_CASE", resource, $"the service `{service}` is spelt in lower case in an ARN");
        if (Open(service) || service.Length == 0)
            return;
        // A type's ARN may carry the name of another service than the actions' (`elasticloadbalancing`, `aws-marketplace`).
        var types = document.Catalogue.ResourceTypes(service).ToList();
        if (types.Count == 0)
        {
            if (document.Catalogue.Service(service) is null && Nearest.Of(service, document.Catalogue.Services.Select(s => s.Prefix)) is { } near)
                document.Report("INVALID_SERVICE", resource, $"there is no service `{service}`; did you mean `{near}`");
            return;
        }

        var fitting = types.Where(t => Fits(t.Arn, fields)).ToList();
        if (fitting.Count == 0)
        {
            document.Report("INVALID_ARN_RESOURCE", resource, $"`{fields[5]}` fits no resource type of `{service}`");
            return;
        }

        Region(document, resource, fields, fitting);
        Account(document, resource, fields, fitting);
    }

    private static void Region(LintDocument document, LocatedValue resource, string[] fields, List<AwsResourceType> types)
    {
        if (fields[3].Length > 0 && !Open(fields[3]) && types.TrueForAll(t => Field(t.Arn, 3).Length == 0))
            document.Report("ARN_REGION_NOT_ALLOWED", resource, $"ARNs of `{fields[2]}` have no region, and `{fields[3]}` is given");
        else if (fields[3].Length == 0 && types.TrueForAll(t => Field(t.Arn, 3).Length > 0))
            document.Report("MISSING_ARN_REGION", resource, $"ARNs of `{fields[2]}` have a region, and it is left empty");
    }

    private static void Account(LintDocument document, LocatedValue resource, string[] fields, List<AwsResourceType> types)
    {
        if (fields[4].Length > 0 && !Open(fields[4]) && types.TrueForAll(t => Field(t.Arn, 4).Length == 0))
            document.Report("ARN_ACCOUNT_NOT_ALLOWED", resource, $"ARNs of `{fields[2]}` have no account, and `{fields[4]}` is given");
        else if (fields[4].Length == 0 && types.TrueForAll(t => Field(t.Arn, 4).Length > 0))
            document.Report("MISSING_ARN_ACCOUNT", resource, $"ARNs of `{fields[2]}` have an account, and it is left empty");
    }

    private static bool Fits(string template, string[] fields)
    {
        var own = Stars(template).Split(':', 6);
        return own.Length == 6 && Glob.Intersects(Glob.Of(own[5]).Tokens, Glob.Of(fields[5]).Tokens);
    }

    private static string Field(string template, int field) => Stars(template).Split(':', 6)[field];

    private static bool Open(string field) => field.AsSpan().ContainsAny('*', '?');

    /// <summary>The text with a star in the place of each variable.</summary>
    public static string Stars(string text)
    {
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = text.IndexOf("${", StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', at);
            if (end < 0)
                return text[..at] + "*";
            text = $"{text[..at]}*{text[(end + 1)..]}";
        }

        return text;
    }
}
