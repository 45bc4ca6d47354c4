using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.Findings.Scoring;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit scores</c>: what each identity, scope and cloud could do (impact) and what of it nobody needed (waste), explained.</summary>
internal sealed class ScoresCommand : ICliCommand
{
    private readonly Argument<string?> _id = new("NAME") { Description = "an identity, a scope or a cloud; without it, all", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _history = new("--history") { Description = "the scores of every kept snapshot" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit scores",
        "ambit scores deploy",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("scores", "impact and waste of identities, scopes and clouds, explained") { _id, _history, CommonOptions.Json }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var json = parsed.GetValue(CommonOptions.Json);
        if (parsed.GetValue(_history))
        {
            History(world, session, parsed.GetValue(_id), json);
            return ExitCode.Fine;
        }

        var scores = Analysis.Run(session.Estate, session.Usage, SettingsFile.For(world, parsed, session.Snapshot), session.Window, cancellation).Scores;
        if (parsed.GetValue(_id) is not { } name)
            All(world, scores, json);
        else if ((scores.Scopes.FirstOrDefault(s => s.Id == name) ?? scores.Clouds.FirstOrDefault(c => c.Id == name)) is { } group)
            Group(world, group, json);
        else
            One(world, scores.Find(session.Estate.Resolve(name).Id) ?? throw new UnknownNameException($"`{name}` is not scored: a group, or made by the cloud for itself"), json);
        return ExitCode.Fine;
    }

    private static void History(World world, Session session, string? name, bool json)
    {
        var id = name is null || session.Store.Snapshots.ScoreHistory(name).Count > 0 ? name : session.Estate.Resolve(name).Id;
        var points = session.Store.Snapshots.ScoreHistory(id);
        if (json)
        {
            JsonOutput.Print(world, w => List(w, "history", points, Write));
            return;
        }

        var table = new TableOutput("SNAPSHOT", "AT", "LEVEL", "ID", "IMPACT", "WASTE");
        foreach (var p in points)
            table.Row(p.Snapshot, p.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), p.Level, p.Id, Number(p.Impact), Number(p.Waste));
        table.Print(world);
    }

    private static void All(World world, Scores scores, bool json)
    {
        var worst = scores.Identities.OrderByDescending(i => i.Impact + i.Waste).ThenBy(i => i.Identity, StringComparer.Ordinal).ToList();
        if (json)
        {
            JsonOutput.Print(world, w =>
            {
                w.WriteStartObject();
                Groups(w, "clouds", scores.Clouds);
                Groups(w, "scopes", scores.Scopes);
                w.WriteStartArray("identities");
                foreach (var identity in worst)
                    Write(w, identity);
                w.WriteEndArray();
                w.WriteEndObject();
            });
            return;
        }

        var table = new TableOutput("WHO", "IDENTITIES", "IMPACT", "WASTE");
        foreach (var group in scores.Clouds.Concat(scores.Scopes))
            table.Row(group.Id, Number(group.Identities), Number(group.Impact), Number(group.Waste));
        foreach (var identity in worst.Take(20))
            table.Row(identity.Identity, "", Number(identity.Impact), Number(identity.Waste));
        table.Print(world);
        world.Error.WriteLine("next: ambit scores NAME says what a score is made of; docs/scoring.md has the formula");
    }

    private static void Group(World world, GroupScore group, bool json)
    {
        if (json)
            JsonOutput.Print(world, w => Write(w, group));
        else
            new TableOutput("WHO", "IDENTITIES", "IMPACT", "WASTE").Row(group.Id, Number(group.Identities), Number(group.Impact), Number(group.Waste)).Print(world);
    }

    private static void One(World world, IdentityScore score, bool json)
    {
        if (json)
        {
            JsonOutput.Print(world, w => Write(w, score));
            return;
        }

        var table = new TableOutput("SCORE", "POINTS", "FACTOR", "WHY");
        table.Row("impact", Number(score.Impact), "", "");
        foreach (var factor in score.ImpactFactors)
            table.Row("", Number(factor.Points), factor.Name, factor.Why);
        table.Row("waste", Number(score.Waste), "", "");
        foreach (var factor in score.WasteFactors)
            table.Row("", Number(factor.Points), factor.Name, factor.Why);
        table.Print(world);
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Groups(Utf8JsonWriter json, string name, IReadOnlyList<GroupScore> groups)
    {
        json.WriteStartArray(name);
        foreach (var group in groups)
            Write(json, group);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GroupScore group)
    {
        json.WriteStartObject();
        json.WriteString("id", group.Id);
        json.WriteNumber("identities", group.Identities);
        json.WriteNumber("impact", group.Impact);
        json.WriteNumber("waste", group.Waste);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ScorePoint point)
    {
        json.WriteStartObject();
        json.WriteString("snapshot", point.Snapshot);
        json.WriteTime("at", point.At);
        json.WriteString("level", point.Level);
        json.WriteString("id", point.Id);
        json.WriteNumber("impact", point.Impact);
        json.WriteNumber("waste", point.Waste);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IdentityScore score)
    {
        json.WriteStartObject();
        json.WriteString("identity", score.Identity);
        json.WriteString("cloud", score.Cloud);
        json.WriteString("scope", score.Scope);
        json.WriteNumber("impact", score.Impact);
        json.WriteNumber("waste", score.Waste);
        Factors(json, "impactFactors", score.ImpactFactors);
        Factors(json, "wasteFactors", score.WasteFactors);
        json.WriteEndObject();
    }

    private static void Factors(Utf8JsonWriter json, string name, IReadOnlyList<ScoreFactor> factors)
    {
        json.WriteStartArray(name);
        foreach (var factor in factors)
        {
            json.WriteStartObject();
            json.WriteString("name", factor.Name);
            json.WriteNumber("points", factor.Points);
            json.WriteString("why", factor.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
