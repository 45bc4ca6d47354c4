using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Ambit.Bench;

/// <summary>What others need for the same logs: DuckDB in process, and jq, each counting who called what.</summary>
internal static class Peers
{
    public static void Run(string[] files, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("ambit-bench");
        try
        {
            for (var i = 0; i < files.Length; i++)
                File.CreateSymbolicLink(Path.Combine(folder.FullName, $"{i:d6}.json.gz"), files[i]);
            Duck(folder.FullName, threads);
            Jq(folder.FullName, threads);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Duck(string folder, int threads)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = {threads}; SET memory_limit = '4GB'";
        command.ExecuteNonQuery();

        // Only what is asked for is read: DuckDB need not guess the type of every member.
        command.CommandText = $$"""
            SELECT count(*), sum(n)::BIGINT FROM (SELECT r.userIdentity.arn, r.eventSource, r.eventName, count(*) n FROM (SELECT unnest(Records) r FROM read_json('{{folder}}/*.gz', maximum_object_size = 268435456,
                columns = {Records: 'STRUCT(userIdentity STRUCT(arn VARCHAR), eventSource VARCHAR, eventName VARCHAR)[]'})) GROUP BY ALL)
            """;
        var watch = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        using var reader = command.ExecuteReader();
        reader.Read();
        Print($"DuckDB read_json   {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:f2} s of processor, {watch.Elapsed.TotalSeconds:f2} s, {reader.GetInt64(1):n0} events in {reader.GetInt64(0):n0} groups");
    }

    private static void Jq(string folder, int threads)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var script = $"find '{folder}' -name '*.gz' -print0 | xargs -0 -P {threads} -n 16 sh -c 'zcat \"$@\" | jq -c \".Records[] | [.userIdentity.arn, .eventSource, .eventName]\" | sort | uniq' sh | sort | uniq | wc -l";
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"time -p sh -c {Quoted(script)}"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var groups = process.StandardOutput.ReadToEnd().Trim();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            Print($"jq                 {watch.Elapsed.TotalSeconds:f2} s, {groups} groups");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Print($"jq                 is not installed");
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
