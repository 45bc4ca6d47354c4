using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>The names an identity of Azure goes by: canonical id, object id, user principal name, app id, display name, the id of its resource.</summary>
internal sealed class NameTable
{
    private readonly AzureDirectory _directory;
    private readonly Lazy<ILookup<string, DirectoryObject>> _byName;

    public NameTable(AzureDirectory directory)
    {
        _directory = directory;
        _byName = new Lazy<ILookup<string, DirectoryObject>>(() => directory.Objects.Values
            .SelectMany(o => Names(o).Distinct(StringComparer.OrdinalIgnoreCase).Select(n => (Name: n, Object: o)))
            .ToLookup(p => p.Name, p => p.Object, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The canonical ids that a name may mean. Of an application and its service principal the one that acts is meant.</summary>
    public IReadOnlyList<string> Resolve(string name)
    {
        if (name.StartsWith("azure:", StringComparison.OrdinalIgnoreCase))
        {
            var parts = name.Split(':');
            return parts.Length == 4 && _directory.Objects.TryGetValue(parts[3].ToLowerInvariant(), out var o)
                && o.CanonicalId.Equals(name, StringComparison.OrdinalIgnoreCase) ? [o.CanonicalId] : Kin(parts);
        }

        if (_directory.Objects.TryGetValue(name.ToLowerInvariant(), out var byId))
            return [byId.CanonicalId];
        var found = _byName.Value[name.StartsWith('/') ? ResourceId.Normal(name) : name].ToList();
        var acting = found.Where(o => o.Kind != AzureKinds.Application).ToList();
        return [.. (acting.Count > 0 ? acting : found).Select(o => o.CanonicalId)];
    }

    /// <summary>A managed identity is a service principal too: both spellings mean it.</summary>
    private IReadOnlyList<string> Kin(string[] parts) =>
        parts.Length == 4 && parts[2] is AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity
        && _directory.Objects.TryGetValue(parts[3].ToLowerInvariant(), out var o) && o.Kind is AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity
            ? [o.CanonicalId] : [];

    private static IEnumerable<string> Names(DirectoryObject o)
    {
        if (o.Name != o.ObjectId)
            yield return o.Name;
        if (o.UserPrincipalName is { } upn)
            yield return upn;
        if (o.AppId is { } app)
            yield return app;
        if (o.ResourceOfIdentity is { } resource)
            yield return resource;
    }
}
