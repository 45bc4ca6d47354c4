using System.CommandLine;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary><c>can</c>: whether a principal may do an action, layer by layer.</summary>
internal sealed class CanCommand : ICliCommand
{
    public IReadOnlyList<string> Examples =>
    [
        "ambit can deploy s3:DeleteObject arn:aws:s3:::acme-ledger/2026 --explain",
        "ambit can \"*\" s3:GetObject arn:aws:s3:::acme-site/index.html",
    ];

    public Command Build(World world)
    {
        var principal = new Argument<string>("PRINCIPAL") { Description = "an identity by its id, or its name when unambiguous; * for anonymous" };
        var action = new Argument<string>("ACTION") { Description = "the permission: s3:GetObject" };
        var resource = new Argument<string?>("RESOURCE") { Description = "the resource; without it the question is: on at least one", Arity = ArgumentArity.ZeroOrOne };
        var context = ContextOption.Make();
        var explain = new Option<bool>("--explain") { Description = "the statements of each layer, and which change would turn the answer" };
        var command = new Command("can", "may this principal do this action on this resource, and why") { principal, action, resource, context, explain, CommonOptions.Json };
        command.WithSession();
        command.SetAction((parsed, cancellation) =>
        {
            using var session = Session.Open(world, parsed, cancellation);
            var (cloud, id) = session.Resolve(parsed.GetValue(principal)!);
            var request = new AccessRequest(id, parsed.GetValue(action)!, parsed.GetValue(resource), ContextOption.Read(parsed.GetValue(context)));
            var decision = cloud.Access.At(session.Now).Decide(request);
            if (cloud.Access.AccessLevel(request.Action) is null)
                world.Error.WriteLine(Plain.Line($"note: the catalogue does not know `{request.Action}`; it is decided by its text alone"));
            if (parsed.GetValue(CommonOptions.Json))
                Print(world, request, decision);
            else
                Tell(world, request, decision, parsed.GetValue(explain));
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static void Print(World world, AccessRequest request, Decision decision) => JsonOutput.Print(world, json =>
    {
        json.WriteStartObject();
        json.WriteString("principal", request.Principal);
        json.WriteString("action", request.Action);
        json.WriteString("resource", request.Resource);
        json.WriteString("decision", decision.Outcome.ToString());
        json.WriteObjects("layers", decision.Layers, (json, layer) =>
        {
            json.WriteString("layer", layer.Layer);
            json.WriteString("result", layer.Result.ToString());
            json.WriteStatements("statements", layer.Statements);
            if (layer.Note is not null)
                json.WriteString("note", layer.Note);
        });
        json.WriteStrings("blockedBy", decision.BlockedBy);
        json.WriteConditions(decision.Conditions);
        json.WriteStrings("missingContext", decision.MissingContext);
        json.WriteStrings("flips", decision.Flips);
        json.WriteEndObject();
    });

    private static void Tell(World world, AccessRequest request, Decision decision, bool explain)
    {
        world.Out.WriteLine(Plain.Line($"{decision.Outcome}: {request.Principal} {request.Action} {request.Resource ?? "(any resource)"}"));
        if (decision.BlockedBy.Count > 0)
            world.Out.WriteLine(Plain.Line($"in the way: {string.Join(", ", decision.BlockedBy)}"));
        foreach (var condition in decision.Conditions)
            world.Out.WriteLine(Plain.Line(condition.InWords()));
        if (!explain)
            return;
        foreach (var layer in decision.Layers)
        {
            world.Out.WriteLine(Plain.Line($"{layer.Layer}: {layer.Result}{(layer.Note is null ? "" : $" ({layer.Note})")}"));
            foreach (var statement in layer.Statements)
                world.Out.WriteLine(Plain.Line($"  {statement.Effect} by statement {statement.Index}{(statement.Sid is null ? "" : $" ({statement.Sid})")} of {statement.Policy}"));
        }
        foreach (var flip in decision.Flips)
            world.Out.WriteLine(Plain.Line(flip));
    }
}
