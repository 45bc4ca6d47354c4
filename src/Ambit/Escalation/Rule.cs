using Ambit.Model;

namespace Ambit.Escalation;

/// <summary>One escalation method as data (<c>rules/CLOUD/ID.yaml</c>); the language is described in docs/rules-language.md.</summary>
public sealed record Rule
{
    /// <summary>The name that paths give the method: <c>aws.lambda-001</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The cloud, as the id begins.</summary>
    public string Cloud => Id[..Id.IndexOf('.')];

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>How it works.</summary>
    public required RuleCategory Category { get; init; }

    /// <summary>What happens, in a few sentences.</summary>
    public required string Explanation { get; init; }

    /// <summary>What to change.</summary>
    public required string Mitigation { get; init; }

    /// <summary>Pages.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Techniques of MITRE ATT&amp;CK.</summary>
    public IReadOnlyList<string> Attack { get; init; } = [];

    /// <summary>Why it is never certain (the contents of a secret …); null where only the estate decides.</summary>
    public string? Doubt { get; init; }

    /// <summary>What must be true of the estate.</summary>
    public IReadOnlyList<RuleClause> When { get; init; } = [];

    /// <summary>What must not be true of the estate.</summary>
    public IReadOnlyList<RuleClause> Unless { get; init; } = [];

    /// <summary>Resources that the start makes or names itself: variable to the pattern that its name follows.</summary>
    public IReadOnlyDictionary<string, Term> New { get; init; } = new Dictionary<string, Term>();

    /// <summary>Permissions.</summary>
    public IReadOnlyList<RuleNeed> Needs { get; init; } = [];

    /// <summary>The gain.</summary>
    public required RuleYield Yields { get; init; }

    /// <summary>Where it was read.</summary>
    public required SourceLocation At { get; init; }
}
