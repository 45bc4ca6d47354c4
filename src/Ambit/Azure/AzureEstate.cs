using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Escalation;
using Ambit.Azure.Findings;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.Azure.RightSizing;
using Ambit.Escalation;
using Ambit.Findings;
using Ambit.Model;
using Ambit.RightSizing;

namespace Ambit.Azure;

/// <summary>Azure's and Entra's part of an estate.</summary>
public sealed class AzureEstate : ICloudEstate
{
    private readonly ConcurrentDictionary<string, string> _logKinds = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<Identity>> _identities;
    private readonly Lazy<IReadOnlyList<Resource>> _resources;
    private readonly Lazy<IRightSizing> _rightSizing;

    /// <summary>Gives native documents their meaning.</summary>
    public AzureEstate(IReadOnlyList<NativeDocument> documents)
    {
        var byKind = documents.Where(d => d.Kind != NativeDocument.CoverageKind).ToLookup(d => d.Kind, StringComparer.Ordinal);
        CollectedAt = NewestFact.Of(byKind);
        var tenants = new TenantFinder(byKind);
        var directory = new DirectoryBuilder(byKind, tenants, CollectedAt);
        directory.ReadObjects();
        Manager = new ManagerBuilder(byKind, directory, tenants, CollectedAt).Build();
        Directory = directory.Build();
        var classic = ClassicAdministratorReader.Read(byKind[AzureKinds.ClassicAdministrator], Directory);
        var access = new AzureAccess(Directory, Manager, classic);
        Access = access;
        Escalation = new AzureEscalation(Directory, Manager, access);
        _rightSizing = new Lazy<IRightSizing>(() => new AzureRightSizing(Directory, Manager, access));
        _identities = new Lazy<IReadOnlyList<Identity>>(() => [.. new IdentityList(Directory, Manager, classic).All()]);
        _resources = new Lazy<IReadOnlyList<Resource>>(() => [.. ResourceList.Of(Manager)]);
        ClassicAdministrators = classic;
        NotCollected = Unlisted.Of(byKind, Directory, Manager);
        PolicyCount = byKind[AzureKinds.RoleDefinition].Count() + byKind[AzureKinds.DirectoryRoleDefinition].Count() + Directory.PimPolicies.Count + Manager.Denials.Count;
    }

    /// <summary>The newest time that the exports tell of: what has ended before it is over.</summary>
    public DateTimeOffset CollectedAt { get; }

    /// <summary>The Entra side.</summary>
    public AzureDirectory Directory { get; }

    /// <summary>The Azure Resource Manager side.</summary>
    public AzureManager Manager { get; }

    /// <summary>Classic administrators, retired: shown, never evaluated.</summary>
    public IReadOnlyList<ClassicAdministrator> ClassicAdministrators { get; }

    /// <inheritdoc/>
    public string Cloud => AzureKinds.Cloud;

    /// <inheritdoc/>
    public IReadOnlyList<Identity> Identities => _identities.Value;

    /// <inheritdoc/>
    public IReadOnlyList<Resource> Resources => _resources.Value;

    /// <inheritdoc/>
    public IReadOnlyList<Scope> Scopes => [.. ScopeList.Of(Directory, Manager)];

    /// <inheritdoc/>
    public int PolicyCount { get; }

    /// <inheritdoc/>
    public IAccess Access { get; }

    /// <inheritdoc/>
    public IEscalationFacts Escalation { get; }

    /// <inheritdoc/>
    public IReadOnlyList<NotCollected> NotCollected { get; }

    /// <summary>"Reads are not there": no log shows a read of the control plane or of the directory.</summary>
    public bool Decides(string action) => action is not (SignInLog.Action or AuditLog.Activation);

    /// <inheritdoc/>
    public string LogKind(string action) =>
        _logKinds.TryGetValue(action, out var known) ? known : _logKinds.GetOrAdd(action, a => AzureLogKind.Of(a, x => ((AzureAccess)Access).Azure.PlanesOf(x).Data));

    /// <inheritdoc/>
    public IRightSizing RightSizing => _rightSizing.Value;

    /// <inheritdoc/>
    public IReadOnlyList<WideGrant> WideGrants => [.. WideRoles.Of(Directory, Manager)];

    /// <inheritdoc/>
    public IReadOnlyList<IFindingKind> FindingKinds =>
    [
        new PermanentPrivilegedRole(Directory, Manager), new PrivilegedApplicationOwner(Directory, Manager), new CredentialExpiry(Directory), new WideConsent(Directory),
        new GuestWithPower(Directory, Manager), new RoleTooHigh(Directory, Manager), new UnusedEligibleRole(Directory, Manager), new OrphanedAssignment(Directory, Manager),
        new RetiredClassicAdministrator(Directory, Manager, ClassicAdministrators),
    ];
}
