namespace Ambit.Aws.Policies.Sets;

/// <summary>What a policy variable stands for while one case is looked at.</summary>
/// <param name="Text">Its value; null where it has none.</param>
/// <param name="Number">The number of a variable whose value is left open, -1 else.</param>
/// <param name="Except">What an open value is not, because those values are cases of their own.</param>
/// <param name="MayBeAbsent">
/// Whether an open variable may also be one without a value. That is no case of its own where no condition looks at the key and no
/// default stands in for it: a pattern with the variable then matches nothing, which the open case holds already.
/// </param>
internal readonly record struct VariableValue(string? Text, int Number, IReadOnlyList<string> Except, bool MayBeAbsent = false)
{
    /// <summary>The request has no such key.</summary>
    public static readonly VariableValue Absent = new(null, -1, []);

    /// <summary>A value that is known.</summary>
    public static VariableValue Fixed(string text) => new(text, -1, []);

    /// <summary>A value that may be any.</summary>
    public static VariableValue Open(int number, IReadOnlyList<string> except) => new(null, number, except);

    /// <summary>A value that may be any, or none.</summary>
    public static VariableValue OpenOrAbsent(int number) => new(null, number, [], MayBeAbsent: true);
}
