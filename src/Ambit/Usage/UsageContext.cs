namespace Ambit.Usage;

/// <summary>
/// What came together with a use, as one interned tuple of condition keys and values (region, endpoint, MFA, calling service,
/// source network …), so that a replay decides conditions on what actually happened at once. Equality is by content.
/// </summary>
public sealed class UsageContext : IEquatable<UsageContext>
{
    /// <summary>Under which a refused use keeps which layer refused and how (<c>explicit scp</c>): no condition key, for a self-check to compare.</summary>
    public const string RefusedBy = "ambit:RefusedBy";

    /// <summary>Under which a use that changes what somebody may do keeps whom or what it was about, where its resource does not say: no condition key.</summary>
    public const string Changed = "ambit:Changed";

    /// <summary>Nothing known.</summary>
    public static readonly UsageContext Empty = new("");

    private readonly int _hash;

    private UsageContext(string text)
    {
        Text = text;
        _hash = StringComparer.Ordinal.GetHashCode(text);
    }

    /// <summary>Lines of <c>key=value</c>, sorted by key then value, ordinal; the form that reaches the store. A key may repeat (several values).</summary>
    public string Text { get; }

    /// <summary>Builds the canonical tuple. Line breaks in values become blanks.</summary>
    public static UsageContext Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var lines = pairs.Select(p => $"{p.Key}={p.Value.ReplaceLineEndings(" ")}").Distinct(StringComparer.Ordinal).ToList();
        lines.Sort(StringComparer.Ordinal);
        return lines.Count == 0 ? Empty : new UsageContext(string.Join('\n', lines));
    }

    /// <summary>The same with one key more.</summary>
    public UsageContext With(string key, string value) =>
        Of(ToDictionary().SelectMany(k => k.Value.Select(v => KeyValuePair.Create(k.Key, v))).Append(KeyValuePair.Create(key, value)));

    /// <summary>The first value of a key, null where it is not there.</summary>
    public string? Value(string key)
    {
        foreach (var line in Text.AsSpan().EnumerateLines())
        {
            if (line.Length > key.Length && line[key.Length] == '=' && line.StartsWith(key, StringComparison.Ordinal))
                return line[(key.Length + 1)..].ToString();
        }

        return null;
    }

    /// <summary>Reads the stored form.</summary>
    public static UsageContext Parse(string text) => text.Length == 0 ? Empty : new UsageContext(text);

    /// <summary>Key to values, as an evaluator takes it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ToDictionary() =>
        Text.Length == 0
            ? new Dictionary<string, IReadOnlyList<string>>()
            : Text.Split('\n')
                .Select(l => (Key: l[..l.IndexOf('=')], Value: l[(l.IndexOf('=') + 1)..]))
                .GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => g.Select(p => p.Value).ToList(), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(UsageContext? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && string.Equals(Text, other.Text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UsageContext);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
