using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// The least Entra roles that cover what the directory's audit log shows: a custom role of the very actions where Entra lets one
/// hold them, else the smallest built-in role within today's; at the narrowest scope; eligible instead of permanent for people.
/// Microsoft Learn, "Best practices for Microsoft Entra roles", "Assign Microsoft Entra roles at different scopes".
/// </summary>
internal sealed class LeastDirectoryRoles(AzureDirectory directory, Activations activations, SizingOptions options)
{
    private readonly List<ProposedDirectoryRole> _roles = [];
    private readonly List<KeptPermission> _kept = [];
    private readonly List<string> _notes = [];

    /// <summary>What was kept without a proof.</summary>
    public IReadOnlyList<KeptPermission> Kept => _kept;

    /// <summary>What the reader must know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The roles; null where the holder has none of its own.</summary>
    public IReadOnlyList<ProposedDirectoryRole>? Cut(DirectoryObject holder, IReadOnlyList<UsageRow> usage)
    {
        var holdings = directory.HoldingsOf(holder.ObjectId).Where(h => !h.Activated).ToList();
        if (directory.HoldingsOf(holder.ObjectId).Count == 0)
            return null;
        var uses = usage.Where(u => u.Outcome == UseOutcome.Used && u.Action is not (AuditLog.Activation or SignInLog.Action) && (DirectoryAction.Is(u.Action) || DirectoryEvaluator.IsElevation(u.Action)))
            .Select(u => new DirectoryUse(u.Action, u.Resource?.TrimStart('/'))).Distinct().ToList();
        foreach (var holding in holdings)
            Cut(holder, holding, uses, holding.Eligible && (activations.IsOn(holding) || usage.Any(u => activations.MayBe(holding, u.Action, u.Resource))));
        return [.. _roles.DistinctBy(r => (r.Role, r.Scope, r.Eligible))];
    }

    private void Cut(DirectoryObject holder, RoleHolding holding, List<DirectoryUse> uses, bool activated)
    {
        var role = directory.Roles.GetValueOrDefault(holding.Role);
        var name = role?.Name ?? holding.Role;
        var mine = uses.Where(u => Covers(Holding(holding.Role, holding.Scope), null, u) && !(holding.Eligible && ByActive(holder, u))).ToList();
        if (role is not { Known: true } || (mine.Count == 0 && DirectoryRoleKinds.IsOfAnotherService(role)))
            Stays(holding, role, role is { Known: true } ? "what it does in its own service is in no log that Ambit reads" : "no export and no catalogue lists its actions");
        else if (mine.Count == 0 && DirectoryRoleKinds.OnlyReads(role))
            Reads(holding, role);
        else if (mine.Count == 0 && activated)
            Stays(holding, role, "it was activated in the window, and what was done with it no log shows");
        else if (mine.Count == 0)
            _notes.Add(holding.Eligible
                ? $"the eligibility for {name} was not activated in the window and is left out"
                : $"nothing that {name} allows was done in the window: it is left out; an emergency account is the one to keep it for");
        else
            _roles.AddRange(Least(holder, holding, role, mine));
        if (holding.Role == AzureDirectory.GlobalAdministrator && mine.Count > 0)
            _notes.Add("what a Global Administrator does in other services (Exchange, Intune, Microsoft 365) is in no log that Ambit reads");
    }

    /// <summary>Whether an active role allows it, so that nothing had to be activated for it.</summary>
    private bool ByActive(DirectoryObject holder, DirectoryUse use) =>
        directory.EffectiveHoldings(holder.ObjectId).Any(h => h is { Eligible: false, Activated: false } && Covers(Holding(h.Role, h.Scope), null, use));

    private void Stays(RoleHolding holding, DirectoryRole? role, string why)
    {
        _kept.Add(new KeptPermission(role?.Name ?? holding.Role, why));
        _roles.Add(Same(holding, role, holding.Eligible));
    }

    private void Reads(RoleHolding holding, DirectoryRole role)
    {
        if (options.KeepUnlogged)
            Stays(holding, role, "reads of the directory are in no audit log");
        else
            _notes.Add($"{role.Name} only reads, which no audit log shows: it is left out as asked");
    }

    private static ProposedDirectoryRole Same(RoleHolding holding, DirectoryRole? role, bool eligible) =>
        new(holding.Role, role?.Name ?? holding.Role, role?.Actions ?? [], role?.Excluded ?? [], New: false, holding.Scope, eligible, holding.EndsAt);

