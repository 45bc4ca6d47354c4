namespace Ambit.Aws.Policies.Lint;

/// <summary>Resource control policies (Organizations guide, "RCP syntax").</summary>
internal static class ResourceControlRules
{
    private static readonly string[] PrincipalKeys = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn"];
    private static readonly string[] SourceKeys = ["aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceAccount", "aws:SourceArn"];

    public static void Apply(LintDocument document)
    {
        if (document.Kind is not PolicyKind.ResourceControl)
            return;
        foreach (var statement in document.Statements)
        {
            Actions(document, statement);
            Elements(document, statement);
            if (statement.Denies)
                Related(document, statement);
        }
    }

    private static void Actions(LintDocument document, LintStatement statement)
    {
        if (statement.NotAction)
            document.Report("RCP_SYNTAX_ERROR_NOTACTION", statement.Actions!, "a resource control policy has no `NotAction`");
        foreach (var action in statement.ActionTexts)
        {
            var prefix = action.Text.Split(':')[0];
            if (action.Text == "*" ? !statement.Allows : document.Catalogue.Service(prefix) is { ResourceControlPolicies: false })
                document.Report("RCP_SYNTAX_ERROR_ACTION", action, action.Text == "*" ? "`*` alone is no action of a resource control policy: name the service" : $"resource control policies do not cover `{prefix}`");
        }
    }

    private static void Elements(LintDocument document, LintStatement statement)
    {
        if (statement.Principals is { } principal)
        {
            var everybody = principal.Value is { IsText: true, Text: "*" }
                || (principal.Value is { IsObject: true, Members: [{ Name: "AWS" } one] } && one.Value.Texts.All(t => t.Text == "*"));
            if (principal.Name == "NotPrincipal" || !everybody)
                document.Report("RCP_SYNTAX_ERROR_PRINCIPAL", principal, "the principal of a resource control policy is `*`");
        }

        // Only RCPFullAWSAccess, which is AWS's own, allows.
        if (statement.Allows && !(statement.Principals?.Value is { Text: "*" } && statement.ResourceTexts.All(r => r.Text == "*") && statement.Conditions.Count == 0 && statement.ActionTexts.All(a => a.Text == "*")))
            document.Report("RCP_SYNTAX_ERROR_ALLOW", statement.Value["Effect"]!, "a resource control policy of your own denies only");
    }

    private static void Related(LintDocument document, LintStatement statement)
    {
        var principal = statement.Conditions.Find(c => PrincipalKeys.Contains(c.Key.Name, StringComparer.OrdinalIgnoreCase));
        if (principal is not null && !statement.Asks("aws:PrincipalIsAWSService"))
            document.Report("RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY", principal.Key, $"`{principal.Key.Name}` is missing when a service calls, so that the deny hits it");
        var source = statement.Conditions.Find(c => c.Operator is { Comparison: not Conditions.Comparison.Null } && SourceKeys.Contains(c.Key.Name, StringComparer.OrdinalIgnoreCase));
        if (source is null)
            return;
        if (!statement.Asks("aws:PrincipalIsAWSService"))
            document.Report("RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY", source.Key, $"`{source.Key.Name}` is there when a service calls only, so that the deny hits everybody else");
        if (!statement.Conditions.Exists(c => c.Operator is { Comparison: Conditions.Comparison.Null } && c.Key.Name.ToLowerInvariant() is "aws:sourceaccount" or "aws:sourcearn"))
            document.Report("RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK", source.Key, $"`{source.Key.Name}` is missing in some calls of services, which the deny then hits");
    }
}
