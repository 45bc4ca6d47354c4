namespace Ambit.Estate;

/// <summary>The days that the sample covers; the exports were made in the night after the last one.</summary>
internal sealed record Calendar(DateOnly LastDay, int Days)
{
    /// <summary>The first day of the logs.</summary>
    public DateOnly FirstDay => LastDay.AddDays(1 - Days);

    /// <summary>When the exports were made: just after the last log event.</summary>
    public DateTimeOffset CollectedAt => new(LastDay.AddDays(1), new TimeOnly(2, 15), TimeSpan.Zero);

    /// <summary>A day by its number from 0.</summary>
    public DateOnly Day(int number) => FirstDay.AddDays(number);

    /// <summary>A moment so many days before the collection, for things older than the logs.</summary>
    public DateTimeOffset Before(int days, int hour = 9) => new(LastDay.AddDays(-days), new TimeOnly(hour, 12, 31), TimeSpan.Zero);
}
