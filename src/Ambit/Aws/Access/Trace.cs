using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Writes down why a decision came out as it did: the statements that matched in each layer, the conditions that nothing known
/// decides, the keys that were missing. Only made when asked for.
/// </summary>
internal sealed class Trace
{
    /// <summary>A statement that took part.</summary>
    /// <param name="Layer">The layer's name.</param>
    /// <param name="Policy">The policy's name.</param>
    /// <param name="Statement">The statement.</param>
    /// <param name="Truth">Whether it applies.</param>
    /// <param name="Via">The group it comes through.</param>
    internal sealed record Entry(string Layer, string Policy, CompiledStatement Statement, Truth Truth, string? Via);

    /// <summary>Another decision that this one hangs on.</summary>
    /// <param name="Layer">The layer under which it shows.</param>
    /// <param name="Action">The action asked.</param>
    /// <param name="Resource">On what.</param>
    /// <param name="Truth">Whether it is allowed.</param>
    internal sealed record Companion(string Layer, string Action, string Resource, Truth Truth);

    private readonly List<Companion> _companions = [];
    private readonly List<Entry> _entries = [];
    private readonly List<OpenCondition> _open = [];
    private readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _missingInOrder = [];

    /// <summary>The statements that apply or may apply, in the order they were looked at.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The conditions that are open.</summary>
    public IReadOnlyList<OpenCondition> Open => _open;

    /// <summary>The keys that conditions asked for and that were not there or not known.</summary>
    public IReadOnlyList<string> Missing => _missingInOrder;

    /// <summary>Other decisions that this one hangs on.</summary>
    public IReadOnlyList<Companion> Companions => _companions;

    /// <summary>Notes another decision that this one hangs on, with what it left open.</summary>
    public void Add(Companion companion, Trace? reasons)
    {
        _companions.Add(companion);
        foreach (var open in companion.Truth is Truth.Unknown ? reasons?.Open ?? [] : [])
            AddOpen(open);
        foreach (var key in reasons?.Missing ?? [])
            Ask(key);
    }

    /// <summary>Notes a statement.</summary>
    public void Add(string layer, string policy, CompiledStatement statement, Truth truth, string? via) =>
        _entries.Add(new Entry(layer, policy, statement, truth, via));

    /// <summary>Notes a key that was asked for in vain.</summary>
    public void Ask(string key)
    {
        if (_missing.Add(key))
            _missingInOrder.Add(key);
    }

    /// <summary>Notes what nothing known decides.</summary>
    public void AddOpen(OpenCondition condition)
    {
        foreach (var known in _open)
        {
            if (known.Key == condition.Key && known.Operator == condition.Operator && known.Needed == condition.Needed && known.Values.SequenceEqual(condition.Values))
                return;
        }
        _open.Add(condition);
    }
}
