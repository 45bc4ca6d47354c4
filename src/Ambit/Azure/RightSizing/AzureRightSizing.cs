using System.Text.Json;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>Right-sizing of Azure roles to custom roles at narrower scopes, and of Graph's application permissions to those used.</summary>
public sealed class AzureRightSizing : IRightSizing
{
    private readonly AzureDirectory _directory;
    private readonly AzureManager _manager;
    private readonly AzureAccess _access;
    private readonly RoleReplay _replay;

    internal AzureRightSizing(AzureDirectory directory, AzureManager manager, AzureAccess access)
    {
        (_directory, _manager, _access) = (directory, manager, access);
        _replay = new RoleReplay(access, manager);
        Subjects = [.. directory.Objects.Values.Where(Holds).OrderBy(o => o.CanonicalId, StringComparer.Ordinal).Select(Subject)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats => ["json", "bicep", "terraform", "azure-cli"];

    /// <inheritdoc/>
    public IReadOnlyList<SizingSubject> Subjects { get; }

    /// <inheritdoc/>
    public SizingSubject? Find(string name) => _access.Resolve(name) is [var id] ? Subjects.FirstOrDefault(s => s.Id == id) : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> HoldersOf(string id) => Subjects.FirstOrDefault(s => s.Id == id) is { } subject ? [subject.Id] : [];

    /// <inheritdoc/>
    public IReadOnlyList<RightSized> Size(SizingSubject subject, IReadOnlyList<UsageRow> usage, SizingOptions options)
    {
        var actor = _access.Actors.Of(subject.Id)!;
        var identity = actor.Object!;
        var (roles, kept) = new LeastRoles(_manager, _access.Azure, options).Cut(identity, usage);
        var notes = new List<string>();
        if (Permissions(identity, usage, kept, notes) is { Count: > 0 } permissions)
            roles.Add(new ProposedRole("Microsoft Graph", "", [], [], [], permissions));
        var replay = _replay.Of(actor, roles, usage);
        Notes(identity, usage, notes);
        return [new RightSized
        {
            Subject = subject,
            Window = options.Window,
            Events = usage.Where(u => u.Outcome == UseOutcome.Used).Sum(u => u.Count),
            Before = [.. Before(identity)],
            ActionsBefore = Levels(_manager.AssignmentsOf(identity.ObjectId).Where(a => !a.Eligible).SelectMany(a => _manager.Roles.GetValueOrDefault(a.Role)?.Permissions ?? []).SelectMany(p => p.Actions.Concat(p.DataActions)).Select(p => p.Text)),
            After = [.. roles.Select(r => Sized(r, identity))],
            ActionsAfter = Levels(roles.SelectMany(r => r.Actions.Concat(r.DataActions).Concat(r.Permissions))),
            Replay = replay,
            KeptUnproved = [.. kept.Distinct()],
            Notes = notes,
        }];
    }

    /// <inheritdoc/>
    public ReplayReport Replay(string principal, JsonElement policy, IReadOnlyList<UsageRow> usage) =>
        _access.Actors.Of(principal) is { Object: not null } actor ? _replay.Of(actor, [.. ProposedRole.Read(policy)], usage.Where(u => u.Principal == principal)) : ReplayReport.Empty;

    /// <inheritdoc/>
    public IReadOnlyList<(string File, string Content)> Render(RightSized result, string format) => RoleOutput.Render(result, format);

    private bool Holds(DirectoryObject o) =>
        o.Kind is AzureKinds.User or AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity && !IdentityList.IsMicrosofts(o)
        && (_manager.AssignmentsOf(o.ObjectId).Any(a => !a.Eligible) || _directory.AppRolesOf(o.ObjectId).Any(a => a.OnGraph));

    private static SizingSubject Subject(DirectoryObject o) => new(o.CanonicalId, o.Kind, [o.CanonicalId]);

    /// <summary>Permissions that Graph's activity log shows; all of them where the log shows nothing of the application.</summary>
    private List<string> Permissions(DirectoryObject identity, IReadOnlyList<UsageRow> usage, List<KeptPermission> kept, List<string> notes)
    {
        var held = _directory.AppRolesOf(identity.ObjectId).Where(a => a.OnGraph).Select(a => a.Permission).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var used = usage.Where(u => u.Outcome == UseOutcome.Used && !u.Action.Contains('/')).Select(u => u.Action).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (held.Count == 0)
            return held;
        if (used.Count == 0)
        {
            kept.AddRange(held.Select(p => new KeptPermission(p, "no activity log of Microsoft Graph shows a call of the application")));
            return held;
        }

        foreach (var gone in held.Where(p => !used.Contains(p)))
            notes.Add($"the permission {gone} was not used in the window and is left out");
        return [.. held.Where(used.Contains)];
    }

    private IEnumerable<CurrentPolicy> Before(DirectoryObject identity)
    {
        foreach (var assignment in _manager.AssignmentsOf(identity.ObjectId).Where(a => !a.Eligible))
        {
            var role = _manager.Roles.GetValueOrDefault(assignment.Role);
            var proposed = new ProposedRole(role?.Name ?? assignment.Role, assignment.Scope, Texts(role, p => p.Actions), Texts(role, p => p.NotActions), Texts(role, p => p.DataActions), []);
            yield return new CurrentPolicy($"{role?.Name ?? assignment.Role} at {_manager.Spelled(assignment.Scope)}", role?.Custom == true ? "custom role" : "built-in role", role is { Known: true } ? proposed.Document(identity.ObjectId) : default);
        }
    }

    private static List<string> Texts(AzureRoleDefinition? role, Func<AzurePermission, IReadOnlyList<ActionPattern>> list) => [.. role?.Permissions.SelectMany(list).Select(p => p.Text) ?? []];

    private static SizedPolicy Sized(ProposedRole role, DirectoryObject identity)
    {
        var document = role.Document(identity.ObjectId);
        var why = role.Permissions.Count > 0 ? "application permissions of Microsoft Graph"
            : role.Name.EndsWith("-unproved", StringComparison.Ordinal) ? "kept although no log proves it: reads of the control plane, data planes without a log"
            : $"used in the window, at the lowest scope that holds what it was used on: {role.Scope}";
        return new SizedPolicy(role.Name, document, document.GetRawText().Length, role.Permissions.Count > 0 ? "applicationPermissions" : "customRole", [why]);
    }

    private void Notes(DirectoryObject identity, IReadOnlyList<UsageRow> usage, List<string> notes)
    {
        if (_directory.AllGroupsOf(identity.ObjectId).Any(g => _manager.AssignmentsOf(g).Count > 0))
            notes.Add("roles that it holds through groups stay as they are");
        if (_directory.HoldingsOf(identity.ObjectId).Any())
            notes.Add("its Entra roles stay as they are; make privileged ones eligible by Privileged Identity Management");
        if (usage.Any(u => u.Action.Equals("Microsoft.Authorization/roleAssignments/write", StringComparison.OrdinalIgnoreCase) && u.Outcome == UseOutcome.Used))
            notes.Add("it assigned roles: put a condition that lists the roles it assigns on the assignment of roleAssignments/write");
        if (usage.Count == 0)
            notes.Add("nobody used it in the window: only what no log could have shown is left");
    }

    private Dictionary<string, int> Levels(IEnumerable<string> actions) =>
        actions.Distinct(StringComparer.OrdinalIgnoreCase).Select(a => _access.AccessLevel(a) ?? "Unknown").CountBy(l => l).ToDictionary(l => l.Key, l => l.Value, StringComparer.Ordinal);
}
