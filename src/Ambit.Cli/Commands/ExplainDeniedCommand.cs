using System.CommandLine;
using System.Text.Json;
using Ambit.Access;
using Ambit.Store;

namespace Ambit.Cli.Commands;

/// <summary><c>explain-denied</c>: which layer and statement refused, and the smallest safe change.</summary>
internal sealed class ExplainDeniedCommand : ICliCommand
{
    private static readonly Argument<string[]> Message = new("message")
    {
        Description = "the message, or a file with the message or the event, or - for standard input",
        HelpName = "MESSAGE|EVENT|-",
        Arity = ArgumentArity.OneOrMore,
    };

    public IReadOnlyList<string> Examples =>
    [
        "ambit explain-denied -",
        "ambit explain-denied denied-event.json",
    ];

    public Command Build(World world)
    {
        var command = new Command("explain-denied", "which layer and statement refused a request, and the smallest safe change") { Message, CommonOptions.Json };
        command.WithSession();
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var text = await TextAsync(world, parsed.GetValue(Message)!, cancellation).ConfigureAwait(false);
        var denial = Clouds.ReadDenial(text)
            ?? throw new UnknownNameException("this is no refusal that ambit can read; give the message as it stands, the CloudTrail event, or the output of `aws sts decode-authorization-message`");
        var (decision, note) = Decide(world, parsed, denial, cancellation);
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => Write(json, denial, decision, note));
        else
            Tell(world, denial, decision, note);
        return ExitCode.Fine;
    }

    private static async Task<string> TextAsync(World world, string[] words, CancellationToken cancellation)
    {
        if (words is ["-"])
        {
            using var reader = new StreamReader(world.In, leaveOpen: true);
            return await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        }

        return words is [var one] && one.Length < 4096 && File.Exists(world.Resolve(one))
            ? await File.ReadAllTextAsync(world.Resolve(one), cancellation).ConfigureAwait(false)
            : string.Join(' ', words);
    }

    /// <summary>What the newest snapshot says of the same request; null with the reason where it says nothing.</summary>
    private static (Decision? Decision, string? Note) Decide(World world, ParseResult parsed, AccessDenial denial, CancellationToken cancellation)
    {
        if (denial.Principal is null || denial.Action is null)
            return (null, "caller and action are not known, so no snapshot can be asked");
        if (!AmbitStore.Exists(CommonOptions.StoreFolder(world, parsed)))
            return (null, "there is no snapshot: with one (`ambit scan PATH`) the statements are named, too");
        try
        {
            using var session = Session.Open(world, parsed, cancellation);
            var (cloud, id) = session.Estate.Resolve(denial.Principal);
            return (cloud.Access.Decide(new AccessRequest(id, denial.Action, denial.Resource, denial.Context)), null);
        }
        catch (UnknownNameException e)
        {
            return (null, e.Message);
        }
    }

    private static IEnumerable<StatementReference> Statements(AccessDenial denial, Decision? decision) =>
        decision is null || decision.Outcome is Outcome.Allowed
            ? denial.Statements
            : denial.Statements.Concat(decision.Layers.Where(l => decision.BlockedBy.Contains(l.Layer)).SelectMany(l => l.Statements)
                .Where(s => decision.Outcome is not Outcome.ExplicitlyDenied || s.Effect == "Deny")).Distinct();

    /// <summary>The change that the snapshot names, where it sees the same layer as the message; what the message allows to say, else.</summary>
    private static string Change(AccessDenial denial, Decision? decision)
    {
        if (decision is not { Flips.Count: > 0, Outcome: not Outcome.Allowed } || (denial.Layer is not null && !decision.BlockedBy.Contains(denial.Layer)))
            return denial.Change;
        var guardrail = decision.Outcome is Outcome.ExplicitlyDenied && decision.BlockedBy.Any(b => b is "scp" or "rcp");
        return guardrail ? $"{decision.Flips[0]}; smaller than that: except the caller from it by a condition, or leave the guardrail, which is meant to hold" : decision.Flips[0];
    }

    private static List<string> Missing(AccessDenial denial, Decision? decision, string? note)
    {
        var missing = new List<string>(denial.Missing);
        if (note is not null)
            missing.Add(note);
        if (decision is { Outcome: Outcome.Allowed })
            missing.Add("by the snapshot the request is allowed: policies changed since, the request had other context, or a layer refused that no export holds");
        else if (decision is not null && denial.Layer is not null && !decision.BlockedBy.Contains(denial.Layer) && decision.Outcome is not Outcome.Conditional)
        {
            missing.Add($"the message names the layer {denial.Layer}, the snapshot {string.Join(", ", decision.BlockedBy)}: one message names one layer of several");
            missing.AddRange(decision.Flips.Take(1).Select(f => $"by the snapshot besides: {f}"));
        }
        missing.AddRange((decision?.MissingContext ?? []).Select(k => $"the value of `{k}` in the request is not known"));
        return missing;
    }

    private static void Write(Utf8JsonWriter json, AccessDenial denial, Decision? decision, string? note)
    {
        json.WriteStartObject();
        json.WriteString("cloud", denial.Cloud);
        json.WriteString("principal", denial.Principal);
        json.WriteString("action", denial.Action);
        json.WriteString("resource", denial.Resource);
        json.WriteString("account", denial.Account);
        json.WriteString("layer", denial.Layer ?? (decision?.BlockedBy is [var only] ? only : null));
        if (denial.Explicit is { } isExplicit)
            json.WriteBoolean("explicit", isExplicit);
        else
            json.WriteNull("explicit");
        json.WriteString("policy", denial.Policy);
        json.WriteString("authorizationId", denial.AuthorizationId);
        json.WriteObjects("statements", Statements(denial, decision), (json, statement) =>
        {
            json.WriteString("policy", statement.Policy);
            json.WriteNumber("index", statement.Index);
            json.WriteString("sid", statement.Sid);
            json.WriteString("effect", statement.Effect);
        });
        json.WriteString("decision", decision?.Outcome.ToString());
        json.WriteStrings("blockedBy", decision?.BlockedBy ?? []);
        json.WriteString("change", Change(denial, decision));
        json.WriteStrings("missing", Missing(denial, decision, note));
        json.WriteEndObject();
    }

    private static void Tell(World world, AccessDenial denial, Decision? decision, string? note)
    {
        Line("who", denial.Principal);
        Line("may not", denial.Action);
        Line("on", denial.Resource);
        Line("account", denial.Account);
        Line("layer", denial.Layer is null ? null : $"{denial.Layer}{denial.Explicit switch { true => ", by an explicit deny", false => ", which has no allow", _ => "" }}");
        Line("policy", denial.Policy);
        if (decision is not null)
            Line("snapshot", $"{decision.Outcome}{(decision.BlockedBy.Count == 0 ? "" : $", blocked by {string.Join(", ", decision.BlockedBy)}")}");
        foreach (var statement in Statements(denial, decision))
            Line("statement", $"{statement.Effect} in {statement.Policy}{(statement.Index < 0 ? "" : $", number {statement.Index}")}{(statement.Sid is null ? "" : $" ({statement.Sid})")}");
        Line("change", Change(denial, decision));
        foreach (var missing in Missing(denial, decision, note))
            Line("missing", missing);

        void Line(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                world.Out.WriteLine($"{label,-10} {Plain.Line(value)}");
        }
    }
}
