using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>Conditions are the same by key, operator, values and need.</summary>
internal sealed class OpenConditionEquality : IEqualityComparer<OpenCondition>
{
    public static readonly OpenConditionEquality Instance = new();

    public bool Equals(OpenCondition? x, OpenCondition? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null && x.Needed == y.Needed && string.Equals(x.Key, y.Key, StringComparison.OrdinalIgnoreCase)
            && x.Operator == y.Operator && x.Values.SequenceEqual(y.Values, StringComparer.Ordinal));

    public int GetHashCode(OpenCondition obj) =>
        HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Key), obj.Operator, obj.Values.Count, obj.Values.Count > 0 ? obj.Values[0] : "");
}
