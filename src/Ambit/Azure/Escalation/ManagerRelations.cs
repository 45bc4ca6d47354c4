using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of the Azure Resource Manager side.</summary>
internal sealed class ManagerRelations
{
    /// <summary>Types that run code of whoever writes them and take user-assigned identities, lower case.</summary>
    private static readonly string[] ComputeTypes =
    [
        "microsoft.compute/virtualmachines", "microsoft.compute/virtualmachinescalesets", "microsoft.web/sites", "microsoft.logic/workflows", "microsoft.automation/automationaccounts",
        "microsoft.containerinstance/containergroups", "microsoft.app/containerapps", "microsoft.app/jobs", "microsoft.containerservice/managedclusters", "microsoft.datafactory/factories",
        "microsoft.batch/batchaccounts", "microsoft.machinelearningservices/workspaces", "microsoft.resources/deploymentscripts", "microsoft.containerregistry/registries",
    ];

    private readonly AzureDirectory _directory;
    private readonly AzureManager _manager;
    private readonly AzureAccess _access;
    private readonly List<Fact> _scopes;
    private readonly ILookup<string, Fact> _runsAs;
    private readonly ILookup<string, Fact> _content;
    private readonly List<Fact> _compute;
    private readonly List<Fact> _userAssigned;
    private readonly List<Fact> _policies;
    private readonly ConcurrentDictionary<string, List<Fact>> _codeRoles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Fact>> _roles = new(StringComparer.Ordinal);

