using Ambit.Aws.Catalogue;
using Ambit.Model;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Actions against the catalogue.</summary>
internal static class ActionRules
{
    public static void Apply(LintDocument document)
    {
        var service = ServiceOfPolicy(document);
        foreach (var statement in document.Statements)
        {
            foreach (var resource in statement.ResourceTexts.Where(_ => document.ResourceType is not null && service is not null))
            {
                if (ArnFields.TryParse(resource.Text, out var arn) && !arn.Service.ContainsAny('*', '?') && !arn.Service.SequenceEqual(service))
                    document.Report("UNSUPPORTED_RESOURCE_ARN_IN_POLICY", resource, $"`{resource.Text}` is no ARN of a {document.ResourceType}");
            }

            foreach (var action in statement.ActionTexts.Where(a => a.IsText && a.Text != "*" && !a.Text.Contains("${", StringComparison.Ordinal)))
            {
                Check(document, action);
                Belongs(document, action, service);
            }
        }
    }

    private static void Check(LintDocument document, LocatedValue action)
    {
        var colon = action.Text.IndexOf(':');
        if (colon <= 0 || colon == action.Text.Length - 1)
        {
            document.Report("INVALID_ACTION", action, $"the action `{action.Text}` is not of the form service:Action");
            return;
        }

        var (prefix, name) = (action.Text[..colon], action.Text[(colon + 1)..]);
        if (prefix.AsSpan().ContainsAny('*', '?'))
        {
            document.Report("WILDCARD_IN_SERVICE_NAME", action, $"`{action.Text}` has a wildcard in the service's name");
            return;
        }

        if (document.Catalogue.Service(prefix) is not { } service)
        {
            document.Report("INVALID_SERVICE_IN_ACTION", action, $"there is no service `{prefix}`{Hint(Nearest.Of(prefix, document.Catalogue.Services.Select(s => s.Prefix)))}");
            return;
        }

        if (name == "*" || Exists(document.Catalogue, service, action.Text))
            return;
        var names = Enumerable.Range(service.First, service.Count).Select(i => document.Catalogue.Name(i));
        var near = name.AsSpan().ContainsAny('*', '?') ? null : Nearest.Of($"{service.Prefix}:{name}", names);
        document.Report("INVALID_ACTION", action, $"{(name.AsSpan().ContainsAny('*', '?') ? $"no action matches `{action.Text}`" : $"there is no action `{action.Text}`")}{Hint(near)}");
    }

    private static bool Exists(AwsCatalogue catalogue, AwsService service, string action)
    {
        if (!action.AsSpan().ContainsAny('*', '?'))
            return catalogue.IndexOf(action) >= 0;
        var pattern = Glob.Of(action.ToLowerInvariant());
        for (var i = service.First; i < service.First + service.Count; i++)
        {
            if (pattern.Matches(catalogue.Name(i).ToLowerInvariant()))
                return true;
        }

        return false;
    }

    /// <summary>The one service that a policy is about, by the resource's type or by all of its ARNs; null where that is open.</summary>
    private static string? ServiceOfPolicy(LintDocument document)
    {
        if (document.Kind is PolicyKind.Trust)
            return "sts";
        if (document.Kind is not PolicyKind.Resource)
            return null;
        if (document.ResourceType is { } type && type.Split("::") is [_, var named, _])
            return named.ToLowerInvariant() switch { "s3objectlambda" => "s3-object-lambda", "opensearchservice" => "es", "apigateway" => "execute-api", var other => other };
        var services = document.Statements.SelectMany(s => s.ResourceTexts).Select(r => ArnFields.TryParse(r.Text, out var arn) ? arn.Service.ToString() : "").Distinct(StringComparer.Ordinal).ToList();
        return services is [{ Length: > 0 } one] && !one.AsSpan().ContainsAny('*', '?', '$') ? one : null;
    }

    private static void Belongs(LintDocument document, LocatedValue action, string? service)
    {
        var colon = action.Text.IndexOf(':');
        if (service is null || colon <= 0)
            return;
        var prefix = action.Text[..colon];
        if (!prefix.AsSpan().ContainsAny('*', '?') && !prefix.Equals(service, StringComparison.OrdinalIgnoreCase) && !(service == "s3" && prefix.StartsWith("s3", StringComparison.OrdinalIgnoreCase)))
            document.Report("UNSUPPORTED_ACTION_IN_POLICY", action, $"`{action.Text}` is no action of `{service}`, which the policy is about");
    }

    private static string Hint(string? near) => near is null ? "" : $"; did you mean `{near}`";
}
