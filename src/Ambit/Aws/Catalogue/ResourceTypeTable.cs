namespace Ambit.Aws.Catalogue;

/// <summary>The resource types of every service.</summary>
internal sealed class ResourceTypeTable
{
    private readonly Dictionary<string, List<AwsResourceType>> _byService = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Service, string Name), AwsResourceType> _byName = [];

    public ResourceTypeTable()
    {
        foreach (var row in CatalogueText.Rows("resource-types.tsv"))
        {
            var type = new AwsResourceType(row[0], row[1], row[2], row[3].Split(',', StringSplitOptions.RemoveEmptyEntries));
            if (!_byService.TryGetValue(row[0], out var list))
                _byService.Add(row[0], list = []);
            list.Add(type);
            _byName.TryAdd((row[0], row[1]), type);
        }
    }

    public IReadOnlyList<AwsResourceType> Of(string service) => _byService.TryGetValue(service, out var list) ? list : [];

    public AwsResourceType? Find(string service, string name) => _byName.GetValueOrDefault((service, name));
}
