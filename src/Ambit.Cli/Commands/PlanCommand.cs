using System.CommandLine;
using System.Text.Json;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.Findings;
using Ambit.Settings;
using Ambit.Store;

namespace Ambit.Cli.Commands;

/// <summary><c>plan</c>: what a Terraform plan or a change set would open, before it does.</summary>
internal sealed class PlanCommand : ICliCommand
{
    private static readonly Argument<string> PlanFile = new("plan") { Description = "what `terraform show -json PLAN` or `aws cloudformation describe-change-set --include-property-values` prints; - for standard input", HelpName = "TFPLAN.json" };
    private static readonly Option<string> Format = Choice("--format", "table", ["table", "json", "sarif"], "how to print it");
    private static readonly Option<string> FailOn = Choice("--fail-on", "low", [.. PlanReview.Severities], "the least severity that fails (default low: anything)");

    public IReadOnlyList<string> Examples =>
    [
        "ambit plan tfplan.json",
        "ambit plan change-set.json --format sarif",
    ];

    public Command Build(World world)
    {
        var command = new Command("plan", "what a Terraform plan or a change set would open, before it does") { PlanFile, Format, FailOn, CommonOptions.Json };
        command.WithSession();
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetValue(PlanFile)!;
        var text = await PolicyCommand.ReadAsync(world, path, cancellation).ConfigureAwait(false);
        using var plan = Parse(text, path);
        var estates = Estates(world, parsed, out var settings, cancellation);
        var review = new Clouds().All
            .Select(c => c.Review(plan.RootElement, estates.FirstOrDefault(e => e.Cloud == c.Name), settings, cancellation)).OfType<PlanReview>()
            .Aggregate(default(PlanReview), (all, one) => all is null ? one : all.With(one))
            ?? throw new UnknownNameException($"`{path}` is neither a Terraform plan in JSON nor a change set");
        switch (parsed.GetValue(CommonOptions.Json) ? "json" : parsed.GetValue(Format))
        {
            case "json":
                JsonOutput.Print(world, json => Write(json, review));
                break;
            case "sarif":
                JsonOutput.Print(world, json => WriteSarif(json, path, review.Findings));
                break;
            default:
                Tell(world, review.Findings);
                break;
        }

        var least = PlanReview.Rank(parsed.GetValue(FailOn)!);
        return review.Findings.Any(f => PlanReview.Rank(f.Severity) <= least) ? ExitCode.GateDidNotHold : ExitCode.Fine;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> text, string path)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new UnreadableGateException($"`{path}` is no JSON: line {(e.LineNumber ?? 0) + 1}", e);
        }
    }

    /// <summary>The parts of the newest snapshot, and what ambit.yaml says of it; none where there is none.</summary>
    private static IReadOnlyList<ICloudEstate> Estates(World world, ParseResult parsed, out AmbitSettings? settings, CancellationToken cancellation)
    {
        settings = null;
        if (!AmbitStore.Exists(CommonOptions.StoreFolder(world, parsed)))
        {
            world.Error.WriteLine("no snapshot: the plan is judged by itself; with one (`ambit scan PATH`) it is laid over what is there");
            return [];
        }

        using var session = Session.Open(world, parsed, cancellation);
        settings = SettingsFile.For(world, parsed, session.Snapshot);
        return session.Estate.Clouds;
    }

    private static void Write(Utf8JsonWriter json, PlanReview review)
    {
        json.WriteStartObject();
        json.WriteString("source", review.Source);
        json.WriteObjects("opens", review.Findings, (json, finding) =>
        {
            json.WriteString("kind", finding.Kind);
            json.WriteString("severity", finding.Severity);
            json.WriteString("certainty", finding.Certain ? "certain" : "conditional");
            json.WriteString("address", finding.Address);
            json.WriteString("subject", finding.Subject);
            json.WriteString("message", finding.Message);
            if (finding.Witness is { } witness)
                PolicyCheck.Write(json, witness);
            else
                json.WriteNull("witness");
        });
        json.WriteEndObject();
    }

    /// <summary>SARIF 2.1.0, so that a code scanning service shows it on the pull request.</summary>
    private static void WriteSarif(Utf8JsonWriter json, string path, IReadOnlyList<PlanFinding> findings)
    {
        var rules = findings.Select(f => f.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Ambit");
        json.WriteObjects("rules", rules, (json, rule) =>
        {
            json.WriteString("id", rule);
        });
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var finding in findings)
            WriteResult(json, path, finding, rules.IndexOf(finding.Kind));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string path, PlanFinding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Kind);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Severity switch { "critical" or "high" => "error", "medium" => "warning", _ => "note" });
        json.WriteStartObject("message");
        json.WriteString("text", finding.Certain ? finding.Message : $"{finding.Message} (depends on values that are known only after the change)");
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", path.Replace('\\', '/'));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", finding.Address);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tell(World world, IReadOnlyList<PlanFinding> findings)
    {
        if (findings.Count == 0)
        {
            world.Out.WriteLine("the plan opens nothing");
            return;
        }

        var table = new TableOutput("SEVERITY", "CERTAINTY", "KIND", "ADDRESS", "WHAT");
        foreach (var finding in findings)
            table.Row(finding.Severity, finding.Certain ? "certain" : "conditional", finding.Kind, finding.Address, finding.Message);
        table.Print(world);
    }

    private static Option<string> Choice(string name, string otherwise, string[] words, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !words.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
                result.AddError($"{name} expects {string.Join(", ", words)}, not `{result.Tokens[0].Value}`");
        });
        return option;
    }
}
