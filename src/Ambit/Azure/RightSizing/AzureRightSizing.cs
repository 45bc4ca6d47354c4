using System.Text.Json;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.Escalation;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// Right-sizing of Azure roles to custom roles at narrower scopes, of Entra roles to the least that covers what was done, and of
/// Graph's application permissions to the least that serve its calls; of identities, and of groups for all of their members.
/// </summary>
public sealed class AzureRightSizing : IRightSizing
{
    private readonly AzureDirectory _directory;
    private readonly AzureManager _manager;
    private readonly AzureAccess _access;
    private readonly AssignedRoles _assigned;
    private readonly Activations _activations;
    private readonly GrantedActions _granted;
    private readonly RoleReplay _replay;
    private readonly RoleProof _proof;

    internal AzureRightSizing(AzureDirectory directory, AzureManager manager, AzureAccess access)
    {
        (_directory, _manager, _access) = (directory, manager, access);
        _assigned = new AssignedRoles(manager);
        _activations = new Activations(directory, manager);
        _granted = new GrantedActions(manager, access.Azure);
        _replay = new RoleReplay(access, directory, manager, _assigned);
        _proof = new RoleProof(directory, manager);
        Subjects = [.. directory.Objects.Values.Where(Holds).OrderBy(o => o.CanonicalId, StringComparer.Ordinal).Select(Subject)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats => ["json", "bicep", "terraform", "azure-cli"];

    /// <inheritdoc/>
    public IReadOnlyList<SizingSubject> Subjects { get; }

    /// <inheritdoc/>
    public SizingSubject? Find(string name) => _access.Resolve(name) is [var id] ? Subjects.FirstOrDefault(s => s.Id == id) : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> HoldersOf(string id) => Subjects.FirstOrDefault(s => s.Id == id)?.Holders ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<RightSized> Size(SizingSubject subject, IReadOnlyList<UsageRow> usage, SizingOptions options)
    {
        var holder = _directory.Objects[subject.Id[(subject.Id.LastIndexOf(':') + 1)..]];
        if (!options.Split || holder.Kind != AzureKinds.Group)
            return [Sized(subject, holder, usage, options)];
        return [.. usage.GroupBy(u => u.Principal, StringComparer.Ordinal).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(member => Sized(subject with { Holders = [member.Key] }, holder, [.. member], options))];
    }

    /// <inheritdoc/>
    public ReplayReport Replay(string principal, JsonElement policy, IReadOnlyList<UsageRow> usage)
    {
        if (_access.Actors.Of(principal) is not { Object: { } holder })
            return ReplayReport.Empty;
        var members = HoldersOf(principal).Append(principal).ToHashSet(StringComparer.Ordinal);
        return _replay.Of(holder, Proposal.Read(policy), usage.Where(u => members.Contains(u.Principal)));
    }

    /// <inheritdoc/>
    public IEscalationFacts? Proposed(IReadOnlyList<RightSized> results) => ProposedEstate.Of(_directory, _manager, results);

    /// <inheritdoc/>
    public IReadOnlyList<(string File, string Content)> Render(RightSized result, string format) => RoleOutput.Render(result, format);

    private bool Holds(DirectoryObject o) =>
        o.Kind is AzureKinds.User or AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity or AzureKinds.Group && !IdentityList.IsMicrosofts(o)
        && (_manager.AssignmentsOf(o.ObjectId).Count > 0 || _directory.HoldingsOf(o.ObjectId).Count > 0 || _directory.EligibilitiesOf(o.ObjectId).Count > 0
            || (o.Kind != AzureKinds.Group && _directory.AppRolesOf(o.ObjectId).Any(a => a.OnGraph)));

    private SizingSubject Subject(DirectoryObject o) => new(o.CanonicalId, o.Kind, o.Kind == AzureKinds.Group ? Members(o) : [o.CanonicalId]);

    private IReadOnlyList<string> Members(DirectoryObject group) =>
        [.. _directory.AllMembersOf(group.ObjectId).Select(_directory.Objects.GetValueOrDefault).OfType<DirectoryObject>().Where(o => o.Kind is not (AzureKinds.Group or AzureKinds.Device or AzureKinds.Application))
            .Select(o => o.CanonicalId).Order(StringComparer.Ordinal)];

    private RightSized Sized(SizingSubject subject, DirectoryObject holder, IReadOnlyList<UsageRow> usage, SizingOptions options)
    {
        var (kept, notes) = (new List<KeptPermission>(), new List<string>());
        var proposal = Propose(holder, usage, options, kept, notes, out var proof);
        var receiver = options.Split && holder.Kind == AzureKinds.Group ? _directory.Objects[subject.Holders[0][(subject.Holders[0].LastIndexOf(':') + 1)..]] : holder;
        Notes(holder, receiver, usage, notes);
        string[] used = [.. usage.Where(u => u.Outcome == UseOutcome.Used && u.Action.Contains('/')).Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new RightSized
        {
            Subject = receiver == holder ? subject : new SizingSubject(receiver.CanonicalId, receiver.Kind, subject.Holders),
            Window = options.Window,
            Events = usage.Where(u => u.Outcome == UseOutcome.Used).Sum(u => u.Count),
            Before = [.. new HeldToday(_directory, _manager).Of(holder)],
            ActionsBefore = Levels(ActionsOf(holder, used)),
            After = [.. ProposalText.Of(proposal, receiver, _manager, _directory)],
            ActionsAfter = Levels(_granted.Of(proposal.Roles.SelectMany(r => r.Existing is { } e ? _manager.Roles.GetValueOrDefault(e)?.Permissions ?? [] : [r.Entry]), used)
                .Concat((proposal.DirectoryRoles ?? []).SelectMany(r => r.Actions)).Concat(proposal.Permissions ?? [])),
            Replay = _replay.Of(holder, proposal, usage),
            Proof = proof,
            KeptUnproved = [.. kept.Distinct()],
            Notes = notes,
        };
    }

    /// <summary>The least; today's where it could be shown to be wider, which by construction it never is.</summary>
    private Proposal Propose(DirectoryObject holder, IReadOnlyList<UsageRow> usage, SizingOptions options, List<KeptPermission> kept, List<string> notes, out SizingProof told)
    {
        var azure = new LeastRoles(_manager, _access, _activations, _assigned, options);
        var (roles, unproved) = azure.Cut(holder, usage);
        var directory = new LeastDirectoryRoles(_directory, _activations, options);
        var entra = directory.Cut(holder, usage);
        var permissions = holder.Kind == AzureKinds.Group ? null : new LeastPermissions(_directory).Cut(holder, usage, kept, notes);
        var memberships = new LeastMemberships(_directory, _access, _activations).Cut(holder, usage, notes);
        var proposal = new Proposal(roles, entra, permissions, memberships);
        kept.AddRange(unproved.Concat(directory.Kept));
        notes.AddRange(azure.Notes.Concat(directory.Notes).Distinct());
        var proof = _proof.Of(holder, proposal);
        told = proof.Holds is null ? new SizingProof(null, proof.Undecided) : SizingProof.Proved;
        if (proof.Witness is not { } witness)
            return proposal;
        notes.Add($"the least roles would allow {witness.Action} on {witness.Resource}, which today's do not: today's stay");
        return new Proposal(
            [.. _manager.AssignmentsOf(holder.ObjectId).Where(a => !a.Activated).Select(a => ProposedRole.Today(a, _manager.Roles.GetValueOrDefault(a.Role)))],
            null, permissions, memberships);
    }

    private IEnumerable<string> ActionsOf(DirectoryObject holder, string[] used) =>
        _granted.Of(_manager.AssignmentsOf(holder.ObjectId).Select(a => a.Role).Distinct(StringComparer.Ordinal).SelectMany(r => _manager.Roles.GetValueOrDefault(r)?.Permissions ?? []), used)
            .Concat(_directory.HoldingsOf(holder.ObjectId).SelectMany(h => _directory.Roles.GetValueOrDefault(h.Role)?.Actions ?? []))
            .Concat(_directory.AppRolesOf(holder.ObjectId).Where(a => a.OnGraph).Select(a => a.Permission));

    private void Notes(DirectoryObject holder, DirectoryObject receiver, IReadOnlyList<UsageRow> usage, List<string> notes)
    {
        if (holder.Kind == AzureKinds.Group)
            notes.Add(receiver == holder ? $"sized for all {_directory.AllMembersOf(holder.ObjectId).Count} members; --split makes one a member" : $"for {receiver.UserPrincipalName ?? receiver.Name} alone, in place of the group {holder.Name}");
        foreach (var group in _directory.AllGroupsOf(holder.ObjectId).Where(g => _manager.AssignmentsOf(g).Count > 0).Select(g => _directory.Objects.GetValueOrDefault(g)?.Name ?? g).Order(StringComparer.Ordinal).Take(5))
            notes.Add($"what it holds through the group {group} stays: size that group");
        if (_directory.AppRolesOf(holder.ObjectId).Any(a => !a.OnGraph))
            notes.Add("its permissions on applications other than Microsoft Graph stay: no log that Ambit reads shows their use");
        if (usage.Any(u => u.Outcome == UseOutcome.Used && u.Action.Equals(Escalation.RoleAssignment.Write, StringComparison.OrdinalIgnoreCase)) && _assigned.Condition(usage.Where(u => u.Outcome == UseOutcome.Used)) is null)
            notes.Add("it assigned roles that are gone since: put a condition on roleAssignments/write that lists the roles it may assign");
        if (usage.Count == 0)
            notes.Add("nobody used it in the window: only what no log could have shown is left");
    }

    private Dictionary<string, int> Levels(IEnumerable<string> actions) =>
        actions.Distinct(StringComparer.OrdinalIgnoreCase).Select(a => _access.AccessLevel(a) ?? "Unknown").CountBy(l => l).ToDictionary(l => l.Key, l => l.Value, StringComparer.Ordinal);
}
