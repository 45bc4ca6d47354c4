using System.Text.Json;
using Ambit.Azure.Import;

namespace Ambit.Azure.Inventory;

/// <summary>All that the exports tell of one object, joined: a later row's value wins, lists that pages split are put together.</summary>
public sealed class MergedRows
{
    private readonly List<AzureRow> _rows = [];

    /// <summary>Adds what one export tells.</summary>
    public void Add(AzureRow row) => _rows.Add(row);

    /// <summary>Whether any export tells the name, be it null.</summary>
    public bool Has(string name) => _rows.Any(r => r.Has(name));

    /// <summary>A text, null where no export tells it.</summary>
    public string? Text(string name)
    {
        for (var i = _rows.Count - 1; i >= 0; i--)
        {
            if (_rows[i].Text(name) is { } text)
                return text;
        }

        return null;
    }

    /// <summary>A boolean, null where no export tells it.</summary>
    public bool? Flag(string name)
    {
        for (var i = _rows.Count - 1; i >= 0; i--)
        {
            if (_rows[i].Flag(name) is { } flag)
                return flag;
        }

        return null;
    }

    /// <summary>A time, null where no export tells it.</summary>
    public DateTimeOffset? Time(string name) => _rows.Select(r => r.Time(name)).LastOrDefault(t => t is not null);

    /// <summary>An object within, null where no export tells it.</summary>
    public AzureRow? Child(string name) => _rows.Select(r => r.Child(name)).LastOrDefault(c => c is not null);

    /// <summary>The longest of the lists of that name.</summary>
    public IReadOnlyList<JsonElement> Items(string name) =>
        _rows.Select(r => r.Items(name).ToList()).MaxBy(l => l.Count) ?? [];

    /// <summary>The elements of all lists of that name, one after another.</summary>
    public IEnumerable<JsonElement> AllItems(string name) => _rows.SelectMany(r => r.Items(name));

    /// <summary>The texts of the longest list of that name.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(i => i.ValueKind == JsonValueKind.String ? i.GetString() : null).OfType<string>()];

    /// <summary>Tags as Azure Resource Manager prints them.</summary>
    public IReadOnlyDictionary<string, string> Tags() =>
        _rows.Select(r => r.Child("tags")).LastOrDefault(t => t is not null) is { } tags
            ? tags.Element.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>();
}
