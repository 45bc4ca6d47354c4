using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ambit.Tests.Reference;

/// <summary>
/// A second reading of the documentation, on purpose slow and obvious: JSON is read afresh at each question, patterns become regular
/// expressions, nothing is compiled or shared. It knows a closed world and one resource; whoever disagrees with it has a bug, or it has.
/// </summary>
internal sealed class NaiveAws(JsonElement request)
{
    private readonly string _action = request.GetProperty("action").GetString()!;
    private readonly string _resource = request.GetProperty("resource").GetProperty("arn").GetString()!;
    private readonly string _owner = request.GetProperty("resource").GetProperty("accountId").GetString()!;
    private readonly NaiveCaller _caller = new(request.GetProperty("principal"));

    public string Decide()
    {
        var identity = Statements("identityPolicies").ToList();
        var boundary = Listed("permissionBoundaries");
        var session = One("sessionPolicy");
        var resource = One("resourcePolicy") ?? [];
        var endpoint = Listed("vpcEndpointPolicies");
        var scps = Levels("scps");
        var rcps = Levels("rcps");

        // "An explicit deny in any of these policies overrides the allow."
        var bound = boundary is not null;
        if (!_caller.Service && !_caller.Anonymous)
        {
            if (identity.Concat(boundary ?? []).Concat(session ?? []).Concat(scps.SelectMany(l => l)).Any(s => Matches(s, "Deny", principal: false, bound)))
                return "ExplicitlyDenied";
        }
        if (rcps.SelectMany(l => l).Concat(resource).Any(s => Matches(s, "Deny", principal: true, bound)))
            return "ExplicitlyDenied";
        // "At a gateway endpoint an account id means its root user only."
        if (endpoint?.Exists(s => Matches(s, "Deny", principal: true, bound) && Strength(s) is not "account") == true)
            return "ExplicitlyDenied";
        return Allowed(identity, boundary, session, resource, endpoint, scps) ? "Allowed" : "ImplicitlyDenied";
    }

