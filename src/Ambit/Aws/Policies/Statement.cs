namespace Ambit.Aws.Policies;

/// <summary>One statement of a policy (IAM User Guide, "IAM JSON policy elements reference"), read but not yet compiled.</summary>
public sealed record Statement
{
    /// <summary>Its place in the document, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its Sid, null where it has none.</summary>
    public string? Sid { get; init; }

    /// <summary>Allow or Deny.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Principal or NotPrincipal; null where the statement has neither.</summary>
    public PrincipalElement? Principal { get; init; }

    /// <summary>The values of Action, or of NotAction.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Whether <see cref="Actions"/> are those of NotAction.</summary>
    public bool NotAction { get; init; }

    /// <summary>The values of Resource, or of NotResource; empty where there is neither, as in a trust policy.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Whether <see cref="Resources"/> are those of NotResource.</summary>
    public bool NotResource { get; init; }

    /// <summary>Whether the statement has a Resource or NotResource element at all.</summary>
    public bool HasResource { get; init; }

    /// <summary>The conditions, all of which must hold.</summary>
    public IReadOnlyList<ConditionEntry> Conditions { get; init; } = [];

    /// <summary>Whether something in the statement could not be read, so that it must not be taken as whole.</summary>
    public bool Broken { get; init; }
}
