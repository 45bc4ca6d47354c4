using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.RightSizing;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit rightsize</c>: the least policy that is proved to suffice. The policy goes to standard output, its story to standard error.</summary>
internal sealed class RightsizeCommand : ICliCommand
{
    private readonly Argument<string?> _subject = new("PRINCIPAL|POLICY") { Description = "an identity, a policy or a permission set", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "everybody who holds policies" };
    private readonly Option<string?> _guardrail = new("--guardrail") { Description = "the smallest guardrail that denies what nobody beneath used", HelpName = "OU|ACCOUNT" };
    private readonly Option<string?> _format = new("--format") { Description = "json, terraform, cloudformation, aws-cli, azure-cli, gcloud, yaml", HelpName = "FORMAT" };
    private readonly Option<string?> _output = new("--output") { Description = "write files into this folder", HelpName = "DIR" };
    private readonly Option<string> _resources = new("--resources") { Description = "how resources are generalised: exact, path, type, keep", DefaultValueFactory = _ => "path" };
    private readonly Option<bool> _drop = new("--drop-unlogged") { Description = "do not keep what the logs at hand could not have shown" };
    private readonly Option<bool> _split = new("--split") { Description = "for a policy with several holders: one policy a holder" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit rightsize report-reader",
        "ambit rightsize --all --format terraform --output least/",
        "ambit rightsize --guardrail ou-lk01-produnit",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        _resources.AcceptOnlyFromAmong("exact", "path", "type", "keep");
        _format.AcceptOnlyFromAmong("json", "terraform", "cloudformation", "bicep", "aws-cli", "azure-cli", "gcloud", "yaml");
        var command = new Command("rightsize", "the least policy that still allows all that was used, proved by replay")
        {
            _subject, _all, _guardrail, _format, _output, _resources, _drop, _split, CommonOptions.Json,
        }.WithSession();
        command.Validators.Add(r =>
        {
            var asked = (r.GetValue(_subject) is null ? 0 : 1) + (r.GetValue(_all) ? 1 : 0) + (r.GetValue(_guardrail) is null ? 0 : 1);
            if (asked != 1)
                r.AddError("rightsize expects one of: PRINCIPAL or POLICY, --all, --guardrail OU|ACCOUNT");
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        if (parsed.GetValue(_guardrail) is { } scope)
        {
            var question = new GuardrailQuestion(scope, parsed.GetValue(CommonOptions.Json), parsed.GetValue(_format), parsed.GetValue(_output), SettingsFile.For(world, parsed, session.Snapshot));
            return GuardrailOutput.Run(world, session, question, cancellation);
        }

        var options = new SizingOptions(session.Window, Enum.Parse<ResourceRule>(parsed.GetRequiredValue(_resources), ignoreCase: true), !parsed.GetValue(_drop), parsed.GetValue(_split));
        var run = new RightsizeRun(world, parsed, session, cancellation);
        var results = Size(session, run, parsed, options);
        if (parsed.GetValue(CommonOptions.Json))
            Json(world, results.Select(r => r.Result).ToList(), run.Refused, parsed.GetValue(_all) || results.Count != 1);
        else
            Text(world, parsed, results, run.Refused);
        if (parsed.GetValue(_output) is { } folder)
            Files(world.Resolve(folder), results, parsed.GetValue(_format), Places(session, results));
        return results.Any(r => r.Result.Proof?.NeverWider == false) ? ExitCode.GateDidNotHold : ExitCode.Fine;
    }

    private List<(IRightSizing Cloud, RightSized Result)> Size(Session session, RightsizeRun run, ParseResult parsed, SizingOptions options)
    {
        if (parsed.GetValue(_all))
            return run.All(options);
        var (cloud, subject) = Find(session, parsed.GetValue(_subject)!);
        return run.One(cloud, subject, options);
    }

    private static (IRightSizing Cloud, SizingSubject Subject) Find(Session session, string name)
    {
        foreach (var cloud in session.Estate.Clouds)
        {
            if (cloud.RightSizing is { } sizing && sizing.Find(name) is { } subject)
                return (sizing, subject);
        }

        var (known, id) = session.Estate.Resolve(name);
        if (known.RightSizing is not { } other)
            throw new UnknownNameException($"rightsize does not know how to size identities of `{known.Cloud}` yet");
        return (other, other.Find(id) ?? throw new UnknownNameException($"`{id}` holds no policies of its own"));
    }

    private static void Json(World world, List<RightSized> results, List<(SizingSubject Subject, string Why)> refused, bool several) => JsonOutput.Print(world, json =>
    {
        if (!several)
        {
            RightsizeJson.Write(json, results[0]);
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var result in results)
            RightsizeJson.Write(json, result);
        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (var (subject, why) in refused)
        {
            json.WriteStartObject();
            json.WriteString("principal", subject.Id);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void Text(World world, ParseResult parsed, List<(IRightSizing Cloud, RightSized Result)> results, List<(SizingSubject Subject, string Why)> refused)
    {
        foreach (var group in refused.GroupBy(r => r.Why))
            world.Error.WriteLine(Plain.Line($"not sized: {string.Join(", ", group.Take(5).Select(r => r.Subject.Id))}{(group.Count() > 5 ? $" and {group.Count() - 5} more" : "")}: {group.Key}"));
        if (parsed.GetValue(_all) && parsed.GetValue(_output) is null && parsed.GetValue(_format) is null)
        {
            Table(world, results);
            return;
        }

        foreach (var (cloud, result) in results)
        {
            foreach (var line in RightsizeStory.Of(result).Split('\n'))
                world.Error.WriteLine(Plain.Line(line));
            if (parsed.GetValue(_output) is null)
                Print(world, cloud, result, parsed.GetValue(_format));
        }
    }

    private static void Print(World world, IRightSizing cloud, RightSized result, string? format)
    {
        if (result.After.Count == 0)
            return;
        if (result.After.Count > 1 && format is null or "json")
        {
            // Several documents are still one JSON value, which `replay --policy` takes as it is.
            JsonOutput.Print(world, json =>
            {
                json.WriteStartArray();
                foreach (var policy in result.After)
                    policy.Document.WriteTo(json);
                json.WriteEndArray();
            });
            return;
        }

        foreach (var (_, content) in cloud.Render(result, format ?? cloud.Formats[0]))
        {
            foreach (var line in content.TrimEnd('\n').Split('\n'))
                world.Out.WriteLine(Plain.Line(line));
        }
    }

    private static void Table(World world, List<(IRightSizing Cloud, RightSized Result)> results)
    {
        var table = new TableOutput("IDENTITY", "CALLS", "ACTIONS NOW", "ACTIONS NEEDED", "PATHS REMOVED", "REPLAY", "PROOF");
        foreach (var (_, r) in results.OrderByDescending(r => r.Result.ActionsBefore.Values.Sum() - r.Result.ActionsAfter.Values.Sum()))
        {
            var replay = !r.Replay.Clean ? $"{r.Replay.WouldDeny.Sum(l => l.Count)} would be denied" : r.Replay.Undecided.Count > 0 ? $"{r.Replay.Undecided.Sum(l => l.Count)} undecided" : "clean";
            table.Row(r.Subject.Id, Number(r.Events), Number(r.ActionsBefore.Values.Sum()), Number(r.ActionsAfter.Values.Sum()), Paths(r), replay, r.Proof?.NeverWider switch { true => "never wider", false => "WIDER", _ => "-" });
        }

        table.Print(world);
        world.Error.WriteLine("next: ambit rightsize NAME prints one policy with its reasons; --output DIR writes them all");
    }

    private static string Paths(RightSized result) =>
        result.Removed is not { } removed ? "-" : removed.Administration.Count > 0 ? "administration" : removed.Left.Count > 0 ? $"{removed.Paths.Count} of {removed.Paths.Count + removed.Left.Count}" : Number(removed.Paths.Count);

    /// <summary>Where results are of several accounts or tenants, a folder for each: what is in one is applied with the rights of one.</summary>
    private static Dictionary<string, string> Places(Session session, List<(IRightSizing Cloud, RightSized Result)> results)
    {
        var scopes = session.Estate.Clouds.SelectMany(c => c.Identities).DistinctBy(i => i.Id).ToDictionary(i => i.Id, i => i.Scope, StringComparer.Ordinal);
        var places = results.Select(r => r.Result.Subject).DistinctBy(s => s.Id).ToDictionary(
            s => s.Id,
            s => s.Holders.Append(s.Id).Select(h => scopes.GetValueOrDefault(h)).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is [var only] && only.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? only : "",
            StringComparer.Ordinal);
        return places.Values.Distinct(StringComparer.Ordinal).Skip(1).Any() ? places : [];
    }

    private static void Files(string folder, List<(IRightSizing Cloud, RightSized Result)> results, string? format, Dictionary<string, string> places)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (cloud, result) in results)
        {
            var place = Path.Combine(folder, places.GetValueOrDefault(result.Subject.Id, ""));
            Directory.CreateDirectory(place);
            var rendered = cloud.Render(result, format ?? cloud.Formats[0]);
            foreach (var (file, content) in rendered)
                File.WriteAllText(Unique(names, Path.Combine(place, file)), content, new UTF8Encoding(false));
            var story = $"{(rendered.Count > 0 ? Path.GetFileNameWithoutExtension(rendered[0].File) : "nothing-left-" + results.Count)}.md";
            File.WriteAllText(Unique(names, Path.Combine(place, story)), RightsizeStory.Markdown(result), new UTF8Encoding(false));
        }
    }

    /// <summary>The same short name twice in one folder gets a number.</summary>
    private static string Unique(HashSet<string> names, string file)
    {
        var name = file;
        for (var i = 2; !names.Add(name); i++)
            name = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}-{i}{Path.GetExtension(file)}");
        return name;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
