namespace Ambit.Escalation;

/// <summary>A relation that a cloud offers to its rules.</summary>
/// <param name="Name">As rules spell it: <c>role-trusts-service</c>.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Meaning">What a row says, one sentence.</param>
/// <param name="Asked">Columns that must be bound before it can be asked: a question of the cloud rather than a table.</param>
public sealed record RelationSignature(string Name, IReadOnlyList<string> Columns, string Meaning, IReadOnlyList<string> Asked)
{
    /// <summary>A relation that can be listed.</summary>
    public RelationSignature(string name, IReadOnlyList<string> columns, string meaning)
        : this(name, columns, meaning, [])
    {
    }

    /// <summary>
    /// The place of the column that holds the scope (account) in which the row's other columns lie, -1 where there is none: only the
    /// scopes in which a start could hold something are looked through.
    /// </summary>
    public int Scope { get; init; } = Columns.ToList().IndexOf("account");
}
