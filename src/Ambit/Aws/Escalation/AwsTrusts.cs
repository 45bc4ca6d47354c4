using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Escalation;

/// <summary>
/// Whom trust policies name: an index that narrows down whom to ask the evaluator about. It over-approximates: conditions and
/// denies are the evaluator's.
/// </summary>
internal sealed class AwsTrusts
{
    private readonly Dictionary<string, List<AwsRole>> _byPrincipal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AwsRole>> _byAccount = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AwsRole>> _byService = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<AwsRole>> _byProvider = new(StringComparer.Ordinal);
    private readonly List<AwsRole> _anybody = [];
    private readonly Dictionary<(string, string), AwsRole> _byName = [];

    public AwsTrusts(AwsEstate estate)
    {
        foreach (var role in estate.Roles)
        {
            _byName[(role.Account, role.Name)] = role;
            if (!role.Trust.Known)
                _anybody.Add(role);
            else
                Index(role);
        }
    }

    /// <summary>The role of that name, null where there is none.</summary>
    public string? RoleByName(string account, string name) => _byName.GetValueOrDefault((account, name[(name.LastIndexOf('/') + 1)..]))?.Arn;

    /// <summary>Roles of the account whose trust names the service, or anything at all.</summary>
    public IEnumerable<string> RolesNaming(string service, string account) =>
        _byService.GetValueOrDefault(service, []).Concat(_byService.GetValueOrDefault("*", [])).Concat(_anybody.Where(r => !r.Trust.Known))
            .Where(r => r.Account == account && !r.ServiceLinked).Select(r => r.Arn).Distinct(StringComparer.Ordinal);

    /// <summary>Roles of any account whose trust names the identity, its account, or anybody.</summary>
    public IEnumerable<string> RolesNamingPrincipal(string principal) => Naming(principal, Account(principal)).Select(r => r.Role.Arn);

    /// <summary>Roles whose trust names an identity provider.</summary>
    public IEnumerable<(string Provider, AwsRole Role)> Federated => _byProvider.SelectMany(p => p.Value.Select(r => (p.Key, r)));

    /// <summary>Roles whose trust names the identity itself, its account, or anybody.</summary>
    public IEnumerable<(AwsRole Role, bool Itself)> Naming(string principal, string account)
    {
        var seen = new HashSet<AwsRole>(ReferenceEqualityComparer.Instance);
        foreach (var role in _byPrincipal.GetValueOrDefault(principal, []))
        {
            if (seen.Add(role))
                yield return (role, true);
        }

        foreach (var role in _byAccount.GetValueOrDefault(account, []).Concat(_anybody))
        {
            if (seen.Add(role))
                yield return (role, false);
        }
    }

    /// <summary>The account of an ARN.</summary>
    public static string Account(string arn) => arn.Split(':', 6) is { Length: 6 } fields ? fields[4] : "";

    private void Index(AwsRole role)
    {
        foreach (var statement in PolicyDocument.Read(role.Trust.Document).Statements.Where(s => s.Effect == Effect.Allow))
        {
            if (statement.Principal is not { } principal || principal.Negated)
            {
                _anybody.Add(role);
                continue;
            }

            foreach (var entry in principal.Entries)
                Index(role, entry);
        }
    }

    private void Index(AwsRole role, PrincipalEntry entry)
    {
        switch (entry.Kind)
        {
            case PrincipalKind.Service:
                Add(_byService, entry.Value, role);
                break;
            case PrincipalKind.Federated:
                Add(_byProvider, entry.Value, role);
                break;
            default:
                if (entry.Value.Contains('*') || entry.Value.Contains('?'))
                    _anybody.Add(role);
                else if (entry.Value.EndsWith(":root", StringComparison.Ordinal))
                    Add(_byAccount, Account(entry.Value), role);
                else if (!entry.Value.Contains(':'))
                    Add(_byAccount, entry.Value, role);
                else
                    Add(_byPrincipal, Session(entry.Value), role);
                break;
        }
    }

    /// <summary>A session's ARN stands for its role, which the path may tell apart; the evaluator decides.</summary>
    private string Session(string arn)
    {
        var fields = arn.Split(':', 6);
        if (fields.Length < 6 || fields[2] != "sts" || fields[5].Split('/') is not ["assumed-role", var name, ..])
            return arn;
        return RoleByName(fields[4], name) ?? arn;
    }

    private static void Add(Dictionary<string, List<AwsRole>> index, string key, AwsRole role)
    {
        if (!index.TryGetValue(key, out var roles))
            index.Add(key, roles = []);
        if (roles.Count == 0 || !ReferenceEquals(roles[^1], role))
            roles.Add(role);
    }
}
