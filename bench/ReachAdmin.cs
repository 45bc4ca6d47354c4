using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ambit.Escalation;

namespace Ambit.Bench;

/// <summary>
/// "Who reaches admin" in a graph of a million nodes and ten million edges, against networkx on the same graph in the same run:
/// <c>dotnet run -c Release --project bench -- reach-admin [NODES EDGES]</c>. Node 0 is the administration.
/// </summary>
internal static class ReachAdmin
{
    public static int Run(int nodes, int edges)
    {
        var (from, to) = World(nodes, edges);
        var built = Stopwatch.StartNew();
        var backward = Digraph.Of(nodes, to, from);
        built.Stop();
        var best = TimeSpan.MaxValue;
        var reached = 0;
        for (var round = 0; round < 5; round++)
        {
            var asked = Stopwatch.StartNew();
            var distances = backward.Distances([0]);
            asked.Stop();
            reached = distances.AsSpan().Length - distances.AsSpan().Count(-1) - 1;
            best = asked.Elapsed < best ? asked.Elapsed : best;
        }

        Print($"nodes {nodes}, edges {edges}; built in {built.Elapsed.TotalSeconds:0.000} s; {reached} reach admin, answered in {best.TotalSeconds:0.000} s");
        return Peer(from, to, reached, best);
    }

    /// <summary>A repeatable world: most identities have a few ways on, some have hundreds.</summary>
    private static (int[] From, int[] To) World(int nodes, int edges)
    {
        var state = 0x9E3779B97F4A7C15UL;
        uint Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (uint)(state >> 32);
        }

        var (from, to) = (new int[edges], new int[edges]);
        for (var e = 0; e < edges; e++)
        {
            from[e] = (int)(Next() % (uint)nodes);
            to[e] = (int)(Next() % (uint)nodes);
        }

        return (from, to);
    }

    private static int Peer(int[] from, int[] to, int reached, TimeSpan own)
    {
        var file = Path.GetTempFileName();
        try
        {
            var pairs = new int[from.Length * 2];
            for (var e = 0; e < from.Length; e++)
                (pairs[2 * e], pairs[(2 * e) + 1]) = (from[e], to[e]);
            File.WriteAllBytes(file, MemoryMarshal.AsBytes(pairs.AsSpan()).ToArray());
            var script = Path.Combine(AppContext.BaseDirectory, "peers", "reach_admin.py");
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, file]) { RedirectStandardOutput = true, UseShellExecute = false });
            if (python is null)
                return 1;
            var answer = python.StandardOutput.ReadToEnd().Split(' ');
            python.WaitForExit();
            if (python.ExitCode != 0 || answer.Length < 2)
            {
                Print($"networkx is not there (apt-get install python3-networkx); no ratio");
                return 1;
            }

            var theirs = double.Parse(answer[1], CultureInfo.InvariantCulture);
            Print($"networkx: {answer[0]} reach admin, answered in {theirs:0.000} s; ratio {theirs / own.TotalSeconds:0}");
            return int.Parse(answer[0], CultureInfo.InvariantCulture) == reached ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
