using Ambit.Model;

namespace Ambit;

/// <summary>Joins the principals and resources that logs name with those of an estate.</summary>
public sealed class Callers
{
    private readonly Dictionary<(string Cloud, string Name), string> _known = [];
    private readonly Dictionary<string, ICloudEstate> _clouds;

    /// <summary>Indexes every identity by its id and by the unique ids that logs may give instead.</summary>
    public Callers(OpenedEstate estate)
    {
        _clouds = estate.Clouds.ToDictionary(c => c.Cloud, StringComparer.Ordinal);
        foreach (var identity in estate.Clouds.SelectMany(c => c.Identities))
        {
            _known[(identity.Cloud, identity.Id)] = identity.Id;
            foreach (var unique in identity.UniqueIds)
                _known.TryAdd((identity.Cloud, unique), identity.Id);
        }
    }

    /// <summary>The resource that a log's name of it means; null where the log names none.</summary>
    public string? ResourceOf(string cloud, string action, string? resource) =>
        resource is not null && _clouds.TryGetValue(cloud, out var estate) ? estate.ResourceOf(action, resource) : resource;

    /// <summary>The canonical id of the identity that a log means, null where the estate has none: deleted, of another account.</summary>
    public string? IdentityOf(string cloud, string principal)
    {
        if (_known.TryGetValue((cloud, principal), out var id))
            return id.Length == 0 ? null : id;
        var found = _clouds.TryGetValue(cloud, out var estate) && estate.Access.Resolve(principal) is [var one] ? one : "";
        _known[(cloud, principal)] = found;
        return found.Length == 0 ? null : found;
    }
}
