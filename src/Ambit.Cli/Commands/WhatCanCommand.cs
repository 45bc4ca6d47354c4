using System.CommandLine;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary><c>what-can</c>: all that a principal can do, after every layer has cut it.</summary>
internal sealed class WhatCanCommand : ICliCommand
{
    public IReadOnlyList<string> Examples => ["ambit what-can deploy --action \"iam:*\""];

    public Command Build(World world)
    {
        var principal = new Argument<string>("PRINCIPAL") { Description = "an identity by its id, or its name when unambiguous" };
        var action = new Option<string?>("--action") { Description = "only actions that match: s3:*", HelpName = "GLOB" };
        var command = new Command("what-can", "the effective permissions of a principal") { principal, action, CommonOptions.Json };
        command.WithSession();
        command.SetAction((parsed, cancellation) =>
        {
            using var session = Session.Open(world, parsed, cancellation);
            var (cloud, id) = session.Resolve(parsed.GetValue(principal)!);
            var access = cloud.Access.At(session.Now).WhatCan(id, parsed.GetValue(action));
            if (parsed.GetValue(CommonOptions.Json))
                Print(world, access);
            else
                Tell(world, access);
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static void Print(World world, EffectiveAccess access) => JsonOutput.Print(world, json =>
    {
        json.WriteStartObject();
        json.WriteString("principal", access.Principal);
        json.WriteObjects("grants", access.Entitlements, (json, grant) =>
        {
            json.WriteStrings("actions", grant.Actions);
            json.WriteStrings("resources", grant.Resources);
            json.WriteStrings("exceptResources", grant.ExceptResources);
            json.WriteConditions(grant.Conditions);
            json.WriteStatements("sources", grant.Sources);
        });
        json.WriteNumber("actionCount", access.Actions.Count);
        json.WriteCounts("byAccessLevel", access.ByAccessLevel);
        json.WriteEndObject();
    });

    private static void Tell(World world, EffectiveAccess access)
    {
        var table = new TableOutput("ACTIONS", "RESOURCES", "EXCEPT", "CONDITIONS", "SOURCE");
        foreach (var grant in access.Entitlements)
        {
            var actions = grant.Actions.Count <= 4 ? string.Join(", ", grant.Actions) : $"{string.Join(", ", grant.Actions.Take(3))} and {grant.Actions.Count - 3} more";
            var sources = string.Join(", ", grant.Sources.Select(s => $"{s.Policy} {s.Index}"));
            table.Row(actions, string.Join(", ", grant.Resources), string.Join(", ", grant.ExceptResources), string.Join("; ", grant.Conditions.Select(c => c.InWords())), sources);
        }
        table.Print(world);
        var levels = access.Actions.Count == 0 ? "" : $": {string.Join(", ", access.ByAccessLevel.Select(l => $"{l.Value} {l.Key}"))}";
        world.Error.WriteLine($"{access.Actions.Count} action{(access.Actions.Count == 1 ? "" : "s")}{levels}");
    }
}
