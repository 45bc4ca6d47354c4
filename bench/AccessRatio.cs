using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ambit.Access;
using Ambit.Aws.Access;

namespace Ambit.Bench;

/// <summary>
/// Decisions against the peer on the same two requests, one after the other in one run: npm's <c>@cloud-copilot/iam-simulate</c>,
/// installed in <c>bench/peers/iam-simulate</c>. Processor time on both sides, so that a busy machine disturbs little.
/// </summary>
internal static partial class AccessRatio
{
    public static int Run(string? peer)
    {
        var world = new AwsWorld(AccessEstate.Of(0));
        var simple = world.Find(AccessEstate.Simple)!;
        var heavy = world.Find(AccessEstate.Heavy)!;
        var context = world.Context(("aws:RequestedRegion", "eu-west-1"));
        var rates = new Dictionary<string, double>
        {
            ["simple"] = Rate("simple", () => world.Decide(simple, "s3:GetObject", "arn:aws:s3:::data/a.txt", context)),
            ["heavy"] = Rate("heavy", () => world.Decide(heavy, "s3:PutObject", "arn:aws:s3:::data/a.txt", context)),
        };
        Once("what-can, all actions", () => world.Actions(heavy).Allowed.Length);
        var access = new AwsAccess(AccessEstate.Of(0));
        Once("what-can, entitlements", () => access.WhatCan(AccessEstate.Heavy, null).Actions.Count);
        var many = new AwsAccess(AccessEstate.Of(10_000));
        Once("who-can, 10,000 roles", () => many.WhoCan("s3:GetObject", "arn:aws:s3:::data-40/a.txt", AccessRequest.NoContext, roots: false).Count);
        if (peer is not null)
            Compare(peer, rates);
        return 0;
    }

    private static double Rate(string name, Func<Outcome> decide)
    {
        for (var until = Stopwatch.GetTimestamp() + Stopwatch.Frequency; Stopwatch.GetTimestamp() < until;)
            decide();
        const int rounds = 1_000_000;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Cpu();
        for (var i = 0; i < rounds; i++)
            decide();
        var seconds = (Cpu() - began).TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine($"{name,-24} {decide()} {rounds / seconds:N0} decisions/s, {(double)bytes / rounds:0.###} bytes each");
        return rounds / seconds;
    }

    /// <summary>The median of many, in milliseconds of processor time.</summary>
    private static void Once(string name, Func<int> ask)
    {
        for (var until = Stopwatch.GetTimestamp() + Stopwatch.Frequency; Stopwatch.GetTimestamp() < until;)
            ask();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var times = new List<double>();
        for (var i = 0; i < 41; i++)
        {
            var began = Cpu();
            ask();
            times.Add((Cpu() - began).TotalMilliseconds);
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        times.Sort();
        Console.WriteLine($"{name,-24} {times[20]:0.00} ms (best {times[0]:0.00}), {bytes / 41 / 1024:N0} KiB each");
    }

    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    private static void Compare(string folder, Dictionary<string, double> rates)
    {
        var start = new ProcessStartInfo("node", "run.mjs") { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var node = Process.Start(start)!;
        while (node.StandardOutput.ReadLine() is { } line)
        {
            Console.WriteLine(line);
            if (Line().Match(line) is { Success: true } m)
                Console.WriteLine($"  {m.Groups[1].Value}: {rates[m.Groups[1].Value] / double.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture):0.0} times its {m.Groups[2].Value}");
        }
        node.WaitForExit();
    }

    [GeneratedRegex(@"^(simple|heavy), (core|public API) +\S+ (\d+) ")]
    private static partial Regex Line();
}
