using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>Where calls of one kind on one resource are counted: the permissions that each such call uses. Most use one.</summary>
internal readonly struct CallTallies
{
    private readonly object? _tallies;

    public CallTallies(DayTally[] tallies) => _tallies = tallies.Length == 1 ? tallies[0] : tallies;

    /// <summary>Calls that use nothing.</summary>
    public static CallTallies None => default;

    /// <summary>Counts a call.</summary>
    public void Add(long utcTicks)
    {
        if (_tallies is DayTally one)
        {
            one.Add(utcTicks);
            return;
        }

        foreach (var tally in (DayTally[]?)_tallies ?? [])
            tally.Add(utcTicks);
    }
}
