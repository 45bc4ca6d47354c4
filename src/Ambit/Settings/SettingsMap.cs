using System.Globalization;
using Ambit.Model;
using YamlDotNet.RepresentationModel;

namespace Ambit.Settings;

/// <summary>One mapping of ambit.yaml being read; what is wrong is noted with its line and reading goes on.</summary>
internal sealed class SettingsMap
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly List<(SourceLocation, string)> _problems;
    private readonly YamlNode _node;
    private readonly string _file;
    private readonly string _name;

    public SettingsMap(YamlNode node, string file, string name, List<(SourceLocation, string)> problems, IReadOnlyList<string> keys)
    {
        (_node, _file, _name, _problems) = (node, file, name, problems);
        if (node is not YamlMappingNode mapping)
        {
            Add(node, $"expected a mapping under `{name}` with {string.Join(", ", keys.Select(k => $"`{k}`"))}");
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var text = (key as YamlScalarNode)?.Value ?? "";
            if (!keys.Contains(text, StringComparer.Ordinal))
                Add(key, $"`{name}` has no `{text}`; expected {string.Join(", ", keys.Select(k => $"`{k}`"))}");
            else
                _values[text] = value;
        }
    }

    /// <summary>Where it stands.</summary>
    public SourceLocation At() => Location(_node);

    public bool Has(string key) => _values.ContainsKey(key);

    public void Problem(string? key, string message) => Add(key is not null && _values.TryGetValue(key, out var node) ? node : _node, message);

    public string? Text(string key)
    {
        if (!_values.TryGetValue(key, out var node))
            return null;
        if (node is YamlScalarNode { Value: { } text })
            return text.Length == 0 ? null : text;
        Add(node, $"expected text for `{key}`");
        return null;
    }

    public string Required(string key)
    {
        if (Text(key) is { } text)
            return text;
        if (!Has(key))
            Add(_node, $"`{_name}` needs `{key}`");
        return "";
    }

    public int? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Problem(key, $"expected a number for `{key}`, not `{text}`");
        return null;
    }

    public int? Days(string key)
    {
        var days = Number(key);
        if (days is < 1 or > 36500)
            Problem(key, $"expected a number of days from 1 to 36500 for `{key}`");
        return days;
    }

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        Problem(key, $"expected `true` or `false` for `{key}`, not `{text}`");
        return null;
    }

    public DateOnly Day(string key)
    {
        var text = Required(key);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (text.Length > 0)
            Problem(key, $"expected a day such as 2027-06-30 for `{key}`, not `{text}`");
        return default;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (!_values.TryGetValue(key, out var node))
            return [];
        switch (node)
        {
            case YamlScalarNode { Value: { Length: > 0 } one }:
                return [one];
            case YamlScalarNode:
                return [];
            case YamlSequenceNode list:
                var texts = new List<string>();
                foreach (var item in list.Children)
                {
                    if (item is YamlScalarNode { Value: { Length: > 0 } text })
                        texts.Add(text);
                    else
                        Add(item, $"expected text in `{key}`");
                }

                return texts;
            default:
                Add(node, $"expected a list of texts for `{key}`");
                return [];
        }
    }

    public SettingsMap? Map(string key, params string[] keys) =>
        _values.TryGetValue(key, out var node) ? new SettingsMap(node, _file, key, _problems, keys) : null;

    public IEnumerable<SettingsMap> Maps(string key, params string[] keys)
    {
        if (!_values.TryGetValue(key, out var node) || node is YamlScalarNode { Value: null or "" })
            return [];
        if (node is YamlSequenceNode list)
            return list.Children.Select(item => new SettingsMap(item, _file, key, _problems, keys));
        Add(node, $"expected a list for `{key}`");
        return [];
    }

    private SourceLocation Location(YamlNode node) => new(_file, node.Start.Line);

    private void Add(YamlNode node, string message) => _problems.Add((Location(node), message));
}
