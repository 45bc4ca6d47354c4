namespace Ambit.Usage;

/// <summary>The events that earlier scans counted, as fingerprints by day.</summary>
public interface IEventHistory
{
    /// <summary>The fingerprints of a day, in parts, each sorted; none where nothing is remembered of it.</summary>
    IReadOnlyList<ulong[]> Of(DateOnly day);
}
