namespace Ambit.Escalation;

/// <summary>Of a cloud without rules.</summary>
public sealed class NoEscalationFacts : IEscalationFacts
{
    /// <summary>The only one.</summary>
    public static readonly NoEscalationFacts Instance = new();

    private NoEscalationFacts()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> RulePrefixes => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Starts => [];

    /// <inheritdoc/>
    public IRelation Relation(string name) => throw new KeyNotFoundException(name);

    /// <inheritdoc/>
    public bool MayHold(string principal, string action) => false;

    /// <inheritdoc/>
    public PermissionAnswer Ask(PermissionQuestion question) => PermissionAnswer.No;

    /// <inheritdoc/>
    public IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions) => [];

    /// <inheritdoc/>
    public string? Administers(string principal) => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Administered(string scope) => [];
}