    private bool Allowed(
        List<NaiveStatement> identity, List<NaiveStatement>? boundary, List<NaiveStatement>? session, List<NaiveStatement> resource, List<NaiveStatement>? endpoint,
        List<List<NaiveStatement>> scps)
    {
        var grants = resource.Where(s => Matches(s, "Allow", principal: true, boundary is not null)).ToList();
        if (endpoint is not null && !endpoint.Any(s => Matches(s, "Allow", principal: true, boundary is not null) && Strength(s) is not "account"))
            return false;
        if (_caller.Service || _caller.Anonymous)
            return grants.Exists(s => Strength(s) is "self");
        if (scps.Exists(level => !level.Exists(s => Matches(s, "Allow", principal: false, bound: false))))
            return false;
        var byIdentity = _caller.Root || identity.Exists(s => Matches(s, "Allow", principal: false, bound: false));
        var capped = boundary?.Exists(s => Matches(s, "Allow", principal: false, bound: false)) != false && session?.Exists(s => Matches(s, "Allow", principal: false, bound: false)) != false;
        if (_owner != _caller.Account)
            return grants.Count > 0 && byIdentity && capped;
        if (grants.Exists(s => Strength(s) is "self") || (capped && grants.Exists(s => Strength(s) is "role")))
            return true;
        // "KMS: unless the key policy explicitly allows it, you cannot use IAM policies to allow access."
        var delegated = !_action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase) && !_action.Equals("sts:AssumeRole", StringComparison.OrdinalIgnoreCase);
        return byIdentity && capped && (delegated || grants.Count > 0);
    }

    /// <summary>How the strongest name in the statement's Principal names the caller.</summary>
    private string Strength(NaiveStatement statement)
    {
        if (statement.NotPrincipal is not null)
            return "self";
        var strengths = statement.Principals().Select(p => _caller.Strength(p.Kind, p.Name)).ToList();
        return strengths.Contains("self") ? "self" : strengths.Contains("role") ? "role" : strengths.Contains("account") ? "account" : "";
    }

    private bool Matches(NaiveStatement statement, string effect, bool principal, bool bound)
    {
        if (statement.Effect != effect || !ActionMatches(statement) || !ResourceMatches(statement))
            return false;
        if (principal && !PrincipalMatches(statement, bound))
            return false;
        return statement.Conditions().All(c => new NaiveCondition(request, _caller, c, effect, statement.Variables).Holds());
    }

    private bool PrincipalMatches(NaiveStatement statement, bool bound)
    {
        if (statement.NotPrincipal is { } names)
        {
            if (bound || _caller.Service || _caller.Anonymous || _caller.Root)
                return bound || !names.Exists(p => _caller.Strength(p.Kind, p.Name) is "self");
            var all = names.Exists(p => p.Name == "*");
            var account = all || names.Exists(p => _caller.Strength(p.Kind, p.Name) is "account");
            var role = all || !_caller.IsRole || names.Exists(p => _caller.Strength(p.Kind, p.Name) is "role");
            var self = all || !_caller.NeedsSelf || names.Exists(p => _caller.Strength(p.Kind, p.Name) is "self");
            return !(account && role && self);
        }
        return Strength(statement).Length > 0;
    }

    private bool ActionMatches(NaiveStatement statement)
    {
        var (values, not) = statement.Either("Action", "NotAction");
        var any = values.Exists(v => Like(v, _action, ignoreCase: true));
        return not ? values.Count > 0 && !any : any;
    }

    private bool ResourceMatches(NaiveStatement statement)
    {
        var (values, not) = statement.Either("Resource", "NotResource");
        if (values.Count == 0)
            return statement.Attached && !not;
        var any = values.Exists(v => ResourceMatches(v, statement));
        return not ? !any : any;
    }

    private bool ResourceMatches(string value, NaiveStatement statement)
    {
        if (value == "*")
            return true;
        var expanded = statement.Variables ? NaiveCondition.Expand(value, request, _caller) : NaiveCondition.Literal(value);
        if (expanded is null)
            return false;
        var parts = Split(value);
        // A service that is a wildcard is refused; short ARNs do not occur among the questions that are put to this reading.
        if (parts.Length != 6 || parts[2].AsSpan().ContainsAny('*', '?'))
            return false;
        var given = _resource.Split(':', 6);
        if (given.Length < 6)
            return false;
        for (var i = 0; i < 6; i++)
        {
            var pattern = statement.Variables ? NaiveCondition.Expand(parts[i], request, _caller)! : NaiveCondition.Literal(parts[i]);
            if (!Regex.IsMatch(given[i], $"\\A{pattern}\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant))
                return false;
        }
        return true;
    }

    /// <summary>Splits at the first five colons that stand outside of a variable.</summary>
    internal static string[] Split(string value)
    {
        var masked = Regex.Replace(value, @"\$\{[^}]*\}", m => m.Value.Replace(':', '\u0001'));
        return [.. masked.Split(':', 6).Select(p => p.Replace('\u0001', ':'))];
    }

    internal static bool Like(string pattern, string text, bool ignoreCase = false) => Regex.IsMatch(
        text, $"\\A{NaiveCondition.Literal(pattern)}\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));

    private IEnumerable<NaiveStatement> Statements(string name) =>
        request.GetProperty(name).EnumerateArray().SelectMany(p => NaiveStatement.Of(p.GetProperty("policy"), attached: false));

    private List<NaiveStatement>? Listed(string name) =>
        request.GetProperty(name).ValueKind is JsonValueKind.Null || request.GetProperty(name).GetArrayLength() == 0 ? null : [.. Statements(name)];

    private List<NaiveStatement>? One(string name) =>
        request.GetProperty(name).ValueKind is JsonValueKind.Null ? null : [.. NaiveStatement.Of(request.GetProperty(name), attached: name == "resourcePolicy")];

    private List<List<NaiveStatement>> Levels(string name) => [.. request.GetProperty(name).EnumerateArray()
        .Select(l => l.GetProperty("policies").EnumerateArray().SelectMany(p => NaiveStatement.Of(p.GetProperty("policy"), attached: false)).ToList())];
}
