using System.Collections.Concurrent;
using Ambit.Access;

namespace Ambit.Azure.Conditions;

/// <summary>Conditions by their text, parsed once. One that cannot be read is undecidable, and says why.</summary>
internal sealed class ConditionTable
{
    private readonly ConcurrentDictionary<string, (ConditionExpression? Expression, string? Problem)> _parsed = new(StringComparer.Ordinal);

    /// <summary>Decides a condition; what nobody knows is added.</summary>
    public Truth Decide(string? condition, string action, IReadOnlyDictionary<string, IReadOnlyList<string>> values, List<OpenCondition> open)
    {
        if (condition is null)
            return Truth.True;
        var (expression, problem) = _parsed.GetOrAdd(condition, Parse);
        if (expression is null)
        {
            open.Add(new OpenCondition("condition", "unreadable", [problem!], Needed: true));
            return Truth.Unknown;
        }

        var context = new ConditionContext(action, values);
        var truth = expression.Evaluate(context);
        if (truth == Truth.Unknown)
            open.AddRange(context.Open);
        return truth;
    }

    /// <summary>A condition by its text; null where it cannot be read.</summary>
    public static ConditionExpression? Read(string condition) => Parse(condition).Item1;

    private static (ConditionExpression?, string?) Parse(string text)
    {
        try
        {
            return (ConditionParser.Parse(text), null);
        }
        catch (FormatException e)
        {
            return (null, e.Message);
        }
    }
}
