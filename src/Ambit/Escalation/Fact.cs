using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>
/// A row of a relation. One with conditions is true if they hold: a trust with a condition that nothing known decides, or
/// something that no export of the account would show (<see cref="Unknown"/>).
/// </summary>
/// <param name="Values">One a column, in the signature's order.</param>
/// <param name="Conditions">What has to hold; empty where it is certain.</param>
/// <param name="Evidence">The statements that say so.</param>
public sealed record Fact(IReadOnlyList<string> Values, IReadOnlyList<OpenCondition> Conditions, IReadOnlyList<StatementReference> Evidence)
{
    /// <summary>A certain row without evidence of its own.</summary>
    public Fact(params string[] values)
        : this(values, [], [])
    {
    }

    /// <summary>The condition that stands for an export that is missing: <c>AWS::EC2::Instance of 111122223333</c> is not listed anywhere.</summary>
    public static OpenCondition Unknown(string what, string scope) => new("ambit:NotExported", "Exists", [$"{what} of {scope}"], Needed: true);
}
