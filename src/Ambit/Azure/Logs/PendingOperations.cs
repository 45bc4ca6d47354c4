using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// The operations of one file. "One operation has several records (Started, Accepted, Succeeded, one correlationId): count one."
/// </summary>
internal sealed class PendingOperations(IUsageSink sink)
{
    private readonly Dictionary<ulong, (int Place, long Ticks)> _begun = [];

    /// <summary>Counts the use that a record shows, unless its operation was counted or its end is still to come.</summary>
    public void Add(RecordMeaning meaning, ulong operation, long utcTicks)
    {
        if (meaning.Begins)
        {
            _begun.TryAdd(operation, (meaning.Place, utcTicks));
            return;
        }

        if (_begun.Count > 0)
            _begun.Remove(operation);
        Count(meaning.Place, operation, utcTicks);
    }

    /// <summary>Counts what began and never ended.</summary>
    public void Flush()
    {
        foreach (var (operation, (place, ticks)) in _begun)
            Count(place, operation, ticks);
    }

    private void Count(int place, ulong operation, long utcTicks)
    {
        if (sink.First(operation, utcTicks))
            sink.Add(place, utcTicks);
    }
}
