using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>A statement of a least policy, still to be merged, named and written.</summary>
internal sealed record SizedStatement
{
    /// <summary>Allow or Deny.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Actions, sorted.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Whether they are NotAction.</summary>
    public bool NotAction { get; init; }

    /// <summary>Resource patterns, sorted.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Whether they are NotResource.</summary>
    public bool NotResource { get; init; }

    /// <summary>The conditions of the statement that it was cut from.</summary>
    public IReadOnlyList<ConditionEntry> Conditions { get; init; } = [];

    /// <summary>Whether it is kept although no log shows its use: it stays apart from what was used, to be judged and removed by itself.</summary>
    public bool Unproved { get; init; }

    /// <summary>The statement's name; empty until it is given one.</summary>
    public string Sid { get; init; } = "";

    /// <summary>Why it is there.</summary>
    public required IReadOnlyList<string> Rationale { get; init; }

    /// <summary>What must be equal for two statements to be one: effect, conditions, negations, proof.</summary>
    public string Frame => _frame ??= $"{Effect}|{NotAction}|{NotResource}|{Unproved}|" + string.Join('|', Conditions.Select(c => $"{c.Spelled}\n{c.Key}\n{string.Join('\n', c.Values)}"));

    private string? _frame;

    /// <summary>Whether every text is equal.</summary>
    public static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.SequenceEqual(b, StringComparer.Ordinal);
}
