using System.Collections.Concurrent;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>What an organisation lays over each of its accounts, level by level from the root (Organizations guide, "SCPs", "RCPs").</summary>
internal sealed class Guardrails(AwsEstate estate, PolicyCompiler compiler)
{
    private readonly ConcurrentDictionary<string, AccountGuardrails> _accounts = new(StringComparer.Ordinal);

    /// <summary>The guardrails of an account.</summary>
    public AccountGuardrails Of(string account) => _accounts.TryGetValue(account, out var known) ? known : _accounts.GetOrAdd(account, Read(account));

    /// <summary>
    /// "You must use credentials from an Organizations management account or a delegated administrator account for IAM" to assume the
    /// root user of a member account (STS API Reference, "AssumeRoot").
    /// </summary>
    public RootAssumption RootAssumption(string account)
    {
        if (OrganizationOf(account) is not { ManagementAccountId: { } management } organization)
            return new RootAssumption(null, null);
        if (management == account)
            return new RootAssumption(new HashSet<string>(), organization.RootSessions);
        var accounts = organization.DelegatedAdministrators.Where(d => d.Value.Any(s => s.StartsWith("iam.", StringComparison.Ordinal))).Select(d => d.Key);
        return new RootAssumption(accounts.Append(management).ToHashSet(StringComparer.Ordinal), organization.RootSessions);
    }

    private AwsOrganization? OrganizationOf(string account) =>
        estate.Organizations.FirstOrDefault(o => o.Nodes.ContainsKey(account))
        ?? estate.Organizations.FirstOrDefault(o => o.ManagementAccountId == account)
        ?? estate.Organizations.FirstOrDefault(o => o.Id == estate.Accounts.FirstOrDefault(a => a.Id == account)?.OrganizationId);

    private AccountGuardrails Read(string account)
    {
        var organization = OrganizationOf(account);
        if (organization is null)
            return new AccountGuardrails(estate.Accounts.FirstOrDefault(a => a.Id == account)?.OrganizationId, null, [], []);
        var path = organization.PathTo(account);
        var names = path.Take(Math.Max(0, path.Count - 1)).ToList();
        var text = names.Count == 0 ? null : $"{organization.Id}/{string.Join('/', names)}/";
        // "SCPs do not affect users or roles in the management account"; RCPs not its resources.
        if (organization.ManagementAccountId == account)
            return new AccountGuardrails(organization.Id, text, [], []);
        var nodes = path.Select(id => organization.Nodes[id]).ToList();
        return new AccountGuardrails(
            organization.Id,
            text,
            Levels(nodes, n => n.ServiceControlPolicies, organization.ServiceControlPolicies, PolicyKind.ServiceControl, LayerNames.ServiceControl),
            Levels(nodes, n => n.ResourceControlPolicies, organization.ResourceControlPolicies, PolicyKind.ResourceControl, LayerNames.ResourceControl));
    }

    /// <summary>A level of which no export tells is unknown where the organisation's other levels are told of; else nothing is known of guardrails at all.</summary>
    private PolicyLayer[] Levels(
        List<OrganizationNode> nodes, Func<OrganizationNode, IReadOnlyList<PolicyText>?> of, bool? enabled, PolicyKind kind, string layer)
    {
        if (enabled == false)
            return [];
        var told = enabled == true || nodes.Exists(n => of(n) is not null);
        if (!told)
            return [];
        return [.. nodes.Select(n => new PolicyLayer(layer, of(n) is { } policies
            ? [.. policies.Select(p => new AttachedPolicy(p.Name, p.Known ? compiler.Compile(p.Document, kind) : null))]
            : [new AttachedPolicy($"{layer} of {n.Id}", null)]))];
    }
}
