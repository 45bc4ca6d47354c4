namespace Ambit.Escalation;

/// <summary>A relation of one estate.</summary>
public interface IRelation
{
    /// <summary>Its name and columns.</summary>
    RelationSignature Signature { get; }

    /// <summary>
    /// The rows that may agree with what is bound. It may use the bound values to look up rather than to list; rows that
    /// disagree are dropped by the caller.
    /// </summary>
    /// <param name="bound">One value a column in the signature's order, null where it is open.</param>
    IEnumerable<Fact> Rows(IReadOnlyList<string?> bound);
}
