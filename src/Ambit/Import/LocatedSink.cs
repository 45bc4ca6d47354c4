using Ambit.Usage;

namespace Ambit.Import;

/// <summary>Passes events on, and keeps what could not be read with the file it was in.</summary>
internal sealed class LocatedSink(IUsageSink inner, FileReport report, string path, long linesBefore) : IUsageSink
{
    public void Add(in UsageEvent use) => inner.Add(use);

    public void Count(string cloud, string scope, string region, string kind, DateTimeOffset time) => inner.Count(cloud, scope, region, kind, time);

    public int Kind(in UsageKey key) => inner.Kind(key);

    public int Place(int kind, string? resource) => inner.Place(kind, resource);

    public int Place(int kind, ReadOnlySpan<byte> resource) => inner.Place(kind, resource);

    public void Add(int place, long utcTicks) => inner.Add(place, utcTicks);

    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<long> utcTicks) => inner.Add(places, utcTicks);

    public DayTally Logged(in LogKey key) => inner.Logged(key);

    public bool First(ulong fingerprint, long utcTicks) => inner.First(fingerprint, utcTicks);

    public void AddLater(ulong fingerprint, ulong order, int place, long utcTicks) => inner.AddLater(fingerprint, order, place, utcTicks);

    public void First(ReadOnlySpan<ulong> fingerprints, ReadOnlySpan<long> utcTicks, Span<bool> first) => inner.First(fingerprints, utcTicks, first);

    public void Same(string cloud, string alias, string principal) => inner.Same(cloud, alias, principal);

    public T Keep<T>(Func<T> make)
        where T : class => inner.Keep(make);

    public void Unmapped(string cloud, string eventSource, string eventName) => inner.Unmapped(cloud, eventSource, eventName);

    public void Bad(long? line, string message) => report.Bad(path, line + linesBefore, message);
}
