using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ambit.Cli.Input;
using Ambit.Findings;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit inventory</c>: every identity with what it holds and what it used.</summary>
internal sealed class InventoryCommand : ICliCommand
{
    private readonly Option<string?> _cloud = new("--cloud") { Description = "only of this cloud", HelpName = "C" };
    private readonly Option<string?> _kind = new("--kind") { Description = "only of this kind: user, role, group, root …", HelpName = "K" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit inventory --kind role",
        "ambit inventory --cloud azure --json",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("inventory", "identities with what they hold and what they used") { _cloud, _kind, CommonOptions.Json }.WithSession();
        command.Aliases.Add("identities");
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var (cloud, kind) = (parsed.GetValue(_cloud), parsed.GetValue(_kind));
        var settings = SettingsFile.For(world, parsed, session.Snapshot);
        var identities = Analysis.Facts(session.Estate, session.Usage, settings, session.Window, cancellation).Identities
            .Where(i => (cloud is null || string.Equals(i.Identity.Cloud, cloud, StringComparison.OrdinalIgnoreCase))
                && (kind is null || string.Equals(i.Identity.Kind, kind, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => Write(json, identities));
        else
            Print(world, identities);
        return ExitCode.Fine;
    }

    private static void Write(Utf8JsonWriter json, List<IdentityFacts> identities)
    {
        json.WriteStartObject();
        json.WriteStartArray("identities");
        foreach (var known in identities)
        {
            var identity = known.Identity;
            json.WriteStartObject();
            json.WriteString("id", identity.Id);
            json.WriteString("cloud", identity.Cloud);
            json.WriteString("scope", identity.Scope);
            json.WriteString("kind", identity.Kind);
            json.WriteString("name", identity.Name);
            json.WriteTime("createdAt", identity.CreatedAt);
            json.WriteTime("lastUsedAt", known.LastUsedAt);
            json.WriteBoolean("admin", identity.Admin);
            json.WriteNumber("granted", known.GrantedCount);
            json.WriteNumber("used", known.UsedCount);
            json.WriteMap("tags", identity.Tags);
            json.WriteStrings("trusts", identity.Trusts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Print(World world, List<IdentityFacts> identities)
    {
        var table = new TableOutput("CLOUD", "SCOPE", "KIND", "ADMIN", "GRANTED", "USED", "LAST USED", "NAME", "ID");
        foreach (var known in identities)
        {
            var identity = known.Identity;
            table.Row(
                identity.Cloud, identity.Scope, identity.Kind, identity.Admin ? "admin" : "", known.GrantedCount.ToString(CultureInfo.InvariantCulture),
                known.UsedCount.ToString(CultureInfo.InvariantCulture), known.LastUsedAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", identity.Name, identity.Id);
        }

        table.Print(world);
    }
}
