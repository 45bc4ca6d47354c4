using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Escalation;

/// <summary>
/// Who and what may lead to power at all, widely taken: backward from administrators, holders of Entra roles and application
/// permissions, and sensitive resources, over whatever any rule could use. What is not in it leads nowhere, so a search for power in a
/// large tenant need not look at it.
/// </summary>
internal sealed class PowerClosure
{
    private readonly AzureDirectory _directory;
    private readonly AzureManager _manager;
    private readonly HashSet<string> _identities = new(StringComparer.Ordinal);
    private readonly HashSet<string> _scopes = new(StringComparer.Ordinal);
    private readonly Stack<string> _open = new();
    private readonly ILookup<string, string> _holdersByScope;
    private readonly ILookup<string, AzureRoleAssignment> _customByPrincipal;
    private readonly ILookup<string, string> _userAssigned;
    private readonly ILookup<string, string> _eligible;
    private readonly ILookup<string, string> _inner;
    private readonly ILookup<string, string> _conditions;
    private readonly ILookup<string, string> _workers;
    private readonly ILookup<string, string> _carriers;

    public PowerClosure(AzureDirectory directory, AzureManager manager, IEnumerable<string> sensitive)
    {
        (_directory, _manager) = (directory, manager);
        _holdersByScope = manager.Assignments.ToLookup(a => a.Scope, a => a.Principal, StringComparer.Ordinal);
        _customByPrincipal = manager.Assignments.Where(a => manager.Roles.GetValueOrDefault(a.Role) is { Custom: true }).ToLookup(a => a.Principal, StringComparer.Ordinal);
        _conditions = manager.Assignments.SelectMany(a => RoleAssignment.Conditions(manager, a).Select(c => (a.Principal, c))).ToLookup(x => x.Principal, x => x.c, StringComparer.Ordinal);
        _userAssigned = manager.UserAssigned.ToLookup(u => u.Value, u => u.Key, StringComparer.Ordinal);
        _eligible = directory.GroupEligibilities.ToLookup(g => g.Group, g => g.Principal, StringComparer.Ordinal);
        _inner = directory.FederatedCredentials.ToLookup(f => f.Target, f => f.Subject.ToLowerInvariant(), StringComparer.Ordinal);
        _workers = manager.OfType("microsoft.automation/automationaccounts/hybridrunbookworkergroups/hybridrunbookworkers").ToLookup(w => ResourceId.Normal(w.Facts.Text("vmResourceId") ?? ""), w => w.Key, StringComparer.Ordinal);
        _carriers = CodeCarrier.Of(directory, manager).ToLookup(c => c.Identity, c => ResourceId.Normal(c.Resource), StringComparer.Ordinal);
        foreach (var id in directory.Holdings.Select(h => h.Principal).Concat(directory.AppRoles.Select(a => a.Principal)).Concat(directory.PimPolicies.SelectMany(p => p.Approvers)))
            Identity(id);
        Everybody = directory.AccessPackages.Any(p => p.Roles.Count > 0)
            || directory.AppRoles.Any(a => a.OnGraph && a.Permission is "RoleEligibilitySchedule.ReadWrite.Directory" or "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup" or "PrivilegedAccess.ReadWrite.AzureADGroup");
        Scope("/");
        foreach (var resource in sensitive)
            Scope(ResourceId.Normal(resource));
        // whoever may enter the group that administers a managed domain reaches the domain
        foreach (var group in directory.Objects.Values.Where(o => o is { Kind: AzureKinds.Group, Name: ServiceRelations.DomainAdministrators } && manager.OfType("microsoft.aad/domainservices").Count > 0))
            Identity(group.ObjectId);
        while (_open.TryPop(out var identity))
            Before(identity);
    }

    /// <summary>Whether anybody may have to be looked at: some way on is open to all users.</summary>
    public bool Everybody { get; private set; }

    /// <summary>Whether an identity by its object id may lead to power.</summary>
    public bool Has(string objectId) => _identities.Contains(objectId);

    /// <summary>Whether a scope or resource by its normal id may.</summary>
    public bool HasScope(string key) => _scopes.Contains(key);

    private void Identity(string id)
    {
        if (_identities.Add(id))
            _open.Push(id);
    }

