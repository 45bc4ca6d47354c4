using System.Text.RegularExpressions;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Role trust policies.</summary>
internal static partial class TrustRules
{
    private const string GitHub = "token.actions.githubusercontent.com";

    /// <summary>A key that comes with some sts actions only, and those actions.</summary>
    private static readonly (string Key, string[] Actions)[] KeyActions =
    [
        ("sts:SourceIdentity", ["sts:SetSourceIdentity"]),
        ("sts:TransitiveTagKeys", ["sts:TagSession"]),
        ("aws:RequestTag/", ["sts:TagSession"]),
        ("aws:TagKeys", ["sts:TagSession"]),
        ("sts:RoleSessionName", ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]),
        ("sts:ExternalId", ["sts:AssumeRole"]),
    ];

    public static void Apply(LintDocument document)
    {
        if (document.Kind is not PolicyKind.Trust)
            return;
        foreach (var statement in document.Statements)
        {
            Elements(document, statement);
            foreach (var provider in statement.PrincipalsOf("Federated"))
                Provider(document, statement, provider);
            if (statement.ActionTexts.Any(a => IsFederated(a.Text)) && statement.Principals is { } principals && !statement.PrincipalsOf("Federated").Any() && !statement.ActionTexts.Any(a => Covers(a.Text, "sts:AssumeRole")))
                document.Report("MISMATCHED_ACTION_FOR_PRINCIPAL", statement.Actions!, $"`{statement.ActionTexts.First(a => IsFederated(a.Text)).Text}` is for federated principals, and `{principals.Name}` names none");
            MissingActions(document, statement);
            Sessions(document, statement);
        }
    }

    private static void Elements(LintDocument document, LintStatement statement)
    {
        if (statement.Principals is { Name: "NotPrincipal" } not)
            document.Report("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL", not, "a trust policy has no `NotPrincipal`");
        if (statement.Resources is { } resource)
            document.Report("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE", resource, $"a trust policy has no `{resource.Name}`: the role is the resource");
        if (statement.Principals?.Value is { IsText: true, Text: "*" } everybody)
            document.Report("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL", everybody, "a trust policy takes `{\"AWS\": \"*\"}`, but not `\"*\"`");
        foreach (var provider in statement.PrincipalsOf("Federated").Where(p => p.Text.AsSpan().ContainsAny('*', '?')))
            document.Report("UNSUPPORTED_WILDCARD_IN_PRINCIPAL", provider, $"`{provider.Text}`: a federated principal takes no wildcard");
    }

    private static void Provider(LintDocument document, LintStatement statement, LocatedValue provider)
    {
        var saml = provider.Text.Contains(":saml-provider/", StringComparison.Ordinal);
        var oidc = !saml && (provider.Text.Contains(":oidc-provider/", StringComparison.Ordinal) || Domain().IsMatch(provider.Text));
        if (!saml && !oidc && !provider.Text.AsSpan().ContainsAny('*', '?'))
            document.Report("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY", provider, $"`{provider.Text}` is neither a domain name nor the ARN of a provider");
        foreach (var action in statement.ActionTexts)
        {
            if ((saml && action.Text.Equals("sts:AssumeRoleWithWebIdentity", StringComparison.OrdinalIgnoreCase))
                || (oidc && action.Text.Equals("sts:AssumeRoleWithSAML", StringComparison.OrdinalIgnoreCase))
                || action.Text.Equals("sts:AssumeRole", StringComparison.OrdinalIgnoreCase))
                document.Report("MISMATCHED_ACTION_FOR_PRINCIPAL", action, $"`{action.Text}` is not how `{provider.Text}` lets somebody in");
        }

        if (oidc && statement.Allows)
            Oidc(document, statement, provider);
    }

    private static void Oidc(LintDocument document, LintStatement statement, LocatedValue provider)
    {
        var at = provider.Text.IndexOf(":oidc-provider/", StringComparison.Ordinal);
        var issuer = at < 0 ? provider.Text : provider.Text[(at + ":oidc-provider/".Length)..];
        var own = statement.Conditions.Where(c => c.Key.Name.StartsWith(issuer + ":", StringComparison.OrdinalIgnoreCase)).ToList();
        if (own.Count == 0)
            document.Report("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL", provider, $"everybody whom `{issuer}` knows may assume the role: no condition asks for one of its keys");
        if (!issuer.Equals(GitHub, StringComparison.OrdinalIgnoreCase))
            return;
        var subjects = own.Where(c => c.Key.Name.EndsWith(":sub", StringComparison.OrdinalIgnoreCase)).ToList();
        if (subjects.Count == 0)
            document.Report("MISSING_GITHUB_REPO_CONDITION_KEY", provider, $"every repository on GitHub may assume the role: no condition asks for `{GitHub}:sub`");
        if (own.Exists(c => c.Key.Name.EndsWith(":ref", StringComparison.OrdinalIgnoreCase)))
            return;
        foreach (var value in subjects.Where(s => s.Operator is { Negated: false, Comparison: Comparison.StringLike }).SelectMany(s => s.Values).Where(v => v.Text.AsSpan().ContainsAny('*', '?')))
            document.Report("SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED", value, $"`{value.Text}` lets more than one repository and branch in");
    }

    private static void MissingActions(LintDocument document, LintStatement statement)
    {
        if (statement.NotAction || !statement.Allows)
            return;
        var actions = statement.ActionTexts.Select(a => a.Text).ToList();
        foreach (var condition in statement.Conditions)
        {
            foreach (var (key, wanted) in KeyActions)
            {
                var same = key.EndsWith('/') ? condition.Key.Name.StartsWith(key, StringComparison.OrdinalIgnoreCase) : condition.Key.Name.Equals(key, StringComparison.OrdinalIgnoreCase);
                if (same && !wanted.Any(w => actions.Exists(a => Covers(a, w))))
                    document.Report("MISSING_ACTION_FOR_CONDITION_KEY", condition.Key, $"`{condition.Key.Name}` comes with {string.Join(" or ", wanted)} only, which the statement does not name");
            }
        }

        if (statement.PrincipalsOf("Service").FirstOrDefault(s => s.Text == "rolesanywhere.amazonaws.com") is not { } anywhere)
            return;
        var missing = new[] { "sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession" }.Where(w => !actions.Exists(a => Covers(a, w))).ToList();
        if (missing.Count > 0)
            document.Report("MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY", anywhere, $"Roles Anywhere needs {string.Join(", ", missing)}, too");
    }

    private static void Sessions(LintDocument document, LintStatement statement)
    {
        var named = statement.PrincipalsOf("AWS").ToList();
        foreach (var session in named)
        {
            if (Session().Match(session.Text) is not { Success: true } match)
                continue;
            var role = named.Find(n => n.Text.StartsWith($"arn:{match.Groups["partition"].Value}:iam::{match.Groups["account"].Value}:role/", StringComparison.Ordinal)
                && n.Text.EndsWith($"/{match.Groups["role"].Value}", StringComparison.Ordinal));
            if (role is not null)
                document.Report("REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY", session, $"`{session.Text}` is a session of `{role.Text}`, which stands beside it");
        }
    }

    private static bool IsFederated(string action) => action.Equals("sts:AssumeRoleWithSAML", StringComparison.OrdinalIgnoreCase) || action.Equals("sts:AssumeRoleWithWebIdentity", StringComparison.OrdinalIgnoreCase);

    private static bool Covers(string pattern, string action) => Glob.Of(pattern.ToLowerInvariant()).Matches(action.ToLowerInvariant());

    [GeneratedRegex(@"^([a-z0-9-]+\.)+[a-z]{2,}(/.*)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Domain();

    [GeneratedRegex("^arn:(?<partition>[^:]+):sts::(?<account>[0-9]{12}):assumed-role/(?<role>[^/]+)/.+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Session();
}