    public ManagerRelations(AzureDirectory directory, AzureManager manager, AzureAccess access)
    {
        (_directory, _manager, _access) = (directory, manager, access);
        _scopes = [.. manager.Hierarchy.Nodes.Select(n => new Fact(n.Id)), .. Groups().Select(g => new Fact(g))];
        _runsAs = manager.Resources.Values.SelectMany(r => r.Identities.Select(i => (r, i))).ToLookup(p => p.r.Type, p => new Fact(p.r.Type, p.r.Id, Canonical(p.i)), StringComparer.Ordinal);
        _content = manager.Resources.Values.Where(r => r.Type is "microsoft.storage/storageaccounts" or "microsoft.keyvault/vaults").Select(r => new Fact(r.Type, r.Id, r.Id, "all"))
            .Concat(manager.Resources.Values.Select(r => (r, p: DataPart.Of(r.Key))).Where(x => x.p is { } p && manager.Resources.ContainsKey(p.Whole))
                .Select(x => new Fact(x.p!.Value.WholeType, x.r.Id, manager.Resources[x.p.Value.Whole].Id, x.p.Value.Kind))).ToLookup(f => f.Values[0], StringComparer.Ordinal);
        _compute = [.. ComputeTypes.SelectMany(manager.OfType).Select(r => new Fact(r.Id)), .. Groups().Select(g => new Fact(g))];
        _userAssigned = [.. manager.UserAssigned.Where(u => manager.Resources.ContainsKey(u.Key)).Select(u => new Fact(manager.Spelled(u.Key), Canonical(u.Value)))];
        _policies = [.. PolicyIdentities()];
        _roles["own"] = [.. RolesWith("Microsoft.Authorization/roleAssignments/write", data: false, unconditional: true)];
        _roles["secrets"] = [.. _roles["own"], .. RolesWith("Microsoft.KeyVault/vaults/secrets/getSecret/action", data: true, unconditional: false)];
        _roles["blobs"] = [.. _roles["own"], .. RolesWith("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", data: true, unconditional: false)];
    }

    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        rows["tenant"] = b => TenantOf(b[0]!) is { } tenant ? [new Fact(b[0]!, tenant)] : [];
        rows["scope"] = _ => _scopes;
        rows["resource"] = b => _manager.OfType(b[0]!).Select(r => new Fact(r.Type, r.Id));
        rows["content"] = b => _content[b[0]!];
        rows["runs-as"] = b => b[0] is { } type ? _runsAs[type] : _runsAs.SelectMany(r => r);
        rows["compute"] = _ => _compute;
        rows["user-assigned"] = _ => _userAssigned;
        rows["setting"] = b => new ResourceSettings(_manager).Of(b[0]!, b[1]!);
        rows["assignable-role"] = b => AssignableRole(b[0]!, b[1]!, b[2]!);
        rows["assignable-to"] = b => AssignableTo(b[0]!, b[1]!);
        rows["custom-role-holder"] = _ => _manager.Assignments.Where(a => !a.Eligible && a.Condition is null && _manager.Roles.GetValueOrDefault(a.Role) is { Custom: true })
            .Select(a => new Fact(Canonical(a.Principal), a.Role, _manager.Spelled(a.Scope)));
        rows["custom-role-on"] = b => CustomRoles(b[0]!);
        rows["role-rewritable"] = b => Rewritable(b[0]!, b[1]!);
        rows["policy-identity"] = _ => _policies;
        rows["code-store"] = _ => CodeStores();
        rows["hybrid-worker"] = _ => HybridWorkers();
    }

    private IEnumerable<Fact> CodeStores() =>
        from app in _manager.OfType("microsoft.web/sites").Concat(_manager.OfType("microsoft.web/sites/slots"))
        from account in _manager.CodeStoresOf(app)
        from identity in app.Identities
        select new Fact(app.Id, account.Id, Canonical(identity));

    /// <summary>A worker names the machine it runs on; the account is the worker's ancestor.</summary>
    private IEnumerable<Fact> HybridWorkers()
    {
        const string type = "microsoft.automation/automationaccounts/hybridrunbookworkergroups/hybridrunbookworkers";
        foreach (var worker in _manager.OfType(type))
        {
            var account = worker.Key[..Math.Max(0, worker.Key.IndexOf("/hybridrunbookworkergroups/", StringComparison.Ordinal))];
            if (worker.Facts.Text("vmResourceId") is { } machine && _manager.Resources.TryGetValue(ResourceId.Normal(machine), out var host))
            {
                foreach (var identity in host.Identities)
                    yield return new Fact(_manager.Spelled(account), Canonical(identity));
            }
        }
    }

    private string Canonical(string objectId) => _directory.Objects.TryGetValue(objectId, out var o) ? o.CanonicalId : objectId;

    private IEnumerable<string> Groups() => _manager.Resources.Values.Where(r => ResourceId.TypeOf(r.Key) == "Microsoft.Resources/resourceGroups").Select(r => r.Id);

    private string? TenantOf(string id)
    {
        if (_access.Actors.Of(id)?.Object is { } o)
            return o.Tenant;
        var key = ResourceId.Normal(id);
        var subscription = ResourceId.SubscriptionOf(key) is { } s ? _manager.Hierarchy["/subscriptions/" + s] : _manager.Hierarchy[key];
        return subscription is { Tenant.Length: > 0 } node ? node.Tenant : _directory.Tenants.Keys.FirstOrDefault();
    }

    private IEnumerable<Fact> RolesWith(string action, bool data, bool unconditional) =>
        _manager.Roles.Values.Where(r => r.Known && r.Permissions.Any(p => p.Grants(action, data) && (!unconditional || p.Condition is null))).Select(r => new Fact(r.Guid));

    /// <summary>Roles that own a resource, and where it runs code those that write it.</summary>
    private IEnumerable<Fact> CodeRoles(string resource)
    {
        var type = ResourceId.TypeOf(resource)?.ToLowerInvariant() ?? "";
        return ComputeTypes.Contains(type, StringComparer.Ordinal)
            ? _roles["own"].Concat(_codeRoles.GetOrAdd(type, t => [.. RolesWith(t + "/write", data: false, unconditional: true)])) : _roles["own"];
    }

    /// <summary>The first of the roles that give the power which the actor may assign, a certain one before one under conditions.</summary>
    private IEnumerable<Fact> AssignableRole(string by, string on, string power)
    {
        if (_access.Actors.Of(by) is not { } actor || (power == "code" ? CodeRoles(on) : _roles.GetValueOrDefault(power)) is not { } roles)
            return [];
        string? maybe = null;
        foreach (var role in roles)
        {
            var answer = RoleAssignment.Ask(_access, _directory, actor, on, role.Values[0]);
            if (answer.Outcome == Outcome.Allowed)
                return [new Fact(by, on, power, role.Values[0])];
            maybe ??= answer.Holds ? role.Values[0] : null;
        }

        return maybe is null ? [] : [new Fact(by, on, power, maybe)];
    }

    /// <summary>Identities that a condition names, where the actor may make them owner.</summary>
    private IEnumerable<Fact> AssignableTo(string by, string on)
    {
        if (_access.Actors.Of(by) is not { Object: not null } actor)
            yield break;
        foreach (var named in RoleAssignment.Named(_directory, _manager, actor))
        {
            var asked = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["Microsoft.Authorization/roleAssignments:PrincipalId"] = [named.ObjectId] };
            foreach (var role in _roles["own"])
            {
                asked["Microsoft.Authorization/roleAssignments:RoleDefinitionId"] = [role.Values[0]];
                if (RoleAssignment.Ask(_access, _directory, actor, on, asked).Outcome != Outcome.Allowed)
                    continue;
                yield return new Fact(by, on, named.CanonicalId, role.Values[0]);
                break;
            }
        }
    }

    private IEnumerable<Fact> CustomRoles(string who)
    {
        if (_access.Actors.Of(who) is not { } actor)
            yield break;
        foreach (var a in actor.Assignments)
        {
            if (_manager.Roles.TryGetValue(a.Role, out var role) && role.Custom && a.Condition is null)
                yield return new Fact(who, role.Guid, _manager.Spelled(a.Scope));
        }
    }

    /// <summary>"To update a role one needs roleDefinitions/write on all its assignable scopes."</summary>
    private IEnumerable<Fact> Rewritable(string by, string role)
    {
        if (_access.Actors.Of(by) is not { } actor || !_manager.Roles.TryGetValue(role, out var definition) || definition.AssignableScopes.Count == 0)
            yield break;
        var open = new List<OpenCondition>();
        foreach (var scope in definition.AssignableScopes)
        {
            var answer = _access.Azure.Decide(actor, "Microsoft.Authorization/roleDefinitions/write", scope, AccessRequest.NoContext);
            if (!answer.Holds)
                yield break;
            open.AddRange(answer.Conditions);
        }

        yield return new Fact([by, role], open, []);
    }

    /// <summary>Custom definitions that deploy or modify, assigned with an identity. A definition of a set counts by its set.</summary>
    private IEnumerable<Fact> PolicyIdentities()
    {
        var definitions = _manager.OfType("microsoft.authorization/policydefinitions").Concat(_manager.OfType("microsoft.authorization/policysetdefinitions")).ToDictionary(d => d.Key, StringComparer.Ordinal);
        foreach (var assignment in _manager.OfType("microsoft.authorization/policyassignments"))
        {
            var of = ResourceId.Normal(assignment.Facts.Text("policyDefinitionId") ?? "");
            if (!definitions.TryGetValue(of, out var definition) || !"Custom".Equals(definition.Facts.Text("policyType"), StringComparison.OrdinalIgnoreCase))
                continue;
            string[] parts = definition.Type.EndsWith("policysetdefinitions", StringComparison.Ordinal)
                ? [of, .. definition.Facts.Items("policyDefinitions").Select(p => ResourceId.Normal(new AzureRow(p).Text("policyDefinitionId") ?? ""))] : [of];
            foreach (var part in parts.Where(p => definitions.TryGetValue(p, out var d) && Deploys(d)))
            {
                foreach (var identity in assignment.Identities)
                    yield return new Fact(definitions[part].Id, assignment.Id, Canonical(identity));
            }
        }
    }

    private static bool Deploys(AzureResource definition) =>
        definition.Type.EndsWith("policysetdefinitions", StringComparison.Ordinal)
        || definition.Facts.Child("policyRule")?.Child("then")?.Text("effect")?.ToLowerInvariant() is "deployifnotexists" or "modify" or null
        || (definition.Facts.Child("policyRule")?.Child("then")?.Text("effect")?.StartsWith('[') ?? false);
}
