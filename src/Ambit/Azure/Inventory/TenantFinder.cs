using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>
/// Tells whose a document is. Rows of Graph do not name their tenant: then the tenant whose <c>organization</c> or subscription
/// lies nearest in the folders is meant, and the only one where there is one.
/// </summary>
internal sealed class TenantFinder
{
    /// <summary>Where no export tells.</summary>
    public const string Unknown = "unknown";

    private readonly List<(string Folder, string Tenant)> _places = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byFile = new(StringComparer.Ordinal);

    public TenantFinder(ILookup<string, NativeDocument> documents)
    {
        foreach (var document in documents[AzureKinds.Tenant])
        {
            var row = new AzureRow(document.Content);
            if (row.Text("id", "tenantId")?.ToLowerInvariant() is not { } id)
                continue;
            _names[id] = row.Text("displayName") ?? id;
            _places.Insert(0, (Folder(document), id));
        }

        var homes = _places.Count;
        foreach (var document in documents[AzureKinds.Subscription].Concat(documents[AzureKinds.Resource]))
        {
            var row = new AzureRow(document.Content);
            var tenant = (row.Text("tenantId") ?? row.Child("identity")?.Text("tenantId"))?.ToLowerInvariant();
            if (tenant is null)
                continue;
            if (homes == 0 && !_places.Contains((Folder(document), tenant)))
                _places.Add((Folder(document), tenant));
            if (homes == 0)
                _names.TryAdd(tenant, tenant);
        }
    }

    /// <summary>Tenants with their names.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>The tenant where nothing else is said.</summary>
    public string Main => _places.Count > 0 ? _places[0].Tenant : Unknown;

    /// <summary>The tenant of a document.</summary>
    public string Of(NativeDocument document)
    {
        if (document.Scope.Length > 0)
            return document.Scope.ToLowerInvariant();
        if (_places.Count < 2)
            return Main;
        var folder = Folder(document);
        if (!_byFile.TryGetValue(folder, out var tenant))
            _byFile.Add(folder, tenant = _places.MaxBy(p => Common(p.Folder, folder)).Tenant);
        return tenant;
    }

    private static string Folder(NativeDocument document) => document.Source.File[..(document.Source.File.LastIndexOfAny(['/', '!', '\\']) + 1)];

    private static int Common(string a, string b)
    {
        var n = 0;
        while (n < a.Length && n < b.Length && a[n] == b[n])
            n++;
        return n;
    }
}
