using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>What an estate of Azure and Entra tells the escalation rules.</summary>
internal sealed class AzureEscalation : IEscalationFacts
{
    /// <summary>Owner, the same in all tenants.</summary>
    public const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";


    private readonly AzureDirectory _directory;
    private readonly AzureManager _manager;
    private readonly AzureAccess _access;
    private readonly Dictionary<string, IRelation> _relations;
    private readonly Lazy<Dictionary<string, List<string>>> _administered;

    public AzureEscalation(AzureDirectory directory, AzureManager manager, AzureAccess access)
    {
        (_directory, _manager, _access) = (directory, manager, access);
        var rows = new Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>>(StringComparer.Ordinal);
        new ManagerRelations(directory, manager, access).AddTo(rows);
        new DirectoryRelations(directory, access).AddTo(rows);
        new ActivationRelations(directory, manager, access).AddTo(rows);
        new MembershipRelations(directory, access).AddTo(rows);
        new AgentRelations(directory).AddTo(rows);
        new GovernanceRelations(directory).AddTo(rows);
        new ServiceRelations(directory, manager).AddTo(rows);
        _relations = AzureVocabulary.Relations.ToDictionary(s => s.Name, IRelation (s) => new AskedRelation(s, rows[s.Name]), StringComparer.Ordinal);
        _administered = new Lazy<Dictionary<string, List<string>>>(ListAdministered);
        Starts = [.. ListStarts()];
    }

    /// <summary>The same with fewer rows: a relation's column holds only what the test lets through, where it is not bound.</summary>
    private AzureEscalation(AzureEscalation of, IReadOnlyList<string> starts, Func<string, bool>? administered, IEnumerable<(string Relation, int Column, Func<string, bool> Keeps)> narrowed)
    {
        (_directory, _manager, _access, _administered, Starts) = (of._directory, of._manager, of._access, of._administered, starts);
        // an administrator holds everything, and of everything most leads nowhere
        if (administered is not null)
            _administered = new Lazy<Dictionary<string, List<string>>>(() => of._administered.Value.ToDictionary(a => a.Key, a => a.Value.Where(administered).ToList(), StringComparer.Ordinal));
        _relations = new Dictionary<string, IRelation>(of._relations, StringComparer.Ordinal);
        foreach (var (name, column, keeps) in narrowed)
        {
            var all = _relations[name];
            _relations[name] = new AskedRelation(all.Signature, bound => bound[column] is null ? all.Rows(bound).Where(f => keeps(f.Values[column])) : all.Rows(bound));
        }
    }

