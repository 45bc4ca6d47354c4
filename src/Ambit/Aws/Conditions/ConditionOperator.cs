namespace Ambit.Aws.Conditions;

/// <summary>A condition operator, read: <c>ForAnyValue:StringLikeIfExists</c>.</summary>
/// <param name="Qualifier">The set qualifier.</param>
/// <param name="Comparison">What it compares.</param>
/// <param name="IfExists">Whether it holds without the key.</param>
public readonly record struct ConditionOperator(SetQualifier Qualifier, Comparison Comparison, bool IfExists)
{
    private static readonly Dictionary<string, Comparison>.AlternateLookup<ReadOnlySpan<char>> Names =
        Enum.GetValues<Comparison>().ToDictionary(c => c.ToString(), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a value that does not match makes it hold.</summary>
    public bool Negated => Comparison is Comparison.StringNotEquals or Comparison.StringNotEqualsIgnoreCase or Comparison.StringNotLike
        or Comparison.NumericNotEquals or Comparison.DateNotEquals or Comparison.NotIpAddress or Comparison.ArnNotEquals or Comparison.ArnNotLike;

    /// <summary>Reads an operator as a policy spells it; null when there is no such operator.</summary>
    public static ConditionOperator? Parse(string text)
    {
        var rest = text.AsSpan();
        var qualifier = SetQualifier.None;
        if (Take(ref rest, "ForAllValues:"))
            qualifier = SetQualifier.ForAllValues;
        else if (Take(ref rest, "ForAnyValue:"))
            qualifier = SetQualifier.ForAnyValue;
        var ifExists = rest.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        if (ifExists)
            rest = rest[..^"IfExists".Length];
        // "You can add IfExists to the end of any condition operator name except the Null condition."
        if (!Names.TryGetValue(rest, out var comparison) || (comparison is Comparison.Null && ifExists))
            return null;
        return new ConditionOperator(qualifier, comparison, ifExists);
    }

    private static bool Take(ref ReadOnlySpan<char> text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        text = text[prefix.Length..];
        return true;
    }
}
