using System.Collections.Concurrent;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>Makes actors of ids and keeps them.</summary>
internal sealed class ActorTable(AzureDirectory directory, AzureManager manager)
{
    private readonly ConcurrentDictionary<string, Actor?> _actors = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<(string Scope, string Role), PimPolicy>> _policies = new(() =>
    {
        var found = new Dictionary<(string, string), PimPolicy>();
        foreach (var p in directory.PimPolicies)
            found[(p.Scope, p.Role)] = p;
        return found;
    });

    /// <summary>The suffix of an identity that has activated all it may activate without anybody's approval.</summary>
    public const string Activated = "#activated";

    /// <summary>The suffix of an identity that has taken every access package which it may ask for without anybody's approval.</summary>
    public const string Packages = "#packages";

    /// <summary>The suffix of an identity that has given itself every access package.</summary>
    public const string AllPackages = "#all-packages";

    /// <summary>The actor of an id, null where the estate has none.</summary>
    public Actor? Of(string id) => _actors.GetOrAdd(id, Make);

    /// <summary>The policy of a role at a scope, null where no export tells; then nobody's approval is asked.</summary>
    public PimPolicy? PolicyOf(string scope, string role) => _policies.Value.GetValueOrDefault((scope, role));

    /// <summary>Whether an activation waits for somebody else.</summary>
    public bool NeedsApproval(string scope, string role) => PolicyOf(scope, role)?.Approval ?? false;

    /// <summary>The part of an id that names the identity.</summary>
    public static string IdentityOf(string id) => id.IndexOf('#', StringComparison.Ordinal) is var at and > 0 ? id[..at] : id;

    private Actor? Make(string id)
    {
        if (id.StartsWith('/'))
            return IsContainer(ResourceId.Normal(id)) ? Power(id) : null;
        var parts = IdentityOf(id).Split(':');
        if (parts.Length != 4 || parts[0] != "azure" || !directory.Objects.TryGetValue(parts[3], out var identity))
            return null;
        var mark = id.IndexOf('#', StringComparison.Ordinal);
        return Identity(id, identity, mark < 0 ? null : id[mark..]);
    }

    /// <summary>Reaching a container is controlling it; reaching a single resource may be no more than reading it.</summary>
    private static bool IsContainer(string key) =>
        key == "/" || ResourceId.ManagementGroupOf(key) is not null || (ResourceId.SubscriptionOf(key) is not null && key.Count('/') is 2 or 4);

    private static Actor Power(string id) => new(id, null, new HashSet<string>(StringComparer.Ordinal), [], [], [], ResourceId.Normal(id));

    private Actor Identity(string id, DirectoryObject identity, string? activated)
    {
        var oid = identity.ObjectId;
        var principals = new HashSet<string>(directory.AllGroupsOf(oid), StringComparer.Ordinal) { oid };
        var assignments = principals.SelectMany(manager.AssignmentsOf).Where(a => !a.Eligible || IsActivated(activated, a.Scope, a.Role)).ToList();
        var holdings = directory.EffectiveHoldings(oid).Where(h => !h.Eligible || IsActivated(activated, "/", h.Role)).ToList();
        if (activated is Packages or AllPackages)
            holdings.AddRange(directory.AccessPackages.Where(p => activated == AllPackages || p.LetsIn(identity, directory.AllGroupsOf(oid))).SelectMany(p => p.Roles.Select(r => OfPackage(p, oid, r))));
        return new Actor(id, identity, principals, assignments, holdings, [.. directory.EffectiveAppRoles(oid)], null);
    }

    private RoleHolding OfPackage(AccessPackage package, string principal, string role) =>
        new(package.Id, principal, directory.Roles.GetValueOrDefault(role)?.Id ?? role, "/", Eligible: false, null, null);

    private bool IsActivated(string? activated, string scope, string role) =>
        activated == Activated ? !NeedsApproval(scope, role) : activated is not null && activated[1..] == role;
}
