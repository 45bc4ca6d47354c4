namespace Ambit.Usage;

/// <summary>Where a log reader puts what it read. One sink a thread; sinks are merged afterwards.</summary>
public interface IUsageSink
{
    /// <summary>Adds one permission that was exercised or tried.</summary>
    void Add(in UsageEvent use)
    {
        var kind = Kind(new UsageKey(use.Cloud, use.Principal, use.Action, null, use.Context, use.Outcome, use.Basis, use.Source));
        Add(Place(kind, use.Resource), use.Time.UtcTicks);
    }

    /// <summary>The number of a kind of use: a key whose resource is left out. It stays the same for this sink.</summary>
    int Kind(in UsageKey key);

    /// <summary>The number of the place where uses of a kind on a resource are counted, for readers that meet it again and again and keep it at hand.</summary>
    /// <param name="kind">A number that <see cref="Kind"/> gave.</param>
    /// <param name="resource">The resource, null where the log names none.</param>
    int Place(int kind, string? resource);

    /// <summary>The same for a resource in UTF-8, empty where the log names none.</summary>
    int Place(int kind, ReadOnlySpan<byte> resource);

    /// <summary>Counts one use.</summary>
    /// <param name="place">A number that <see cref="Place"/> gave.</param>
    /// <param name="utcTicks">When, in ticks of UTC.</param>
    void Add(int place, long utcTicks);

    /// <summary>Counts several uses; faster than one by one where there are many places.</summary>
    /// <param name="places">Numbers that <see cref="Place"/> gave.</param>
    /// <param name="utcTicks">When each was, in ticks of UTC.</param>
    void Add(ReadOnlySpan<int> places, ReadOnlySpan<long> utcTicks);

    /// <summary>Counts one log record (whatever became of it) for <c>counts.events</c> and coverage.</summary>
    /// <param name="cloud">The cloud's name.</param>
    /// <param name="scope">The account, tenant, project or cluster whose log it is.</param>
    /// <param name="region">Where, empty for none.</param>
    /// <param name="kind">management, data, signIn, activity, audit …</param>
    /// <param name="time">When it happened.</param>
    void Count(string cloud, string scope, string region, string kind, DateTimeOffset time) => Logged(new LogKey(cloud, scope, region, kind)).Add(time);

    /// <summary>The tally of the records of one log, for readers that keep it at hand.</summary>
    DayTally Logged(in LogKey key);

    /// <summary>Whether an event with this identity was not seen before; a second delivery of the same event is false. Shared by all threads.</summary>
    /// <param name="eventHash">A hash over what makes the event itself: its id and enough of its content.</param>
    /// <param name="time">When it happened: copies of an event carry the same time.</param>
    bool First(UInt128 eventHash, DateTimeOffset time) => First((ulong)(eventHash >> 64) ^ (ulong)eventHash, time.UtcTicks);

    /// <summary>Whether an event with this identity was not seen before, for readers that make 64 bits of it themselves.</summary>
    /// <param name="fingerprint">A hash over what makes the event itself, the same in every scan.</param>
    /// <param name="utcTicks">When it happened, in ticks of UTC.</param>
    bool First(ulong fingerprint, long utcTicks);

    /// <summary>
    /// Counts one use of an event that others may tell as well and better (each of two accounts logs a call between them): when all is
    /// read, the copy of the lowest order counts, unless <see cref="First(ulong, long)"/> has met the event itself by then. So it does
    /// not matter which thread came first.
    /// </summary>
    /// <param name="fingerprint">What all copies have in common.</param>
    /// <param name="order">Which copy counts; two copies have different ones.</param>
    /// <param name="place">A number that <see cref="Place"/> gave.</param>
    /// <param name="utcTicks">When, in ticks of UTC.</param>
    void AddLater(ulong fingerprint, ulong order, int place, long utcTicks);

    /// <summary>Whether it is the first time for each of several events, in their order; faster than one by one.</summary>
    /// <param name="fingerprints">Hashes over what makes each event itself.</param>
    /// <param name="utcTicks">When each happened, in ticks of UTC; of one day as a rule.</param>
    /// <param name="first">The answers.</param>
    void First(ReadOnlySpan<ulong> fingerprints, ReadOnlySpan<long> utcTicks, Span<bool> first);

    /// <summary>Says that a log names a principal in two ways: by a unique id (<c>AROA…</c>) or a session's key, and by its canonical id.</summary>
    void Same(string cloud, string alias, string principal);

    /// <summary>Counts an event that maps to no permission and is none of the calls that need none.</summary>
    void Unmapped(string cloud, string eventSource, string eventName);

    /// <summary>Reports one record that could not be read; the rest of the file goes on.</summary>
    void Bad(long? line, string message);

    /// <summary>What a reader keeps from file to file on this thread: interned names, tallies at hand. Made on first demand, one a type.</summary>
    T Keep<T>(Func<T> make)
        where T : class;
}
