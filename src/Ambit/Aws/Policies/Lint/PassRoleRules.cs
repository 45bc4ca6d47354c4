namespace Ambit.Aws.Policies.Lint;

/// <summary>Grants of <c>iam:PassRole</c> and <c>iam:CreateServiceLinkedRole</c> on every role.</summary>
internal static class PassRoleRules
{
    public static void Apply(LintDocument document)
    {
        if (document.Kind is not (PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session))
            return;
        foreach (var statement in document.Statements.Where(s => s.Allows && s.Actions is not null && s.Resources is not null))
        {
            if (!statement.Asks("iam:PassedToService"))
                Check(document, statement, "PASS_ROLE", "iam:passrole", "any role may be passed to any service");
            if (!statement.Asks("iam:AWSServiceName"))
                Check(document, statement, "CREATE_SLR", "iam:createservicelinkedrole", "a service-linked role may be made for any service");
        }
    }

    private static void Check(LintDocument document, LintStatement statement, string code, string action, string what)
    {
        var named = statement.ActionTexts.FirstOrDefault(a => a.Text.Equals(action, StringComparison.OrdinalIgnoreCase));
        var covering = statement.ActionTexts.FirstOrDefault(a => a.Text.AsSpan().ContainsAny('*', '?') && Glob.Of(a.Text.ToLowerInvariant()).Matches(action));
        var any = statement.ResourceTexts.FirstOrDefault(r => IsAny(r.Text));
        if (statement.NotAction ? covering is not null || named is not null : covering is null && named is null)
            return;
        if (!statement.NotResource && any is null)
            return;
        var suffix = (statement.NotAction, statement.NotResource, covering is not null) switch
        {
            (true, true, _) => "WITH_NOT_ACTION_AND_NOT_RESOURCE",
            (true, false, _) => "WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
            (false, true, true) => "WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
            (false, true, false) => "WITH_NOT_RESOURCE",
            (false, false, true) => "WITH_STAR_IN_ACTION_AND_RESOURCE",
            _ => "WITH_STAR_IN_RESOURCE",
        };
        document.Report($"{code}_{suffix}", (covering ?? named)?.Pointer ?? statement.Actions!.Pointer, (covering ?? named)?.Offset ?? statement.Actions!.Offset, $"{what}");
    }

    /// <summary>Every role, or every role of some accounts.</summary>
    private static bool IsAny(string resource) => resource.Split(':', 6) is var fields && (fields is [.. { Length: 6 }, "*" or "role/*"] || resource == "*");
}
