using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>The relations of <see cref="AwsRuleVocabulary"/> over one estate.</summary>
internal sealed class AwsRelations
{
    private readonly AwsEstate _estate;
    private readonly AwsTrusts _trusts;
    private readonly AwsWorkloads _workloads;
    private readonly AwsPermissions _permissions;
    private readonly AwsAdministration _administration;
    private readonly AwsFederation _federation;
    private readonly AwsIdentityCenter _center;
    private readonly AwsGuardrailRemoval _guardrails;
    private readonly AwsDeployments _deployments;
    private readonly AwsCappedPower _capped;
    private readonly AwsManagedNodes _nodes;
    private readonly Dictionary<string, IRelation> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsUser> _users = new(StringComparer.Ordinal);
    private readonly ILookup<string, AwsGroup> _groups;
    private readonly Lazy<Dictionary<string, string>> _aliases;

    public AwsRelations(AwsEstate estate, AwsWorld world, AwsTrusts trusts, AwsWorkloads workloads, AwsPermissions permissions, AwsAdministration administration)
    {
        (_estate, _trusts, _workloads, _permissions, _administration) = (estate, trusts, workloads, permissions, administration);
        _federation = new AwsFederation(estate, trusts, permissions);
        _center = new AwsIdentityCenter(estate);
        _guardrails = new AwsGuardrailRemoval(estate, world, permissions);
        _deployments = new AwsDeployments(estate, workloads);
        _capped = new AwsCappedPower(estate, workloads, permissions, administration);
        _nodes = new AwsManagedNodes(estate, workloads, permissions);
        foreach (var user in estate.Users)
            _users[user.Arn] = user;
        _aliases = new Lazy<Dictionary<string, string>>(() => DataKeys.Aliases(estate));
        _groups = estate.Groups.ToLookup(g => g.Account, StringComparer.Ordinal);
    }

    /// <summary>All of them by name.</summary>
    public Dictionary<string, IRelation> All()
    {
        var relations = _relations;
        void List(string name, Func<IEnumerable<Fact>> rows) => relations.Add(name, new ListedRelation(AwsRuleVocabulary.Vocabulary.Relation(name)!, rows));
        void Ask(string name, Func<IReadOnlyList<string?>, IEnumerable<Fact>> rows) => relations.Add(name, new AskedRelation(AwsRuleVocabulary.Vocabulary.Relation(name)!, rows));
        void Keep(string name, int[] key, Func<IReadOnlyList<string?>, IEnumerable<Fact>> rows) => relations.Add(name, new KeyedRelation(AwsRuleVocabulary.Vocabulary.Relation(name)!, key, rows));
        List("principal", Principals);
        List("user", Users);
        List("role", () => _estate.Roles.Where(r => !r.ServiceLinked && !r.Reserved).Select(r => new Fact(r.Arn, r.Account)));
        List("group", () => _estate.Groups.Select(g => new Fact(g.Arn, g.Account)));
        List("member", () => _estate.Users.SelectMany(u => u.Groups.Select(g => new Fact(u.Arn, g))));
        Ask("joinable", Joinable);
        Ask("assumable", Assumable);
        Ask("can-assume", b => _trusts.RolesNamingPrincipal(b[0]!).Where(r => r != b[0]).Select(r => new Fact(b[0]!, r)));
        List("organization", Organizations);
        Ask("uncapped", _guardrails.Rows);
        List("stack-sets-reach", StackSetsReach);
        List("policy", Policies);
        List("holds", Holds);
        List("attachable", Attachable);
        List("boundary", Boundaries);
        Ask("admin-after", _administration.After);
        Keep("role-trusts-service", [1], b => TrustsService(b[1]!));
        List("instance-profile", () => _estate.InstanceProfiles.Where(p => p.RoleArn is not null).Select(p => new Fact(p.Arn, p.RoleArn!, p.Account)));
        Keep("exists", [1, 3], _workloads.Exists);
        Keep("runs-as", [1, 4], _workloads.RunsAs);
        Ask("managed-node", b => _nodes.ManagedNode(b[0] ?? "", b[1]!));
        Ask("shell", b => _nodes.Shell(b, _relations["exists"]));
        List("launches-from", _workloads.LaunchesFrom);
        List("stack-set", _workloads.StackSets);
        List("container-instance", _workloads.ContainerInstances);
        List("command-document", _nodes.CommandDocuments);
        List("pipeline-source", _deployments.PipelineSources);
        List("builds-from", _deployments.BuildsFrom);
        Keep("deploys-to", [3], _deployments.DeploysTo);
        List("runs-code-from", _workloads.CodeFrom);
        List("runs-image-from", _workloads.ImageFrom);
        List("acts-as", _workloads.Agents);
        Ask("callable-agent", b => Callable(b[0]!));
        Ask("web-identity", b => _federation.WebIdentity(b[0]!));
        Ask("guest-role", b => _federation.GuestRoles(b[0]!));
        List("trusts-provider", _federation.TrustsProvider);
        List("identity-center", _center.Administration);
        List("permission-set", _center.PermissionSets);
        List("center-group", _center.Groups);
        Ask("center-person", b => AwsIdentityCenter.Person(b[0]!));
        List("reserved-role", () => _estate.Roles.Where(r => r.Reserved).Select(r => new Fact(r.Arn, r.Account)));
        Ask("data", Data);
        Ask("readable-after", _capped.Rows);
        List("parameter-key", ParameterKeys);
        Ask("delegates-to-access-points", b => Delegates(b[0]!));
        return relations;
    }