    private IEnumerable<ProposedDirectoryRole> Least(DirectoryObject holder, RoleHolding holding, DirectoryRole today, List<DirectoryUse> mine)
    {
        var role = Candidates(today, mine).FirstOrDefault(c => mine.TrueForAll(u => Covers(Holding(c.Id, holding.Scope), c, u))) ?? today;
        var isNew = !role.BuiltIn && role.Id != today.Id;
        // "a service principal cannot be eligible, only active"
        var person = holder.Kind is AzureKinds.User or AzureKinds.Group && holder.AgentType is null;
        var eligible = holding.Eligible || (person && holding.EndsAt is null && (role.Privileged || (isNew && today.Privileged)));
        if (eligible && !holding.Eligible)
            _notes.Add($"{role.Name} is made eligible instead of permanent: it is activated when needed, by Privileged Identity Management");
        foreach (var scope in Scopes(holding, role, mine))
            yield return new ProposedDirectoryRole(role.Id, role.Name, role.Actions, role.Excluded, isNew, scope, eligible, holding.EndsAt);
    }

    /// <summary>Smallest first: the custom role of the very actions, then built-in roles that hold nothing that today's does not.</summary>
    private IEnumerable<DirectoryRole> Candidates(DirectoryRole today, List<DirectoryUse> mine)
    {
        string[] actions = [.. mine.Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        if (actions.All(AzureCatalogue.CustomRoleActions.Contains))
            yield return new DirectoryRole($"new {string.Join(' ', actions)}", "ambit-" + string.Join('-', actions.Select(a => string.Join('-', a.Split('/')[1..]))) is var n && n.Length > 100 ? n[..100] : n, BuiltIn: false, actions.Any(DirectoryRoleKinds.IsPrivileged), actions, [], Known: true);
        foreach (var role in directory.Roles.Values.Where(r => r is { BuiltIn: true, Known: true } && r.Id != today.Id && DirectoryRoleKinds.IsWithin(r, today))
            .DistinctBy(r => r.Id).OrderBy(r => r.Privileged).ThenBy(DirectoryRoleKinds.Breadth).ThenBy(r => r.Name, StringComparer.Ordinal))
            yield return role;
    }

    /// <summary>One unit that holds all targets, or the few applications that were changed; today's scope where neither does.</summary>
    private IReadOnlyList<string> Scopes(RoleHolding holding, DirectoryRole role, List<DirectoryUse> mine)
    {
        string[] targets = [.. mine.Select(u => u.Target).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (holding.Scope != "/" || mine.Exists(u => u.Target is null || u.Action.EndsWith("/create", StringComparison.OrdinalIgnoreCase) || u.Action.EndsWith("/inviteGuest", StringComparison.OrdinalIgnoreCase)))
            return [holding.Scope];
        if (DirectoryRoleKinds.TakesUnits(role)
            && directory.Units.Values.Where(u => targets.All(u.Members.Contains)).OrderBy(u => u.Members.Count).Select(u => "/administrativeunits/" + u.Id)
                .FirstOrDefault(s => mine.TrueForAll(u => Covers(Holding(role.Id, s), role, u))) is { } unit)
            return [unit];
        string[] single = [.. targets.Select(t => "/" + t)];
        return DirectoryRoleKinds.TakesApplications(role) && single.Length <= 3 && targets.All(IsApplication)
            && mine.TrueForAll(u => Covers(Holding(role.Id, "/" + u.Target), role, u)) ? single : [holding.Scope];
    }

    private bool IsApplication(string id) => directory.Objects.GetValueOrDefault(id)?.Kind is AzureKinds.Application or AzureKinds.ServicePrincipal;

    private static RoleHolding Holding(string role, string scope) => new("asked", "asked", role, scope, Eligible: false, null, null);

    private bool Covers(RoleHolding holding, DirectoryRole? role, DirectoryUse use)
    {
        var evaluator = new DirectoryEvaluator(directory, role is null ? null : new Dictionary<string, DirectoryRole>(StringComparer.Ordinal) { [role.Id] = role });
        return evaluator.Decide(Actor.Holding(holding), use.Action, use.Target).Holds;
    }

    private sealed record DirectoryUse(string Action, string? Target);
}
