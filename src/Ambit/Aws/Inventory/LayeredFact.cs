using System.Text.Json;
using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>What several documents say of one thing, laid over one another: a later layer replaces a property only where it has it.</summary>
internal sealed class LayeredFact(string key, string account)
{
    private readonly List<NativeDocument> _layers = [];

    /// <summary>What the layers share: an ARN, a user's name.</summary>
    public string Key => key;

    /// <summary>The account.</summary>
    public string Account => account;

    /// <summary>Where the last layer was read.</summary>
    public SourceLocation Source => _layers[^1].Source;

    /// <summary>Lays one more over.</summary>
    public void Add(NativeDocument layer) => _layers.Add(layer);

    /// <summary>Every layer's content, lowest first.</summary>
    public IEnumerable<JsonElement> Contents => _layers.Select(l => l.Content);

    /// <summary>A property of the uppermost layer that has it; undefined where none has.</summary>
    public JsonElement Get(string name) => From(name)?.Content.Get(name) ?? default;

    /// <summary>Where a property was read.</summary>
    public SourceLocation SourceOf(string name) => From(name)?.Source ?? Source;

    /// <summary>A text.</summary>
    public string? Text(string name) => From(name)?.Content.Text(name);

    /// <summary>A time.</summary>
    public DateTimeOffset? Time(string name) => From(name)?.Content.Time(name);

    /// <summary>A flag.</summary>
    public bool? Flag(string name) => From(name)?.Content.Flag(name);

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => From(name) is { } layer ? [.. layer.Content.Texts(name)] : [];

    /// <summary>An object of texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Get(name) is { ValueKind: JsonValueKind.Object } value)
        {
            foreach (var property in value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
                map[property.Name] = property.Value.GetString()!;
        }

        return map;
    }

    private NativeDocument? From(string name)
    {
        for (var i = _layers.Count - 1; i >= 0; i--)
        {
            if (_layers[i].Content.Get(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
                return _layers[i];
        }

        return null;
    }
}
