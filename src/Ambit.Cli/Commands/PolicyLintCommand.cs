using System.CommandLine;
using System.Text.Json;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary><c>policy lint</c>: AWS's own policy validation, offline.</summary>
internal static class PolicyLintCommand
{
    private static readonly Argument<string> PolicyFile = new("file") { Description = "the policy document; - for standard input", HelpName = "FILE" };
    private static readonly Option<string?> Type = PolicyCommand.TypeOption();
    private static readonly Option<string?> ResourceType = new("--resource-type") { Description = "the CloudFormation type of a resource policy's resource", HelpName = "AWS::S3::Bucket" };

    /// <summary>Builds the command.</summary>
    public static Command Build(World world)
    {
        var command = new Command("lint", "errors, security warnings and suggestions, with AWS's issue codes, the place and a fix") { PolicyFile, Type, ResourceType, CommonOptions.Json };
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var text = await PolicyCommand.ReadAsync(world, parsed.GetValue(PolicyFile)!, cancellation).ConfigureAwait(false);
        var cloud = new Clouds().CloudOf(text, parsed.GetValue(Type));
        var findings = cloud.PolicyDocuments!.Lint(text, parsed.GetValue(Type), parsed.GetValue(ResourceType))
            ?? throw new UnknownNameException($"there is no lint for documents of {cloud.Name}; `ambit policy check` compares them");
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => Write(json, findings));
        else
            Tell(world, parsed.GetValue(PolicyFile)!, findings);
        return findings.Any(f => f.Code == "JSON_SYNTAX_ERROR") ? ExitCode.Partial : ExitCode.Fine;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<LintFinding> findings)
    {
        json.WriteStartObject();
        json.WriteObjects("findings", findings, (json, finding) =>
        {
            json.WriteString("code", finding.Code);
            json.WriteString("type", finding.Type);
            json.WriteString("message", finding.Message);
            json.WriteString("fix", finding.Fix);
            json.WriteString("path", finding.Path);
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
        });
        json.WriteEndObject();
    }

    private static void Tell(World world, string file, IReadOnlyList<LintFinding> findings)
    {
        if (findings.Count == 0)
            world.Out.WriteLine("nothing to say against it");
        foreach (var finding in findings)
        {
            world.Out.WriteLine($"{Plain.Line(file)}:{finding.Line}:{finding.Column}: {finding.Type.ToLowerInvariant().Replace('_', ' ')}: {Plain.Line(finding.Message)} [{finding.Code}]");
            world.Out.WriteLine($"    {Plain.Line(finding.Fix)}");
        }
    }
}
