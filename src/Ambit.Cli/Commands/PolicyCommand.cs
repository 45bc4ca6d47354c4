using System.CommandLine;
using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Policies;
using Ambit.Import;

namespace Ambit.Cli.Commands;

/// <summary><c>policy check</c> and <c>policy lint</c>, and what the two share.</summary>
internal sealed class PolicyCommand : ICliCommand
{
    /// <summary>The words of <c>--type</c>.</summary>
    private static readonly Dictionary<string, PolicyKind> Kinds = new(StringComparer.Ordinal)
    {
        ["identity"] = PolicyKind.Identity,
        ["resource"] = PolicyKind.Resource,
        ["scp"] = PolicyKind.ServiceControl,
        ["rcp"] = PolicyKind.ResourceControl,
        ["trust"] = PolicyKind.Trust,
    };

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
            if (result.Tokens.Count > 0 && !Kinds.ContainsKey(result.Tokens[0].Value))
                result.AddError($"--type expects {string.Join(", ", Kinds.Keys)}, not `{result.Tokens[0].Value}`");
        });
        return type;
    }

    /// <summary>The kind that the option names, or that the documents seem to be.</summary>
    public static PolicyKind KindOf(string? word, params IEnumerable<PolicyDocument> documents)
    {
        if (word is not null)
            return Kinds[word];
        var statements = documents.SelectMany(d => d.Statements).ToList();
        if (!statements.Exists(s => s.Principal is not null))
            return PolicyKind.Identity;
        var assumes = statements.TrueForAll(s => !s.HasResource && s.Actions.All(a => a.StartsWith("sts:", StringComparison.OrdinalIgnoreCase)));
        return assumes ? PolicyKind.Trust : PolicyKind.Resource;
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

    /// <summary>
    /// The policy documents that JSON text holds: the document itself, or the ones inside what AWS's command line prints around it
    /// (<c>Policy</c>, <c>PolicyDocument</c>, <c>PolicyVersion.Document</c>, also as text inside the text).
    /// </summary>
    public static PolicyDocument Document(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return PolicyDocument.Read(Unwrap(json.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or JSON around the document with texts that are no Unicode: the reader says where.
            return PolicyDocument.Parse(utf8);
        }
    }

    private static JsonElement Unwrap(JsonElement json)
    {
        for (var depth = 0; depth < 4 && json.ValueKind is JsonValueKind.Object && !json.TryGetProperty("Statement", out _); depth++)
        {
            var inner = json.EnumerateObject().FirstOrDefault(p =>
                p.Name is "Policy" or "PolicyDocument" or "PolicyVersion" or "Document" or "AssumeRolePolicyDocument" or "policy" or "Content" or "ResourcePolicy"
                    or "Role" or "Attributes" or "policyText");
            if (inner.Value.ValueKind is JsonValueKind.String)
            {
                using var text = JsonDocument.Parse(inner.Value.GetString()!);
                json = text.RootElement.Clone();
            }
            else if (inner.Value.ValueKind is JsonValueKind.Object)
                json = inner.Value;
            else
                break;
        }

        return json;
    }
}
