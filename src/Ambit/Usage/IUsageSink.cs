namespace Ambit.Usage;

/// <summary>Where a log reader puts what it read. One sink a thread; sinks are merged afterwards.</summary>
public interface IUsageSink
{
    /// <summary>Adds one permission that was exercised or tried.</summary>
    void Add(in UsageEvent use);

    /// <summary>Counts one log record (whatever became of it) for <c>counts.events</c> and coverage.</summary>
    /// <param name="cloud">The cloud's name.</param>
    /// <param name="scope">The account, tenant, project or cluster whose log it is.</param>
    /// <param name="region">Where, empty for none.</param>
    /// <param name="kind">management, data, signIn, activity, audit …</param>
    /// <param name="time">When it happened.</param>
    void Count(string cloud, string scope, string region, string kind, DateTimeOffset time);

    /// <summary>Whether an event with this identity was not seen before; a second delivery of the same event is false.</summary>
    bool First(UInt128 eventHash);

    /// <summary>Counts an event that maps to no permission and is none of the calls that need none.</summary>
    void Unmapped(string cloud, string eventSource, string eventName);

    /// <summary>Reports one record that could not be read; the rest of the file goes on.</summary>
    void Bad(long? line, string message);
}