    private IEnumerable<Fact> Principals() =>
        _estate.Users.Select(u => new Fact(u.Arn, u.Account, "user"))
            .Concat(_estate.Roles.Where(r => !r.ServiceLinked).Select(r => new Fact(r.Arn, r.Account, "role")))
            .Concat(_estate.Groups.Select(g => new Fact(g.Arn, g.Account, "group")));

    private IEnumerable<Fact> Users()
    {
        foreach (var user in _estate.Users)
        {
            foreach (var (password, unknownPassword) in Either(user.Credentials.HasPassword, "yes", "no"))
            {
                foreach (var (keys, unknownKeys) in Either(user.Credentials.AccessKeys is { } n ? n >= 2 : null, "full", "room"))
                    yield return new Fact([user.Arn, user.Account, password, keys], [.. Unknown(unknownPassword, "whether it has a password", user), .. Unknown(unknownKeys, "how many access keys it has", user)], []);
            }
        }
    }

    private static IEnumerable<OpenCondition> Unknown(bool unknown, string what, AwsUser user) => unknown ? [Fact.Unknown(what, user.Arn)] : [];

    private static IEnumerable<(string Value, bool Unknown)> Either(bool? known, string yes, string no) => known switch
    {
        true => [(yes, false)],
        false => [(no, false)],
        null => [(yes, true), (no, true)],
    };

    /// <summary>A group whose power the user would hold whole: nothing of its own takes any of it away.</summary>
    private IEnumerable<Fact> Joinable(IReadOnlyList<string?> bound)
    {
        if (!_users.TryGetValue(bound[0]!, out var user) || user.Boundary is not null || _permissions.Find(user.Arn) is not { Identity.Denies.Length: 0 })
            return [];
        return _groups[user.Account].Where(g => !user.Groups.Contains(g.Arn)).Select(g => new Fact(user.Arn, g.Arn, g.Account));
    }

    private IEnumerable<Fact> Assumable(IReadOnlyList<string?> bound)
    {
        var start = bound[0]!;
        var account = AwsTrusts.Account(start);
        if (account.Length == 0)
            yield break;
        foreach (var (role, itself) in _trusts.Naming(start, account))
        {
            if (role.Arn == start || role.ServiceLinked)
                continue;
            yield return new Fact(start, role.Arn, role.Account != account ? "cross-account" : itself ? "trust-alone" : "same-account");
            yield return new Fact(start, role.Arn, "tagged");
        }
    }

