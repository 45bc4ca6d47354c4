using Ambit.Access;

namespace Ambit.Azure.Conditions;

/// <summary>The request that a condition looks at, and what it asked for that nobody knows.</summary>
/// <param name="action">The action asked for.</param>
/// <param name="values">
/// Attribute to values, by <c>@Request[NAME]</c> and so on or by the bare name for any source; <c>SubOperation</c> for the sub-operation.
/// A name that is not here is unknown, not absent; one with no values is absent.
/// </param>
public sealed class ConditionContext(string action, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
{
    private readonly List<OpenCondition> _open = [];

    /// <summary>The action.</summary>
    public string Action { get; } = action;

    /// <summary>What mattered and was not known.</summary>
    public IReadOnlyList<OpenCondition> Open => _open;

    /// <summary>The values of an attribute, null where nothing is known of it.</summary>
    public IReadOnlyList<string>? Of(string source, string name)
    {
        if (values.TryGetValue($"@{source}[{name}]", out var own) || values.TryGetValue(name, out own))
            return own;
        foreach (var (key, value) in values)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.Equals($"@{source}[{name}]", StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>The sub-operation, null where nothing is known of it.</summary>
    public string? SubOperation => values.TryGetValue("SubOperation", out var v) && v.Count > 0 ? v[0] : null;

    /// <summary>Notes what nobody knows.</summary>
    public Truth Ask(string key, string @operator, IReadOnlyList<string> compared)
    {
        _open.Add(new OpenCondition(key, @operator, compared, Needed: true));
        return Truth.Unknown;
    }
}
