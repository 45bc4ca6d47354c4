namespace Ambit.Usage;

/// <summary>Which part of the usage is asked for.</summary>
/// <param name="From">The first day, null for the beginning.</param>
/// <param name="To">The last day, null for the end.</param>
/// <param name="Principals">Principals as the logs name them; null for everybody.</param>
public sealed record UsageQuestion(DateOnly? From = null, DateOnly? To = null, IReadOnlyCollection<string>? Principals = null)
{
    /// <summary>Everything.</summary>
    public static readonly UsageQuestion All = new();

    /// <summary>The days of a window, both ends included.</summary>
    public static UsageQuestion Of(UsageWindow window, IReadOnlyCollection<string>? principals = null) =>
        new(DateOnly.FromDateTime(window.From.UtcDateTime), DateOnly.FromDateTime(window.To.UtcDateTime), principals);
}