    private IEnumerable<Fact> Organizations() =>
        from organization in _estate.Organizations
        where organization.ManagementAccountId is not null
        from member in organization.Nodes.Values
        where member.Kind == "account" && member.Id != organization.ManagementAccountId
        select new Fact(organization.ManagementAccountId!, member.Id);

    /// <summary>
    /// The accounts that stack sets with service-managed permissions deploy into: those of the organisation, but never the management
    /// account (CloudFormation guide, "Activate trusted access for stack sets with Organizations"). A role that such a set has made, or a
    /// delegated administrator, tells that they are activated.
    /// </summary>
    private IEnumerable<Fact> StackSetsReach()
    {
        foreach (var organization in _estate.Organizations.Where(o => o.ManagementAccountId is not null))
        {
            var delegated = organization.DelegatedAdministrators.Where(d => d.Value.Any(s => s.Contains("stacksets.cloudformation", StringComparison.Ordinal))).Select(d => d.Key).ToList();
            var activated = delegated.Count > 0 || _estate.Roles.Any(r => organization.Nodes.ContainsKey(r.Account) && r.Name.StartsWith("stacksets-exec-", StringComparison.Ordinal));
            foreach (var administration in delegated.Prepend(organization.ManagementAccountId!))
            {
                foreach (var member in organization.Nodes.Values.Where(n => n.Kind == "account" && n.Id != organization.ManagementAccountId && n.Id != administration))
                    yield return new Fact([administration, member.Id], activated ? [] : [Fact.Unknown("whether trusted access of stack sets is activated", organization.Id)], []);
            }
        }
    }

    private IEnumerable<Fact> Policies() =>
        _estate.ManagedPolicies.Values.Where(p => !p.AwsOwned).Select(p => new Fact(p.Arn, AwsTrusts.Account(p.Arn), _administration.Full(p.Arn) ? "full" : "room"));

    /// <summary>Managed policies that allow everything, or to allow it oneself: AWS's own, and those of the account that do.</summary>
    private IEnumerable<Fact> Attachable() =>
        _estate.Accounts.SelectMany(a => new[] { "AdministratorAccess", "IAMFullAccess" }.Select(n => new Fact($"arn:{a.Partition}:iam::aws:policy/{n}", a.Id)))
            .Concat(_estate.ManagedPolicies.Values.Where(p => !p.AwsOwned && _administration.AllowsEverything(p.Default)).Select(p => new Fact(p.Arn, AwsTrusts.Account(p.Arn))));

    private IEnumerable<Fact> Holds()
    {
        var groups = _estate.Groups.ToLookup(g => g.Arn, StringComparer.Ordinal);
        foreach (var user in _estate.Users)
        {
            foreach (var policy in user.AttachedPolicies.Concat(user.Groups.SelectMany(g => groups[g]).SelectMany(g => g.AttachedPolicies)).Distinct(StringComparer.Ordinal))
                yield return new Fact(user.Arn, policy);
        }

        foreach (var role in _estate.Roles)
        {
            foreach (var policy in role.AttachedPolicies)
                yield return new Fact(role.Arn, policy);
        }
    }

    private IEnumerable<Fact> Boundaries() =>
        _estate.Users.Where(u => u.Boundary is not null).Select(u => new Fact(u.Arn, u.Boundary!))
            .Concat(_estate.Roles.Where(r => r.Boundary is not null).Select(r => new Fact(r.Arn, r.Boundary!)));

