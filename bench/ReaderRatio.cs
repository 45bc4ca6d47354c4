using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Ambit.Aws.CloudTrail;
using Ambit.Usage;

namespace Ambit.Bench;

/// <summary>
/// The speed of reading CloudTrail's gz files into roll-ups, as a share of inflating the same files alone with the same threads in
/// the same process; the better of several rounds each, taken in turn. DuckDB's and jq's time over the same files beside it, where
/// the programs are there.
/// </summary>
internal static class ReaderRatio
{
    private const int Rounds = 3;

    public static int Run(string folder, int threads)
    {
        var files = Directory.EnumerateFiles(folder, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var bytes = Inflate(files, threads);
        double inflate = double.MaxValue, read = double.MaxValue;
        long events = 0;
        for (var round = 0; round < Rounds; round++)
        {
            inflate = Math.Min(inflate, Seconds(() => Inflate(files, threads)));
            read = Math.Min(read, Seconds(() => events = Read(files, threads)));
        }

        Print($"{files.Length} files, {bytes / 1e6:f0} MB of JSON, {events:n0} events, {threads} threads");
        Print($"inflate alone  {inflate:f2} s  {bytes / 1e6 / inflate:f0} MB/s");
        Print($"Ambit          {read:f2} s  {bytes / 1e6 / read:f0} MB/s  {events / read:n0} events/s  {inflate / read:p0} of inflating alone");
        Print($"peak memory    {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:f0} MB");
        if (Environment.GetEnvironmentVariable("NOPEER") is null) Peer("jq", "sh", ["-c", "find \"$1\" -name '*.gz' | xargs zcat | jq -c '.Records[] | [.userIdentity.arn, .eventSource, .eventName]' | sort | uniq -c | wc -l", "sh", folder], read);
        if (Environment.GetEnvironmentVariable("NOPEER") is null) Peer("duckdb", "duckdb", ["-c", $"SELECT count(*) FROM (SELECT r.userIdentity.arn, r.eventSource, r.eventName, count(*) FROM (SELECT unnest(Records) r FROM read_json('{folder}/**/*.gz', maximum_object_size=268435456)) GROUP BY ALL)"], read);
        return 0;
    }

    private static long Inflate(string[] files, int threads) => Together(files, threads, () => new byte[1 << 20], (path, buffer) =>
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        long sum = 0;
        while (gzip.Read(buffer) is > 0 and var read)
            sum += read;
        return sum;
    });

    private static long Read(string[] files, int threads)
    {
        var memory = new EventMemory();
        var log = new CloudTrailLog();
        var rollups = new List<UsageRollup>();
        Together(files, threads, () =>
        {
            var rollup = new UsageRollup(memory);
            lock (rollups)
                rollups.Add(rollup);
            return rollup;
        }, (path, rollup) =>
        {
            using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            log.Read(gzip, path, rollup, CancellationToken.None);
            return 0;
        });
        return rollups.Sum(r => r.Events);
    }

    private static long Together<T>(string[] files, int threads, Func<T> state, Func<string, T, long> each)
    {
        var next = -1;
        long sum = 0;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var own = state();
            for (var i = Interlocked.Increment(ref next); i < files.Length; i = Interlocked.Increment(ref next))
                Interlocked.Add(ref sum, each(files[i], own));
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return sum;
    }

    private static double Seconds(Action work)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Peer(string name, string program, string[] words, double ours)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, UseShellExecute = false })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
                Print($"{name,-14} {watch.Elapsed.TotalSeconds:f2} s  {watch.Elapsed.TotalSeconds / ours:f1} times ours");
            else
                Print($"{name,-14} failed");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Print($"{name,-14} is not installed");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