    /// <summary>A place, and all that covers it: whoever holds a role there may get at it.</summary>
    private void Scope(string key)
    {
        foreach (var at in _manager.Hierarchy.Above(key))
        {
            if (!_scopes.Add(at))
                continue;
            foreach (var holder in _holdersByScope[at])
                Identity(holder);
            Within(at);
        }
    }

    /// <summary>Roles on parts of a resource, and who its access policies name.</summary>
    private void Within(string resource)
    {
        if (resource.Count('/') <= 4)
            return;
        foreach (var part in _holdersByScope.Where(h => h.Key.StartsWith(resource + "/", StringComparison.Ordinal)))
        {
            foreach (var holder in part)
                Identity(holder);
        }

        foreach (var named in _manager.Resources.GetValueOrDefault(resource)?.Facts.AllItems("accessPolicies").Select(p => new AzureRow(p).Text("objectId")?.ToLowerInvariant()).OfType<string>() ?? [])
            Identity(named);
    }

    /// <summary>Whoever could become an identity.</summary>
    private void Before(string id)
    {
        foreach (var resource in _manager.RunningAs(id))
        {
            Scope(resource.Key);
            foreach (var worker in _workers[resource.Key])
                Scope(worker);
            // the definition that an assignment deploys may lie elsewhere
            if (resource.Facts.Text("policyDefinitionId") is { } definition)
                Definition(ResourceId.Normal(definition));
            CodeOf(resource);
        }

        // to whom the conditions of its roles let it assign, that it may take
        foreach (var condition in _conditions[id])
        {
            foreach (var named in RoleAssignment.Named(_directory, condition))
                Identity(named.ObjectId);
        }

        foreach (var carrier in _carriers[id])
            Scope(carrier);
        foreach (var own in _userAssigned[id])
            Scope(own);
        foreach (var scope in _customByPrincipal[id].SelectMany(a => _manager.Roles[a.Role].AssignableScopes))
            Scope(scope);
        foreach (var owner in _directory.Owners.GetValueOrDefault(id) ?? [])
            Identity(owner);
        foreach (var member in _directory.Members.GetValueOrDefault(id) ?? [])
            Identity(member);
        foreach (var eligible in _eligible[id])
            Identity(eligible);
        if (_directory.Objects.GetValueOrDefault(id) is { } o)
            BeforeObject(o);
    }

    /// <summary>Where the code of an app lies, and the workspaces that use a connector.</summary>
    private void CodeOf(AzureResource resource)
    {
        foreach (var account in _manager.CodeStoresOf(resource))
            Scope(account.Key);
        foreach (var workspace in resource.Type == "microsoft.databricks/accessconnectors" ? _manager.OfType("microsoft.databricks/workspaces") : [])
            Scope(workspace.Key);
    }

    private void Definition(string key)
    {
        Scope(key);
        foreach (var part in _manager.Resources.GetValueOrDefault(key)?.Facts.Items("policyDefinitions") ?? [])
        {
            if (new AzureRow(part).Text("policyDefinitionId") is { } id)
                Scope(ResourceId.Normal(id));
        }
    }

    private void BeforeObject(DirectoryObject o)
    {
        // an application and its service principal are one
        if (o.AppId is not null)
        {
            foreach (var other in new[] { _directory.ApplicationOf(o.AppId), _directory.PrincipalOf(o.AppId) }.OfType<DirectoryObject>())
                Identity(other.ObjectId);
        }

        if (o.AgentType == "agentIdentity" && _directory.PrincipalOf((o.Facts.Text("agentIdentityBlueprintId") ?? o.Facts.Text("agentAppId"))?.ToLowerInvariant()) is { } blueprint)
            Identity(blueprint.ObjectId);
        if (o.AgentType == "agentUser" && o.Facts.Text("identityParentId")?.ToLowerInvariant() is { } agent)
            Identity(agent);
        foreach (var subject in _inner[o.ObjectId].Where(_directory.Objects.ContainsKey))
            Identity(subject);
        // whoever may edit himself into it, or ask for it, may be anybody
        if (o.Kind == AzureKinds.Group && (o.MembershipRule is not null || _directory.AccessPackages.Any(p => p.Groups.Contains(o.ObjectId))))
            Everybody = true;
    }
}
