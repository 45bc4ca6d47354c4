using System.CommandLine;
using System.Text.Json;
using Ambit.Escalation;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit cut</c>: the fewest permission removals that break every way to a target.</summary>
internal sealed class CutCommand : ICliCommand
{
    private const int MostSteps = 200_000;
    private const int MostPaths = 1000;

    public IReadOnlyList<string> Examples =>
    [
        "ambit cut --to admin",
        "ambit cut --from developer --to admin",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("cut", "the fewest permission removals that break every path to the target, those that nobody uses first")
        {
            EscalationQuestion.FromOption, EscalationQuestion.ToOption, EscalationQuestion.RulesOption, CommonOptions.Json,
        }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private static int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var question = EscalationQuestion.Of(world, parsed, session.Estate, "admin");

        var starts = question.Held ? [] : question.Starts();
        var graph = question.Graph(PathLabels.None, cancellation);
        var before = Count(graph, starts, question.Goals(graph));
        var use = new GrantUse(session, cancellation);
        var cut = new CutPlanner(question.Facts, question.Rules, question.Targets(PathLabels.None)).Plan(starts, question.Goals, use.Used, MostSteps, cancellation);
        List<IEscalationFacts> rest = [.. question.Facts.Select(f => f.Without(cut.Removals))];
        var left = new EscalationAnalysis(rest, question.Rules, question.Targets(PathLabels.None)).Graph(starts, cancellation);
        var after = Count(left, starts, question.Goals(left));
        var removals = cut.Removals.Select(g => new CutRemoval(g, use.Used(g), before.Count(p => p.Hops.Any(h => h.Needs.Any(n => n.Sides.Any(s => s.Any(x => x.Key == g.Key))))))).ToList();
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => WriteJson(json, question.To!, removals, before.Count, after.Count, cut));
        else
            PrintTable(world, removals, before.Count, after.Count, cut);
        return ExitCode.Fine;
    }

    private static List<EscalationPath> Count(EscalationGraph graph, IReadOnlyList<string> starts, IReadOnlyCollection<string> goals)
    {
        var search = new PathSearch(graph);
        return [.. starts.SelectMany(s => search.All(s, goals, Math.Max(1, MostPaths / starts.Count)))];
    }

    private static void WriteJson(Utf8JsonWriter json, string target, List<CutRemoval> removals, int before, int after, Cut cut)
    {
        json.WriteStartObject();
        json.WriteString("target", target);
        json.WriteObjects("removals", removals.GroupBy(r => (r.Grant.Holder, r.Grant.Policy, r.Grant.Index)), (json, group) =>
        {
            json.WriteString("principal", group.Key.Holder);
            json.WriteString("policy", group.Key.Policy);
            json.WriteNumber("index", group.Key.Index);
            json.WriteStrings("permissions", group.Select(r => r.Grant.Permission));
            json.WriteBoolean("usedInWindow", group.Any(r => r.Used));
            json.WriteNumber("breaks", group.Max(r => r.Breaks));
        });
        json.WriteNumber("pathsBefore", before);
        json.WriteNumber("pathsAfter", after);
        json.WriteBoolean("optimal", cut.Optimal);
        json.WriteEndObject();
    }

    private static void PrintTable(World world, List<CutRemoval> removals, int before, int after, Cut cut)
    {
        if (before == 0)
        {
            world.Out.WriteLine("no path: nothing to cut");
            return;
        }

        if (!cut.Possible)
        {
            world.Out.WriteLine("no removal of permissions closes every path: one of them rests on nothing that can be taken away");
            return;
        }

        var table = new TableOutput("HOLDER", "POLICY", "STATEMENT", "REMOVE", "USED", "BREAKS");
        foreach (var removal in removals)
            table.Row(removal.Grant.Holder, removal.Grant.Policy, removal.Grant.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), removal.Grant.Permission, removal.Used ? "yes" : "no", removal.Breaks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        table.Print(world);
        world.Out.WriteLine($"paths before {before}, after {after}; {(cut.Optimal ? "nothing cheaper does" : "a cheaper cut may exist")}");
    }
}
