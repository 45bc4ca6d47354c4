using System.Text.Json;

namespace Ambit.Azure.Import;

/// <summary>
/// One row of an export, read alike whether a tool prints its facts at the top (az), under <c>properties</c> (REST, Resource Graph)
/// or in PascalCase (PowerShell). Names match without regard to case; the top wins over <c>properties</c>.
/// </summary>
public readonly struct AzureRow(JsonElement element)
{
    /// <summary>The row as it stands.</summary>
    public JsonElement Element { get; } = element;

    /// <summary>Finds a value that is not null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        if (Find(Element, name, out value))
            return true;
        return Find(Element, "properties", out var properties) && Find(properties, name, out value);
    }

    /// <summary>Whether the row has the name at all, at the top, be it null.</summary>
    public bool Has(string name) => HasName(Element, name) || (Find(Element, "properties", out var p) && HasName(p, name));

    /// <summary>A text or number, null where absent.</summary>
    public string? Text(string name) => TryGet(name, out var v) ? TextOf(v) : null;

    /// <summary>The first of several names that holds a text.</summary>
    public string? Text(string name, string other) => Text(name) ?? Text(other);

    /// <summary>A boolean, null where absent; the words <c>true</c> and <c>false</c> count.</summary>
    public bool? Flag(string name) =>
        !TryGet(name, out var v) ? null : v.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(v.GetString(), out var b) => b,
            _ => null,
        };

    /// <summary>A time, null where absent or unreadable.</summary>
    public DateTimeOffset? Time(string name) =>
        TryGet(name, out var v) && v.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(
            v.GetString(), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var t) ? t : null;

    /// <summary>The elements of a list; a single object counts as a list of one, as PowerShell prints it.</summary>
    public IEnumerable<JsonElement> Items(string name) => TryGet(name, out var v) ? ItemsOf(v) : [];

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(TextOf).OfType<string>()];

    /// <summary>An object's row, null where absent.</summary>
    public AzureRow? Child(string name) => TryGet(name, out var v) && v.ValueKind == JsonValueKind.Object ? new AzureRow(v) : null;

    /// <summary>Finds a value that is not null in an object, without regard to case.</summary>
    internal static bool Find(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        if (element.TryGetProperty(name, out value))
            return value.ValueKind != JsonValueKind.Null;
        foreach (var p in element.EnumerateObject())
        {
            if (p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind != JsonValueKind.Null)
            {
                value = p.Value;
                return true;
            }
        }

        return false;
    }

    internal static string? TextOf(JsonElement v) => v.ValueKind switch
    {
        JsonValueKind.String => v.GetString(),
        JsonValueKind.Number => v.GetRawText(),
        _ => null,
    };

    internal static IEnumerable<JsonElement> ItemsOf(JsonElement v) => v.ValueKind switch
    {
        JsonValueKind.Array => v.EnumerateArray(),
        JsonValueKind.Object => [v],
        _ => [],
    };

    private static bool HasName(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var p in element.EnumerateObject())
        {
            if (p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
