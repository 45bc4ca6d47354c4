namespace Ambit.Aws.Catalogue;

/// <summary>The condition keys of every service and the global ones.</summary>
internal sealed class ConditionKeyTable
{
    private readonly Dictionary<string, List<ConditionKey>> _byService = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ConditionKey> _exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Prefix, string Suffix, ConditionKey Key)> _templates = [];

    public ConditionKeyTable()
    {
        foreach (var row in CatalogueText.Rows("condition-keys.tsv"))
        {
            var many = row[2].StartsWith("ArrayOf", StringComparison.Ordinal);
            var key = new ConditionKey(row[0], row[1], TypeOf(many ? row[2]["ArrayOf".Length..] : row[2]), many);
            if (!_byService.TryGetValue(row[0], out var list))
                _byService.Add(row[0], list = []);
            list.Add(key);
            Index(key);
        }

        // The longest prefix is the most precise template.
        _templates.Sort((a, b) => b.Prefix.Length.CompareTo(a.Prefix.Length));
    }

    public IReadOnlyList<ConditionKey> Of(string service) => _byService.TryGetValue(service, out var list) ? list : [];

    public ConditionKey? Find(string key)
    {
        if (_exact.TryGetValue(key, out var exact))
            return exact;
        foreach (var (prefix, suffix, template) in _templates)
        {
            if (key.Length > prefix.Length + suffix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && key.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return template;
        }

        return null;
    }

    private void Index(ConditionKey key)
    {
        if (key.Template is var (prefix, suffix))
            _templates.Add((prefix, suffix, key));
        else
            _exact.TryAdd(key.Name, key);
    }

    private static ConditionKeyType TypeOf(string word) =>
        word switch
        {
            "String" => ConditionKeyType.String,
            "ARN" => ConditionKeyType.Arn,
            "Bool" => ConditionKeyType.Bool,
            "Numeric" => ConditionKeyType.Numeric,
            "Date" => ConditionKeyType.Date,
            "IPAddress" => ConditionKeyType.IpAddress,
            "Binary" => ConditionKeyType.Binary,
            _ => throw new FormatException($"condition key type `{word}` in the catalogue"),
        };
}