    /// <inheritdoc/>
    public IEscalationFacts Towards(IReadOnlyCollection<string> resources)
    {
        var closure = new PowerClosure(_directory, _manager, resources);
        bool Identity(string id) => closure.Has(id[(id.LastIndexOf(':') + 1)..]);
        bool Person(string id) => closure.Everybody || Identity(id);
        bool Place(string id) => closure.HasScope(ResourceId.Normal(id));
        return new AzureEscalation(
            this, [.. Starts.Where(s => s.StartsWith("oidc:", StringComparison.Ordinal) || Identity(s) || (closure.Everybody && s.Contains(":user:", StringComparison.Ordinal)))],
            id => id == "/" || Identity(id),
            [
                ("scope", 0, Place), ("resource", 1, Place), ("content", 1, Place), ("runs-as", 2, Identity), ("user-assigned", 1, Identity), ("group", 0, Identity), ("service-principal", 0, Identity),
                ("application", 1, Identity), ("custom-role-holder", 0, Identity), ("user", 0, Person), ("plain-user", 0, Person), ("synchronised-user", 0, Person), ("device-user", 1, Person),
            ]);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> People => [.. _directory.Objects.Values.Where(o => o.Kind == AzureKinds.User).Select(o => o.CanonicalId)];

    /// <inheritdoc/>
    public IEscalationFacts OntoOnly(IReadOnlySet<string> people) => new AzureEscalation(this, Starts, null, [("user", 0, people.Contains), ("plain-user", 0, people.Contains)]);

    /// <inheritdoc/>
    public IReadOnlyList<string> RulePrefixes { get; } = ["azure", "entra"];

    /// <inheritdoc/>
    public IReadOnlyList<RuleVocabulary> Vocabularies => AzureVocabulary.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> Starts { get; }

    /// <inheritdoc/>
    public IRelation Relation(string name) => _relations[name];

    /// <inheritdoc/>
    public bool MayHold(string principal, string action) => _access.Actors.Of(principal) is { } actor && _access.MayHold(actor, action);

    /// <inheritdoc/>
    public PermissionAnswer Ask(PermissionQuestion question)
    {
        if (_access.Actors.Of(question.Principal) is not { } actor)
            return PermissionAnswer.No;
        var answer = question.Action.Equals(RoleAssignment.Write, StringComparison.OrdinalIgnoreCase)
            ? RoleAssignment.Ask(_access, _directory, actor, question.Resource, question.Context)
            : _access.Answer(actor, question.Action, question.Resource, question.Context);
        if (answer.Outcome == Outcome.ExplicitlyDenied && Lifts(actor, answer) is { Count: > 0 } lifted)
            answer = _access.Answer(actor with { Lifted = lifted }, question.Action, question.Resource, question.Context);
        return answer.Holds && !Locked(actor, question) ? new PermissionAnswer(answer.Outcome, answer.Conditions, [Grants(answer)]) : PermissionAnswer.No;
    }

    /// <summary>"Disabled accounts do not sign in: no outgoing edges"; who takes one enables it first.</summary>
    public bool Acts(string start) => _access.Actors.Of(start) is not { Object: { Enabled: false } };

    /// <inheritdoc/>
    public bool Identifies(string node) => _access.Actors.Of(node) is not null || node.StartsWith("oidc:", StringComparison.Ordinal);

    /// <summary>Whether the identity holds a role, permission or ownership that the other does not.</summary>
    public bool HoldsMore(string principal, string than)
    {
        if (_access.Actors.Of(principal) is not { } more || _access.Actors.Of(than) is not { } less)
            return true;
        if (more.Power is not null)
            return !(less.Power is { } power && _manager.Hierarchy.Covers(power, more.Power));
        return more.Assignments.Any(a => !less.Assignments.Any(b => b.Role == a.Role && _manager.Hierarchy.Covers(b.Scope, a.Scope)))
            || more.Holdings.Any(h => !less.Holdings.Any(b => b.Role == h.Role && (b.Scope == h.Scope || b.Scope == "/")))
            || more.AppRoles.Any(a => !less.AppRoles.Any(b => b.Resource == a.Resource && b.Permission == a.Permission))
            || _directory.OwnedBy(more.Object!.ObjectId).Except(_directory.OwnedBy(less.Object?.ObjectId ?? "")).Any();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions) => [];

    /// <inheritdoc/>
    public string? Administers(string principal)
    {
        if (_access.Actors.Of(principal) is not { Object: { } o } actor)
            return null;
        var admin = actor.HoldsRole(AzureDirectory.GlobalAdministrator)
            || actor.Assignments.Any(a => a is { Scope: "/", Role: Owner, Condition: null });
        return admin ? o.Tenant : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Administered(string scope) => _administered.Value.GetValueOrDefault(scope) ?? [];

    /// <summary>
    /// "Deployment-stack denies can be removed by manageDenySetting/action": of a stack that the actor may rewrite. Its place is in the
    /// denial's name; where it is not, only who may do so in the whole subscription surely finds it.
    /// </summary>
    private HashSet<string> Lifts(Actor actor, AzureAnswer answer)
    {
        var lifted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var deny in _manager.Denials.Where(d => d.FromStack && answer.Denials.Any(a => a.Policy == d.Id)))
        {
            var stack = deny.Stack is { Length: > 0 } known ? known : ResourceId.SubscriptionOf(deny.Scope) is { } s ? "/subscriptions/" + s : deny.Scope;
            if (_access.Azure.Decide(actor, "Microsoft.Resources/deploymentStacks/manageDenySetting/action", stack, AccessRequest.NoContext).Outcome == Outcome.Allowed
                && _access.Azure.Decide(actor, "Microsoft.Resources/deploymentStacks/write", stack, AccessRequest.NoContext).Outcome == Outcome.Allowed)
                lifted.Add(deny.Id);
        }

        return lifted;
    }

    /// <summary>"Locks bind the control plane only; ReadOnly blocks listKeys (a POST) too", unless the actor may take the lock off.</summary>
    private bool Locked(Actor actor, PermissionQuestion question)
    {
        var locks = _manager.OfType("microsoft.authorization/locks");
        if (locks.Count == 0 || question.Resource is null || !question.Action.Contains('/') || DirectoryAction.Is(question.Action) || !_access.Azure.PlanesOf(question.Action).Control)
            return false;
        var key = ResourceId.Normal(question.Resource);
        var reads = question.Action.EndsWith("/read", StringComparison.OrdinalIgnoreCase);
        var deletes = question.Action.EndsWith("/delete", StringComparison.OrdinalIgnoreCase);
        foreach (var l in locks)
        {
            var readOnly = "ReadOnly".Equals(l.Facts.Text("level"), StringComparison.OrdinalIgnoreCase);
            var at = l.Key[..Math.Max(0, l.Key.IndexOf("/providers/microsoft.authorization/locks", StringComparison.Ordinal))];
            if (reads || !(readOnly || deletes) || at.Length == 0 || !_manager.Hierarchy.Covers(at, key))
                continue;
            if (!_access.Azure.Decide(actor, "Microsoft.Authorization/locks/delete", at, AccessRequest.NoContext).Holds)
                return true;
        }

        return false;
    }

    private List<PermissionGrant> Grants(AzureAnswer answer) =>
        [.. answer.Grants.Select(g => new PermissionGrant(
            _directory.Objects.TryGetValue(g.Holder, out var o) ? o.CanonicalId : g.Holder, g.Policy, Shared: false, g.Index, g.Permission, Removable: true))];

    private IEnumerable<string> ListStarts()
    {
        foreach (var o in _directory.Objects.Values.OrderBy(o => o.CanonicalId, StringComparer.Ordinal))
        {
            if (o.Kind is AzureKinds.User or AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity && o.Enabled && !IdentityList.IsMicrosofts(o))
                yield return o.CanonicalId;
        }

        foreach (var token in AgentRelations.Tokens(_directory).Distinct(StringComparer.Ordinal))
            yield return token;
    }

    /// <summary>Everything of the directory, and by elevating access all of Azure.</summary>
    private Dictionary<string, List<string>> ListAdministered()
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var o in _directory.Objects.Values.Where(o => o.Kind != AzureKinds.Device && !IdentityList.IsMicrosofts(o)).OrderBy(o => o.CanonicalId, StringComparer.Ordinal))
        {
            if (!found.TryGetValue(o.Tenant, out var list))
                found.Add(o.Tenant, list = ["/"]);
            list.Add(o.CanonicalId);
        }

        return found;
    }
}
