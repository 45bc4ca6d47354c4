using System.CommandLine;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary><c>who-can</c>: everybody who may do an action on a resource.</summary>
internal sealed class WhoCanCommand : ICliCommand
{
    public IReadOnlyList<string> Examples =>
    [
        "ambit who-can kms:Decrypt",
        "ambit who-can s3:GetObject arn:aws:s3:::acme-ledger/2026 --context aws:SourceIp=203.0.113.9",
    ];

    public Command Build(World world)
    {
        var action = new Argument<string>("ACTION") { Description = "the permission: s3:GetObject" };
        var resource = new Argument<string?>("RESOURCE") { Description = "the resource; without it the question is: on at least one", Arity = ArgumentArity.ZeroOrOne };
        var context = ContextOption.Make();
        var roots = new Option<bool>("--roots") { Description = "list the accounts' root users too" };
        var command = new Command("who-can", "everybody who may do this action on this resource") { action, resource, context, roots, CommonOptions.Json };
        command.WithSession();
        command.SetAction((parsed, cancellation) =>
        {
            using var session = Session.Open(world, parsed, cancellation);
            var (name, on) = (parsed.GetValue(action)!, parsed.GetValue(resource));
            var stated = ContextOption.Read(parsed.GetValue(context));
            var holders = session.Estate.Clouds.Where(c => c.Access.Understands(name)).SelectMany(c => c.Access.At(session.Now).WhoCan(name, on, stated, parsed.GetValue(roots)))
                .OrderBy(h => h.Id, StringComparer.Ordinal).ToList();
            if (!session.Estate.Clouds.Any(c => c.Access.Understands(name)))
                throw new UnknownNameException($"`{name}` is an action of no cloud in the snapshot");
            if (session.Estate.Clouds.All(c => !c.Access.Understands(name) || c.Access.AccessLevel(name) is null))
                world.Error.WriteLine(Plain.Line($"note: the catalogue does not know `{name}`; it is decided by its text alone"));
            foreach (var note in session.Estate.Clouds.Where(c => c.Access.Understands(name)).SelectMany(c => c.Access.WhoCannot(name, on)))
                world.Error.WriteLine(Plain.Line($"note: {note}"));
            if (parsed.GetValue(CommonOptions.Json))
                Print(world, name, on, holders);
            else
                Tell(world, holders);
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static void Print(World world, string action, string? resource, IReadOnlyList<Holder> holders) => JsonOutput.Print(world, json =>
    {
        json.WriteStartObject();
        json.WriteString("action", action);
        json.WriteString("resource", resource);
        json.WriteObjects("principals", holders, (json, holder) =>
        {
            json.WriteString("id", holder.Id);
            json.WriteString("decision", holder.Outcome.ToString());
            json.WriteConditions(holder.Conditions);
            json.WriteStrings("via", holder.Via);
        });
        json.WriteEndObject();
    });

    private static void Tell(World world, List<Holder> holders)
    {
        var table = new TableOutput("DECISION", "PRINCIPAL", "VIA", "CONDITIONS");
        foreach (var holder in holders)
            table.Row(holder.Outcome.ToString(), holder.Id, string.Join(", ", holder.Via), string.Join("; ", holder.Conditions.Select(c => c.InWords())));
        table.Print(world);
        world.Error.WriteLine(holders.Count == 1 ? "1 principal" : $"{holders.Count} principals");
    }
}
