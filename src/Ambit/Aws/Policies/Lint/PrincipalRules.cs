using System.Text.RegularExpressions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Principal and NotPrincipal elements.</summary>
internal static partial class PrincipalRules
{
    private static readonly string[] Kinds = ["AWS", "CanonicalUser", "Federated", "Service"];
    private static readonly string[] SourceKeys = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner", "s3:ResourceAccount", "aws:ResourceAccount"];
    private static readonly string[] WeakSourceKeys = ["aws:Referer", "aws:UserAgent", "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce"];

    /// <summary>Keys that tell who an IAM principal is, and so never come with a service's own call.</summary>
    private static readonly string[] PrincipalKeys = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalTag/"];

    public static void Apply(LintDocument document)
    {
        if (document.Kind is not (PolicyKind.Resource or PolicyKind.Trust or PolicyKind.ResourceControl))
            return;
        foreach (var statement in document.Statements.Where(s => s.Principals is not null))
        {
            Shape(document, statement.Principals!);
            foreach (var value in statement.PrincipalsOf("AWS"))
                Aws(document, value);
            foreach (var value in statement.PrincipalsOf("Service"))
                Service(document, value);
            if (statement.Allows && statement.Principals!.Name == "NotPrincipal" && document.Kind is not PolicyKind.ResourceControl)
                document.Report("ALLOW_WITH_NOT_PRINCIPAL", statement.Principals, "Allow with `NotPrincipal` lets in everybody else, anonymous callers too");
            if (document.Kind is PolicyKind.Resource)
                Resource(document, statement);
        }
    }

    private static void Shape(LintDocument document, LocatedMember principal)
    {
        if (principal.Value.IsObject)
        {
            foreach (var member in principal.Value.Members.Where(m => !Kinds.Contains(m.Name, StringComparer.Ordinal)))
                document.Report("INVALID_PRINCIPAL_KEY", member, $"`{member.Name}` is none of AWS, CanonicalUser, Federated, Service");
        }
        else if (principal.Value.Each.Any(v => v.Text != "*"))
            document.Report("INVALID_PRINCIPAL_FORMAT", principal.Value, $"`{principal.Name}` is `\"*\"`, or an object of AWS, CanonicalUser, Federated, Service");
    }

    private static void Aws(LintDocument document, LocatedValue value)
    {
        if (value.Text == "*" || value.Text.Contains("${", StringComparison.Ordinal))
            return;
        if (value.Text.AsSpan().ContainsAny('*', '?'))
            document.Report("UNSUPPORTED_WILDCARD_IN_PRINCIPAL", value, $"`{value.Text}`: a principal takes no wildcard but `*` alone");
        else if (value.Text.StartsWith("AROA", StringComparison.Ordinal))
            document.Report("INVALID_ROLE_REFERENCE", value, $"`{value.Text}` is the id of a role that was deleted");
        else if (value.Text.StartsWith("AIDA", StringComparison.Ordinal))
            document.Report("INVALID_USER_REFERENCE", value, $"`{value.Text}` is the id of a user that was deleted");
        else if (value.Text.All(char.IsAsciiDigit) ? value.Text.Length != 12 : ArnFields.TryParse(value.Text, out var arn) && (arn.Account.Length != 12 || arn.Account.ContainsAnyExceptInRange('0', '9')))
            document.Report("INVALID_ARN_ACCOUNT", value, $"`{value.Text}` names no account of 12 digits");
        else if (!value.Text.All(char.IsAsciiDigit) && !value.Text.StartsWith("arn:", StringComparison.Ordinal))
            document.Report("INVALID_ARN_PREFIX", value, $"`{value.Text}` is no account id and no ARN");
    }

    private static void Service(LintDocument document, LocatedValue value)
    {
        if (value.Text.AsSpan().ContainsAny('*', '?'))
            document.Report("UNSUPPORTED_WILDCARD_IN_PRINCIPAL", value, $"`{value.Text}`: a service principal takes no wildcard");
        else if (!value.Text.Contains("${", StringComparison.Ordinal) && !ServiceName().IsMatch(value.Text))
            document.Report("INVALID_SERVICE_PRINCIPAL_FORMAT", value, $"`{value.Text}` is not of the form service.amazonaws.com");
    }

    private static void Resource(LintDocument document, LintStatement statement)
    {
        foreach (var value in statement.PrincipalsOf("Federated"))
            document.Report("FEDERATED_PRINCIPAL_NOT_SUPPORTED", value, $"`{value.Text}`: federated principals stand in trust policies only");
        var services = statement.PrincipalsOf("Service").ToList();
        if (services.Count == 0 || statement.Principals!.Name == "NotPrincipal" || !statement.Allows)
            return;
        if (!statement.Asks(SourceKeys))
        {
            var weak = statement.Conditions.Find(c => WeakSourceKeys.Contains(c.Key.Name, StringComparer.OrdinalIgnoreCase));
            if (weak is not null)
                document.Report("RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL", weak.Key, $"`{weak.Key.Name}` does not tell for whom the service calls");
            else
                document.Report("RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL", services[0], $"`{services[0].Text}` may call for anybody, in any account");
        }

        foreach (var condition in statement.Conditions.Where(c => PrincipalKeys.Any(k => k.EndsWith('/') ? c.Key.Name.StartsWith(k, StringComparison.OrdinalIgnoreCase) : c.Key.Name.Equals(k, StringComparison.OrdinalIgnoreCase))))
        {
            if (condition.Operator is { IfExists: false, Negated: false })
                document.Report("UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL", condition.Key, $"`{condition.Key.Name}` never comes with a call of `{services[0].Text}` itself, so the statement never matches it");
        }
    }

    [GeneratedRegex(@"^([a-z0-9-]+\.)+(amazonaws\.com(\.cn)?|aws\.internal|amazon\.com|aws\.amazon\.com|api\.aws|amazonaws\.eu)$|^[a-z0-9.-]+\.amazonaws\.com$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceName();
}
