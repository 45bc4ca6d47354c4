using System.Diagnostics;
using System.Globalization;
using Ambit.Aws.Catalogue;

namespace Ambit.Bench;

/// <summary>
/// How long commands take that need no aggregate, process start included, beside a program that only starts (<c>--version</c>), and
/// the catalogue's first load: <c>dotnet run -c Release --project bench -- start bin/ambit STORE</c>, STORE made by
/// <c>bin/ambit scan samples/estate --store STORE</c>.
/// </summary>
internal static class StartTimes
{
    private const int Rounds = 21;

    private static readonly string[][] Commands =
    [
        ["--version"], ["snapshot", "list"], ["can", "arn:aws:iam::430000000030:role/developer", "s3:GetObject"], ["can", "developer", "s3:GetObject"],
        ["what-can", "arn:aws:iam::430000000030:role/developer", "--action", "s3:*"], ["findings"],
    ];

    public static int Run(string ambit, string store)
    {
        var loading = Stopwatch.StartNew();
        var actions = AwsCatalogue.Current.Count;
        Print($"catalogue: {actions} actions, first load {loading.Elapsed.TotalMilliseconds:0} ms in this process (not compiled ahead)");
        foreach (var command in Commands)
        {
            IReadOnlyList<string> words = command is ["--version"] ? command : [.. command, "--store", store];
            var times = Enumerable.Range(0, Rounds).Select(_ => Time(ambit, words)).Order().ToList();
            if (times[0] < 0)
                return 1;
            Print($"{string.Join(' ', command),-70} median {times[Rounds / 2]:0} ms, least {times[0]:0} ms");
        }

        return 0;
    }

    private static double Time(string ambit, IReadOnlyList<string> words)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(ambit, words) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
        if (process is null)
            return -1;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds : -1;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
