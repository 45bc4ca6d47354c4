using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ambit.Cli.Input;
using Ambit.Findings;
using Ambit.Model;

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
        var all = Analysis.Facts(session.Estate, session.Usage, settings, session.Window, cancellation).Identities;
        var identities = all
            .Where(i => (cloud is null || string.Equals(i.Identity.Cloud, cloud, StringComparison.OrdinalIgnoreCase))
                && (kind is null || string.Equals(i.Identity.Kind, kind, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (identities.Count == 0)
            world.Error.WriteLine(Plain.Line(all.Count == 0 ? "the snapshot holds no identities" : $"none of those; the snapshot has identities of {Words(all, i => i.Cloud)}, of the kinds {Words(all, i => i.Kind)}"));
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => Write(json, identities, Agents(session, identities)));
        else
            Print(world, identities);
        return ExitCode.Fine;
    }

    private static string Words(IReadOnlyList<IdentityFacts> identities, Func<Identity, string> word) =>
        string.Join(", ", identities.Select(i => word(i.Identity)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>Who may call an agent is asked only where agents are listed.</summary>
    private static Dictionary<string, AgentProfile> Agents(Session session, List<IdentityFacts> identities) =>
        identities.Exists(i => i.Identity.Kind == "agent") ? session.Estate.Clouds.SelectMany(c => c.Agents).ToDictionary(a => a.Id, StringComparer.Ordinal) : [];

    private static void Write(Utf8JsonWriter json, AgentProfile agent)
    {
        json.WriteStartObject("agent");
        json.WriteString("actsAs", agent.ActsAs);
        json.WriteString("openTo", agent.OpenTo);
        json.WriteObjects("tools", agent.Tools, (json, tool) =>
        {
            json.WriteString("kind", tool.Kind);
            json.WriteString("name", tool.Name);
            json.WriteString("target", tool.Target);
            json.WriteBoolean("enabled", tool.Enabled);
        });
        json.WriteObjects("callers", agent.Callers, (json, caller) =>
        {
            json.WriteString("identity", caller.Identity);
            json.WriteString("permission", caller.Permission);
            json.WriteBoolean("certain", caller.Certain);
        });
        json.WriteObjects("credentials", agent.Credentials, (json, credential) =>
        {
            json.WriteString("provider", credential.Provider);
            json.WriteString("secret", credential.Secret);
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, List<IdentityFacts> identities, Dictionary<string, AgentProfile> agents)
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
            json.WriteNumber("unused", known.Count(GrantState.Unused));
            json.WriteNumber("notObservable", known.Count(GrantState.NotObservable));
            json.WriteMap("tags", identity.Tags);
            json.WriteStrings("trusts", identity.Trusts);
            if (agents.TryGetValue(identity.Id, out var agent))
                Write(json, agent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Print(World world, List<IdentityFacts> identities)
    {
        var table = new TableOutput("CLOUD", "SCOPE", "KIND", "ADMIN", "GRANTED", "USED", "UNUSED", "LAST USED", "NAME", "ID");
        foreach (var known in identities)
        {
            var identity = known.Identity;
            table.Row(
                identity.Cloud, identity.Scope, identity.Kind, identity.Admin ? "admin" : "", known.GrantedCount.ToString(CultureInfo.InvariantCulture),
                known.UsedCount.ToString(CultureInfo.InvariantCulture), known.Count(GrantState.Unused).ToString(CultureInfo.InvariantCulture), known.LastUsedAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", identity.Name, identity.Id);
        }

        table.Print(world);
    }
}
