using System.Globalization;
using Ambit.Import;
using Ambit.Usage;
using Spectre.Console;

namespace Ambit.Cli.Scanning;

/// <summary>
/// Tells how far reading is, on standard error: a bar on a terminal, elsewhere a plain line now and then, so that a short scan in a
/// pipe says nothing and a long one in a job shows that it lives. Called from the threads that read.
/// </summary>
/// <param name="world">Where it is told.</param>
/// <param name="every">Seconds between two lines where there is no terminal, 0 for silence everywhere; null for 30.</param>
internal sealed class ReadProgress(World world, int? every)
{
    private readonly TimeSpan _every = TimeSpan.FromSeconds(every ?? 30);

    private readonly Lock _lock = new();
    private readonly long _began = world.Time.GetTimestamp();
    private readonly Dictionary<int, (UsageRollup Rollup, long Events)> _followed = [];
    private TimeSpan _told;
    private ProgressTask? _bar;

    /// <summary>Records read so far.</summary>
    public long Events
    {
        get
        {
            lock (_lock)
                return _followed.Values.Sum(f => f.Events);
        }
    }

    /// <summary>Does the work under a bar where there is a terminal to draw one on.</summary>
    public T Watch<T>(Func<T> work)
    {
        if (!world.ErrorIsTerminal || every == 0)
            return work();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(world.Error) });
        return console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                _bar = context.AddTask("reading");
                return work();
            });
    }

    /// <summary>Follows the events that the calling thread will read. A roll-up is looked at by its own thread only.</summary>
    public void Follow(UsageRollup rollup)
    {
        lock (_lock)
            _followed[Environment.CurrentManagedThreadId] = (rollup, 0);
    }

    /// <summary>Takes the importer's word after each file.</summary>
    public void Report(ImportProgress progress)
    {
        lock (_lock)
        {
            if (_followed.TryGetValue(Environment.CurrentManagedThreadId, out var mine))
                _followed[Environment.CurrentManagedThreadId] = (mine.Rollup, mine.Rollup.Events);
            var elapsed = world.Time.GetElapsedTime(_began);
            if (_bar is not null)
                Draw(_bar, progress, elapsed);
            else if (every != 0 && elapsed - _told >= _every)
                Tell(progress, elapsed);
        }
    }

    /// <summary>Says that reading is over and the store is written.</summary>
    public void Storing()
    {
        lock (_lock)
        {
            if (_bar is not null)
                _bar.Description = "storing";
        }
    }

    private void Draw(ProgressTask bar, ImportProgress progress, TimeSpan elapsed)
    {
        bar.MaxValue = Math.Max(1, progress.BytesFound);
        bar.Value = progress.Bytes;
        bar.Description = Markup.Escape(Line(progress, elapsed));
    }

    private void Tell(ImportProgress progress, TimeSpan elapsed)
    {
        _told = elapsed;
        var left = progress.Bytes == 0 ? "" : $", {Math.Ceiling(elapsed.TotalSeconds * (progress.BytesFound - progress.Bytes) / progress.Bytes):0} s left";
        world.Error.WriteLine($"reading: {Line(progress, elapsed)}{left}");
    }

    private string Line(ImportProgress progress, TimeSpan elapsed)
    {
        var events = _followed.Values.Sum(f => f.Events);
        var rate = events / Math.Max(0.001, elapsed.TotalSeconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Files} of {progress.FilesFound} files, {progress.Bytes >> 20} of {progress.BytesFound >> 20} MB{(events > 0 ? $", {events:N0} events, {rate:N0}/s" : "")}");
    }
}
