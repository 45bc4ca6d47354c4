using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of services whose code or administrators come from elsewhere than the resource itself.</summary>
internal sealed class ServiceRelations(AzureDirectory directory, AzureManager manager)
{
    /// <summary>"Members of this group are granted administrative permissions on the managed domain": it is told by its name.</summary>
    public const string DomainAdministrators = "AAD DC Administrators";

    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        var carriers = CodeCarrier.Of(directory, manager).ToLookup(c => c.Kind, c => new Fact(c.Kind, c.Resource, c.In, Canonical(c.Identity)), StringComparer.Ordinal);
        rows["carries-code"] = b => carriers[b[0]!];
        rows["domain-administrator"] = b => AdministersDomain(b[0]!);
    }

    private string Canonical(string objectId) => directory.Objects.TryGetValue(objectId, out var o) ? o.CanonicalId : objectId;

    private IEnumerable<Fact> AdministersDomain(string who)
    {
        var id = who[(who.LastIndexOf(':') + 1)..];
        var domains = manager.OfType("microsoft.aad/domainservices");
        if (domains.Count == 0 || !directory.AllGroupsOf(id).Append(id).Any(g => directory.Objects.GetValueOrDefault(g) is { Kind: AzureKinds.Group, Name: DomainAdministrators }))
            return [];
        return domains.Select(d => new Fact(who, d.Id));
    }
}
