using System.CommandLine;
using Ambit.Access;
using Ambit.Store;
using Ambit.Usage;

namespace Ambit.Cli;

/// <summary>
/// What a command that asks needs: the store, the newest snapshot opened by every cloud, and what counts as now. Opening
/// touches SQLite alone; usage loads DuckDB only when it is asked for.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly TimeProvider _time;
    private readonly Clouds _clouds = new();
    private OpenedEstate? _estate;

    private Session(AmbitStore store, Snapshot snapshot, DateTimeOffset? asOf, int days, TimeProvider time, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _time = time;
        Store = store;
        Snapshot = snapshot;
        Now = asOf ?? NowOf(store, snapshot, time);
        Window = UsageWindow.Before(Now, days);
    }

    /// <summary>The store.</summary>
    public AmbitStore Store { get; }

    /// <summary>The snapshot that is asked: the newest.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>Its estate, opened on first use.</summary>
    public OpenedEstate Estate => _estate ??= Open(Snapshot);

    /// <summary>What counts as now: <c>--as-of</c>, else the newest of the exports' collection and the logs' last event.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The window that "used" is asked of.</summary>
    public UsageWindow Window { get; }

    /// <summary>What was used.</summary>
    public IUsageStore Usage => Store.Usage;

    /// <summary>Opens the store that the options name, and its newest snapshot.</summary>
    /// <exception cref="UnknownNameException">There is no store, or no snapshot in it.</exception>
    public static Session Open(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var folder = CommonOptions.StoreFolder(world, parsed);
        if (!AmbitStore.Exists(folder))
            throw new UnknownNameException($"no store at `{folder}`; `ambit scan PATH` makes one");
        _ = Task.Run(new Clouds().Prepare, cancellation);
        var store = AmbitStore.OpenToRead(folder, world.Time);
        try
        {
            var snapshot = store.Snapshots.Latest() ?? throw new UnknownNameException($"the store at `{folder}` holds no snapshot yet; `ambit scan PATH` makes one");
            return new Session(store, snapshot, parsed.GetValue(CommonOptions.AsOf), parsed.GetValue(CommonOptions.Days), world.Time, cancellation);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What counts as now where nobody says: old exports give answers of their own time. An event dated in the future moves nothing.
    /// </summary>
    public static DateTimeOffset NowOf(AmbitStore store, Snapshot snapshot, TimeProvider time)
    {
        var clock = time.GetUtcNow();
        var newest = store.Usage.LastEvent(clock) ?? DateTimeOffset.MinValue;
        if (snapshot.CollectedAt is { } collected && collected > newest && collected <= clock)
            newest = collected;
        return newest == DateTimeOffset.MinValue ? clock : newest;
    }

    /// <summary>The estate of another snapshot.</summary>
    public OpenedEstate Open(Snapshot snapshot) => _clouds.Open(Store.Snapshots.Load(snapshot, null, _cancellation));

    /// <summary>Finds the one identity that a name means, and opens no cloud that cannot know it.</summary>
    /// <exception cref="UnknownNameException">None or several; the message lists the several.</exception>
    public (ICloudEstate Cloud, string Id) Resolve(string name)
    {
        if (_estate is null && _clouds.All.FirstOrDefault(c => c.Claims(name)) is { } claiming
            && _clouds.Open(Store.Snapshots.Load(Snapshot, claiming.Name, _cancellation)) is { Clouds: [var cloud] } && cloud.Access.Resolve(name) is [var id])
            return (cloud, id);
        return Estate.Resolve(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
