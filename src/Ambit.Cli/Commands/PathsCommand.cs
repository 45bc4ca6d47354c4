using Ambit.Cli.Reports;
using System.CommandLine;
using Ambit.Escalation;
using Ambit.Findings;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit paths</c>: who can become whom, and how.</summary>
internal sealed class PathsCommand : ICliCommand
{
    private const int MostWays = 50;

    private static readonly Option<bool> Shortest = new("--shortest") { Description = "only the best way of each pair" };

    private static readonly Option<string> Format = FormatOption();

    public IReadOnlyList<string> Examples =>
    [
        "ambit paths --to admin",
        "ambit paths --from developer --to admin",
        "ambit paths --to arn:aws:s3:::acme-ledger --format opengraph",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("paths", "who can become whom: every way up, step by step, with the statements that allow it")
        {
            EscalationQuestion.FromOption, EscalationQuestion.ToOption, Shortest, Format, EscalationQuestion.RulesOption, CommonOptions.Json,
        }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private static int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var question = EscalationQuestion.Of(world, parsed, session.Estate);

        var labels = EscalationLabels.Of(world, parsed, session);
        var paths = question.Held ? [] : Paths(question, labels, parsed.GetValue(Shortest), cancellation);
        if (question.OnlyToPower)
            world.Error.WriteLine("in an estate this large only each start's best way to an administration and its ways to sensitive resources are listed; --from or --to lists more");
        var format = parsed.GetValue(CommonOptions.Json) ? "json" : parsed.GetValue(Format);
        switch (format)
        {
            case "json":
                JsonOutput.Print(world, json =>
                {
                    json.WriteStartObject();
                    json.WriteStartArray("paths");
                    foreach (var path in paths)
                        PathJson.Write(json, path, labels, question.IsResource);
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                break;
            case "opengraph":
                JsonOutput.Print(world, json => OpenGraph.Write(json, paths, session.Estate));
                break;
            default:
                PrintTable(world, paths, labels);
                break;
        }

        return ExitCode.Fine;
    }

    private static IReadOnlyList<EscalationPath> Paths(EscalationQuestion question, PathLabels labels, bool shortest, CancellationToken cancellation)
    {
        var graph = question.Graph(labels, cancellation);
        if (question.To is null)
            return Sorted(PathListing.Of(graph, question.Facts, question.Starts(), labels, question.OnlyToPower), labels);
        var search = new PathSearch(graph);
        var goals = question.Goals(graph);
        var most = shortest || question.From is null ? 1 : MostWays;
        var paths = most == 1 ? search.Best(question.Starts(), goals) : question.Starts().SelectMany(s => search.All(s, goals, most));
        return Sorted(paths.Where(p => !question.ToAdmin || !question.Facts.Any(f => f.Administers(p.From) is not null)), labels);
    }

    private static List<EscalationPath> Sorted(IEnumerable<EscalationPath> paths, PathLabels labels) =>
        [.. paths.OrderByDescending(p => PathSeverity.Of(p, labels)).ThenBy(p => p.Certain ? 0 : 1).ThenBy(p => p.Hops.Count).ThenBy(p => p.From, StringComparer.Ordinal).ThenBy(p => p.To, StringComparer.Ordinal)];

    private static void PrintTable(World world, IReadOnlyList<EscalationPath> paths, PathLabels labels)
    {
        if (paths.Count == 0)
        {
            world.Out.WriteLine("no path");
            return;
        }

        var text = new WrappedText(world.Out, Math.Min(world.Width, 100), colour: false);
        foreach (var path in paths)
        {
            var to = EscalationEdge.IsAdmin(path.To, out var scope) ? $"admin of {scope}" : path.To;
            text.Indented(0, $"{PathSeverity.Of(path, labels).ToString().ToLowerInvariant()}: {path.From} -> {to}{(path.Certain ? "" : " (conditional)")}");
            var number = 0;
            foreach (var hop in path.Hops)
            {
                text.Indented(2, $"{++number}. {hop.Title} [{PathJson.Method(hop)}]");
                text.Indented(5, $"{PathJson.Node(hop.From)} -> {(EscalationEdge.IsAdmin(hop.To, out var of) ? $"admin of {of}" : hop.To)}");
                foreach (var need in hop.Needs)
                    text.Indented(5, $"{need.Permission}{(need.Resource is null ? "" : $" on {need.Resource}")}{By(need)}");
                foreach (var condition in hop.Conditions)
                    text.Indented(5, $"if {(condition.Needed ? "" : "not ")}{condition.Key} {condition.Operator} {string.Join(", ", condition.Values)}");
            }
        }
    }

    private static string By(EscalationNeed need)
    {
        var grants = need.Sides.SelectMany(s => s).Select(g => $"{g.Policy} statement {g.Index}").Distinct(StringComparer.Ordinal).ToList();
        return grants.Count == 0 ? "" : $", allowed by {string.Join(", ", grants)}";
    }

    private static Option<string> FormatOption()
    {
        var format = new Option<string>("--format") { Description = "table, json, or opengraph (BloodHound)", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "opengraph");
        return format;
    }
}
