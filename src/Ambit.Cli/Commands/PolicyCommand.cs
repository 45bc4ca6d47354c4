using System.CommandLine;
using Ambit.Access;
using Ambit.Import;

namespace Ambit.Cli.Commands;

/// <summary><c>policy check</c> and <c>policy lint</c>, and what the two share.</summary>
internal sealed class PolicyCommand : ICliCommand
{
    public IReadOnlyList<string> Examples =>
    [
        "ambit policy check new.json --no-new-access old.json",
        "ambit policy check bucket.json --no-public-access",
        "ambit policy check role.json --deny iam:PassRole",
        "ambit policy lint policy.json",
    ];

    public Command Build(World world)
    {
        var command = new Command("policy", "check and lint policy documents, without a cloud and without a store");
        command.Subcommands.Add(PolicyCheck.Build(world));
        command.Subcommands.Add(PolicyLintCommand.Build(world));
        return command;
    }

    /// <summary>The option <c>--type</c>.</summary>
    public static Option<string?> TypeOption()
    {
        var type = new Option<string?>("--type") { Description = "what the policy is attached to: identity, resource, scp, rcp or trust (default: by its content)", HelpName = "TYPE" };
        type.Validators.Add(result =>
        {
            var kinds = new Clouds().All.SelectMany(c => c.PolicyDocuments?.Kinds ?? []).ToList();
            if (result.Tokens.Count > 0 && !kinds.Contains(result.Tokens[0].Value))
                result.AddError($"--type expects {string.Join(", ", kinds)}, not `{result.Tokens[0].Value}`");
        });
        return type;
    }

    /// <summary>The bytes of a file; <c>-</c> is standard input.</summary>
    /// <exception cref="UnknownNameException">There is no such file.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(World world, string path, CancellationToken cancellation)
    {
        if (path == "-")
        {
            using var input = new MemoryStream();
            await world.In.CopyToAsync(input, cancellation).ConfigureAwait(false);
            return TextEncoding.ToUtf8(input.ToArray());
        }

        var file = world.Resolve(path);
        if (!File.Exists(file))
            throw new UnknownNameException($"no file `{path}`");
        return TextEncoding.ToUtf8(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false));
    }
}
