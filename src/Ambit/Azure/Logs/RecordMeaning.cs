using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>What records stand for that agree in all but their time and their operation's id; worked out once for all of them.</summary>
internal sealed class RecordMeaning
{
    /// <summary>The meaning of a record whose use cannot be told, or that shows none.</summary>
    public const int NoPlace = -1;

    /// <summary>The tally of the log it is of.</summary>
    public required DayTally Log { get; init; }

    /// <summary>Where its use is counted.</summary>
    public int Place { get; init; } = NoPlace;

    /// <summary>What of the operation's identity all such records have: action, resource, principal.</summary>
    public ulong Identity { get; init; }

    /// <summary>Whether it tells that an operation began, so that another record will tell how it ended.</summary>
    public bool Begins { get; init; }

    /// <summary>The log and the call that no table maps to a permission, null for none.</summary>
    public (string Log, string Call)? Unmapped { get; init; }
}