    /// <summary>The service is asked as a caller: a trust with conditions on the source holds for resources of the role's own account.</summary>
    private IEnumerable<Fact> TrustsService(string service)
    {
        if (_permissions.Find(service) is not { } caller)
            yield break;
        foreach (var account in _estate.Accounts.Select(a => a.Id))
        {
            foreach (var role in _trusts.RolesNaming(service, account))
            {
                var answer = _permissions.Ask(caller, "sts:AssumeRole", role, AccessRequest.NoContext, null);
                if (answer.Holds)
                    yield return new Fact([role, service, account], answer.Conditions, [.. answer.Sides.SelectMany(s => s).Select(g => new StatementReference(g.Policy, g.Index, null, "Allow"))]);
            }
        }
    }

    /// <summary>"Delegating access control to access points": an allow for whoever comes by an access point of the account (S3 User Guide).</summary>
    private IEnumerable<Fact> Delegates(string bucket)
    {
        if (_workloads.Resource(bucket) is not { } found)
            yield break;
        if (found.Policy is not { } policy)
        {
            if (!found.PolicyKnown)
                yield return new Fact([bucket], [Fact.Unknown("the policy", bucket)], []);
            yield break;
        }

        if (!policy.Known)
            yield return new Fact([bucket], [Fact.Unknown("the policy", bucket)], []);
        else if (PolicyDocument.Read(policy.Document).Statements.Any(s => s.Effect == Effect.Allow && s.Conditions.Any(c =>
            (c.Key.Equals("s3:DataAccessPointAccount", StringComparison.OrdinalIgnoreCase) || c.Key.Equals("s3:DataAccessPointArn", StringComparison.OrdinalIgnoreCase))
            && c.Values.Any(v => v.Contains(found.Account, StringComparison.Ordinal) || v is "*"))))
            yield return new Fact(bucket);
    }

    /// <summary>
    /// "A SecureString parameter … to decrypt, kms:Decrypt on the key" (Systems Manager User Guide, "Parameter Store and KMS"). The AWS managed
    /// key lets in all of the account that may use Parameter Store.
    /// </summary>
    private IEnumerable<Fact> ParameterKeys()
    {
        foreach (var parameter in _workloads.Resources("AWS::SSM::Parameter"))
        {
            var service = $"ssm.{parameter.Region}.amazonaws.com";
            if (DataKeys.OfParameter(parameter, _aliases.Value) is not { } key || key == DataKeys.Managed)
                yield return new Fact(parameter.Arn, "", "no", service);
            else if (key == DataKeys.Untold)
                yield return new Fact([parameter.Arn, "", "no", service], [Fact.Unknown("the key", parameter.Arn)], []);
            else
                yield return new Fact(parameter.Arn, key, "yes", service);
        }
    }

    /// <summary>"REJECT_INVOCATIONS" (Bedrock API reference, <c>AgentAlias</c>).</summary>
    private IEnumerable<Fact> Callable(string agent)
    {
        var alias = $"{agent.Replace(":agent/", ":agent-alias/", StringComparison.Ordinal)}{(agent.EndsWith('*') ? "" : "/*")}";
        var id = _workloads.Resource(agent)?.Text("AgentId");
        var known = id is null ? [] : _workloads.Resources("AWS::Bedrock::AgentAlias").Where(a => a.Account == AwsTrusts.Account(agent) && a.Arn.Contains($"/{id}/", StringComparison.Ordinal)).ToList();
        if (known.Count == 0 || known.Exists(a => a.Text("AliasInvocationState") is not "REJECT_INVOCATIONS"))
            yield return new Fact(agent, alias);
    }

    private IEnumerable<Fact> Data(IReadOnlyList<string?> bound)
    {
        if (DataStore.Of(bound[1]!) is not { } store)
            return [];
        var resources = bound[0] is { } one ? _workloads.Resource(one) is { } known && known.Type == bound[1] ? [known] : [] : _workloads.Resources(bound[1]!);
        return resources.Select(r => new Fact(r.Arn, r.Type, r.Account, store.Objects(r.Arn)));
    }
}
