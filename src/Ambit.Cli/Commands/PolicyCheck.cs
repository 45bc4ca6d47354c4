using System.CommandLine;
using System.Text.Json;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary><c>policy check</c>: a gate that compares policies as sets of requests.</summary>
internal static class PolicyCheck
{
    private static readonly Argument<string> PolicyFile = new("file") { Description = "the policy document; - for standard input", HelpName = "FILE" };
    private static readonly Option<string?> Reference = new("--no-new-access") { Description = "holds if FILE allows nothing that REFERENCE does not", HelpName = "REFERENCE" };
    private static readonly Option<bool> Public = new("--no-public-access") { Description = "holds if nobody outside the named accounts gets in, as S3's guide means public" };
    private static readonly Option<string[]> Deny = new("--deny") { Description = "holds if FILE can never allow the action (on the resource); may be repeated", HelpName = "ACTION[@RESOURCE]" };
    private static readonly Option<string?> Type = PolicyCommand.TypeOption();

    /// <summary>Builds the command.</summary>
    public static Command Build(World world)
    {
        var command = new Command("check", "does a policy allow more than another, is it public, can it allow an action") { PolicyFile, Reference, Public, Deny, Type, CommonOptions.Json };
        command.Validators.Add(result =>
        {
            var asked = (result.GetValue(Reference) is null ? 0 : 1) + (result.GetValue(Public) ? 1 : 0) + (result.GetValue(Deny) is { Length: > 0 } ? 1 : 0);
            if (asked != 1)
                result.AddError("give one of --no-new-access REFERENCE, --no-public-access, --deny ACTION[@RESOURCE]");
        });
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var bytes = await PolicyCommand.ReadAsync(world, parsed.GetValue(PolicyFile)!, cancellation).ConfigureAwait(false);
        var other = parsed.GetValue(Reference) is { } with ? await PolicyCommand.ReadAsync(world, with, cancellation).ConfigureAwait(false) : default;
        var (check, answer) = Ask(parsed, bytes, other);
        return Print(world, parsed, check, answer);
    }

    /// <summary>Asks the cloud whose document it is.</summary>
    /// <exception cref="UnknownNameException">The two documents are of different clouds, or the check means nothing for them.</exception>
    private static (string Check, SetAnswer Answer) Ask(ParseResult parsed, ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> other)
    {
        var (clouds, type) = (new Clouds(), parsed.GetValue(Type));
        var cloud = clouds.CloudOf(document, type);
        var documents = cloud.PolicyDocuments!;
        if (parsed.GetValue(Public))
            return ("no-public-access", documents.NoPublicAccess(document, type) ?? throw new UnknownNameException("--no-public-access means nothing for a role: it names nobody by itself"));
        if (parsed.GetValue(Reference) is not { } name)
            return ("deny", NotGranted(parsed.GetValue(Deny)!, (action, resource) => documents.NotGranted(document, type, action, resource)));
        if (clouds.CloudOf(other, type) != cloud)
            throw new UnknownNameException($"`{name}` is no document of the same kind as `{parsed.GetValue(PolicyFile)}`");
        return ("no-new-access", documents.NoNewAccess(document, other, type));
    }

    private static int Print(World world, ParseResult parsed, string check, SetAnswer answer)
    {
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => Write(json, check, answer));
        else
            Tell(world, check, answer);
        return answer.Holds == true ? ExitCode.Fine : ExitCode.GateDidNotHold;
    }

    /// <summary>The first entry that can be allowed decides; what cannot be decided counts only if none can.</summary>
    private static SetAnswer NotGranted(string[] entries, Func<string, string?, SetAnswer> ask)
    {
        var undecided = new List<string>();
        foreach (var entry in entries)
        {
            var at = entry.IndexOf('@');
            var answer = ask(at < 0 ? entry : entry[..at], at < 0 ? null : entry[(at + 1)..]);
            if (answer.Holds == false)
                return answer;
            undecided.AddRange(answer.Undecided);
        }

        return undecided.Count == 0 ? SetAnswer.Yes : new SetAnswer(null, null, [.. undecided.Distinct(StringComparer.Ordinal)]);
    }

    private static void Write(Utf8JsonWriter json, string check, SetAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("check", check);
        if (answer.Holds is { } holds)
            json.WriteBoolean("holds", holds);
        else
            json.WriteNull("holds");
        if (answer.Witness is { } witness)
            Write(json, witness);
        else
            json.WriteNull("witness");
        json.WriteStrings("undecided", answer.Undecided);
        json.WriteEndObject();
    }

    /// <summary>Writes a witness as the member of that name.</summary>
    public static void Write(Utf8JsonWriter json, AccessWitness witness)
    {
        json.WriteStartObject("witness");
        json.WriteString("principal", witness.Principal);
        json.WriteString("action", witness.Action);
        json.WriteString("resource", witness.Resource);
        json.WriteStartObject("context");
        foreach (var (key, values) in witness.Context.OrderBy(c => c.Key, StringComparer.Ordinal))
            json.WriteStrings(key, values);
        json.WriteEndObject();
        if (!witness.ActionIsKnown)
            json.WriteString("note", UnknownAction(witness));
        json.WriteEndObject();
    }

    private static void Tell(World world, string check, SetAnswer answer)
    {
        world.Out.WriteLine(answer.Holds switch { true => $"{check} holds", false => $"{check} does not hold", _ => $"{check} could not be decided" });
        foreach (var reason in answer.Undecided)
            world.Out.WriteLine($"  {Plain.Line(reason)}");
        if (answer.Witness is not { } witness)
            return;
        world.Out.WriteLine("for example, this is allowed:");
        if (witness.Principal is not null)
            world.Out.WriteLine($"  principal  {Plain.Line(witness.Principal == "*" ? "anybody" : witness.Principal)}");
        world.Out.WriteLine($"  action     {Plain.Line(witness.Action)}");
        world.Out.WriteLine($"  resource   {Plain.Line(witness.Resource)}");
        foreach (var (key, values) in witness.Context.OrderBy(c => c.Key, StringComparer.Ordinal))
            world.Out.WriteLine($"  with       {Plain.Line(key)} = {Plain.Line(string.Join(", ", values.Select(v => v.Length == 0 ? "(empty)" : v)))}");
        if (!witness.ActionIsKnown)
            world.Out.WriteLine($"note: {Plain.Line(UnknownAction(witness))}");
    }

    private static string UnknownAction(AccessWitness witness) =>
        $"the catalogue does not know the action {witness.Action}: no action of today shows the difference, one that is added may";
}
