using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Bench;

/// <summary>
/// The speed of reading gz logs into merged roll-ups, just as a scan does it (importer, recognition, hash of each file, roll-ups
/// merged), as a share of inflating the same files alone with the same threads in the same process; the best of several rounds each,
/// taken in turn, in processor time, which other programs on the machine disturb least. Peers over the same files beside it.
/// </summary>
internal static class ReaderRatio
{
    private const int Rounds = 4;

    public static int Run(string folder, int threads)
    {
        var bySource = Directory.EnumerateFiles(folder, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).GroupBy(SourceOf).ToList();
        foreach (var source in bySource)
        {
            if (source.Key is { } name)
                Compare(name, [.. source], threads);
        }

        Print($"peak memory of all of it {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:f0} MB");
        var trails = bySource.Find(s => s.Key == "CloudTrail log")?.ToArray() ?? [];
        if (trails.Length > 0 && Environment.GetEnvironmentVariable("AMBIT_BENCH_PEERS") != "0")
            Peers.Run(trails, threads);
        return 0;
    }

    private static void Compare(string name, string[] files, int threads)
    {
        var bytes = Inflate(files, threads);
        (double Processor, double Wall) inflate = (double.MaxValue, double.MaxValue), read = inflate;
        UsageRollup rollup = new(new EventMemory());
        var memory = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            inflate = Better(inflate, Measured(() => Inflate(files, threads)));
            read = Better(read, Measured(() => rollup = Read(files, threads)));
            memory = Math.Max(memory, Environment.WorkingSet);
        }

        Print($"{name}: {files.Length} files, {files.Sum(f => new FileInfo(f).Length) / 1e6:f0} MB packed, {bytes / 1e6:f0} MB of JSON, {rollup.Events:n0} events, {rollup.Rows().Count():n0} roll-ups, {threads} threads");
        Print($"  inflating alone  {inflate.Processor:f2} s of processor, {inflate.Wall:f2} s  {bytes / 1e6 / inflate.Wall:f0} MB/s");
        Print($"  reading          {read.Processor:f2} s of processor, {read.Wall:f2} s  {bytes / 1e6 / read.Wall:f0} MB/s  {rollup.Events / read.Wall:n0} events/s");
        Print($"  reading at {inflate.Processor / read.Processor:p0} of the speed of inflating alone (by the clock {inflate.Wall / read.Wall:p0}); working set {memory / 1e6:f0} MB");
    }

    /// <summary>The format of a log, null where a file is none.</summary>
    private static string? SourceOf(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var head = new byte[1 << 16];
        var length = gzip.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return new Clouds().LogFormats.FirstOrDefault(f => f.Recognises(head.AsSpan(0, length), Path.GetFileName(path)))?.Name;
    }

    private static long Inflate(string[] files, int threads)
    {
        var next = -1;
        long sum = 0;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var buffer = new byte[1 << 20];
            for (var i = Interlocked.Increment(ref next); i < files.Length; i = Interlocked.Increment(ref next))
            {
                using var gzip = new GZipStream(File.OpenRead(files[i]), CompressionMode.Decompress);
                while (gzip.Read(buffer) is > 0 and var read)
                    Interlocked.Add(ref sum, read);
            }
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return sum;
    }

    private static UsageRollup Read(string[] files, int threads)
    {
        var memory = new EventMemory();
        var rollups = new List<UsageRollup>();
        UsageRollup Sink()
        {
            var rollup = new UsageRollup(memory);
            lock (rollups)
                rollups.Add(rollup);
            return rollup;
        }

        var clouds = new Clouds();
        var result = new Importer(clouds.ExportFormats, clouds.LogFormats).Import(new Files(files), new ImportOptions(Sink) { Threads = threads }, CancellationToken.None);
        if (result.Recognised != files.Length || result.Errors.Count > 0)
            throw new InvalidDataException($"{result.Recognised} of {files.Length} files were read, with {result.Errors.Count} errors");
        var all = rollups[0];
        foreach (var other in rollups.Skip(1))
            all.Add(other);
        return all;
    }

    private static (double Processor, double Wall) Measured(Action work)
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        work();
        return ((Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds, watch.Elapsed.TotalSeconds);
    }

    private static (double, double) Better((double Processor, double Wall) a, (double Processor, double Wall) b) => (Math.Min(a.Processor, b.Processor), Math.Min(a.Wall, b.Wall));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Files(string[] paths) : IInputSource
    {
        IEnumerable<InputFile> IInputSource.Files(CancellationToken cancellation) =>
            paths.Select(p => new InputFile(p, InputFile.Split(p), new FileInfo(p).Length, () => File.OpenRead(p)));
    }
}
