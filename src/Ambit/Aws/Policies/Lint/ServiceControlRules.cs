namespace Ambit.Aws.Policies.Lint;

/// <summary>Service control policies (Organizations guide, "SCP syntax"; the full language since September 2025).</summary>
internal static class ServiceControlRules
{
    public static void Apply(LintDocument document)
    {
        if (document.Kind is not PolicyKind.ServiceControl)
            return;
        foreach (var statement in document.Statements)
        {
            if (statement.Principals is { } principal)
                document.Report("SCP_SYNTAX_ERROR_PRINCIPAL", principal, $"a service control policy has no `{principal.Name}`: it is about the account's principals");
            foreach (var action in statement.ActionTexts)
            {
                var star = action.Text.AsSpan().IndexOfAny('*', '?');
                if (star >= 0 && star < action.Text.Length - 1)
                    document.Report("SCP_SYNTAX_ERROR_ACTION_WILDCARD", action, $"`{action.Text}`: before September 2025 a wildcard stood at the end of an action only");
            }
        }
    }
}
