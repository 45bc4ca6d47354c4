using System.Text;
using System.Text.Json;
using Ambit.Access;
using Ambit.RightSizing;

namespace Ambit.Cli.Commands;

/// <summary>Prints what <c>rightsize --guardrail</c> made: the policies on standard output, their story on standard error.</summary>
internal static class GuardrailOutput
{
    /// <summary>Builds and prints.</summary>
    public static int Run(World world, Session session, string scope, bool asJson, string? folder, CancellationToken cancellation)
    {
        foreach (var guardrails in session.Estate.Clouds.Select(c => c.Guardrails).OfType<IGuardrails>())
        {
            if (guardrails.Find(scope) is not { } known)
                continue;
            var use = new HolderUse(session, cancellation).Demanded().Of(guardrails.Beneath(known));
            var guardrail = guardrails.Build(known, use, session.Window);
            if (asJson)
                JsonOutput.Print(world, json => Json(json, guardrail));
            else
                Print(world, guardrail, folder is null);
            if (folder is not null)
                Files(world.Resolve(folder), guardrail);
            return guardrail.Replay.Clean ? ExitCode.Fine : ExitCode.GateDidNotHold;
        }

        throw new UnknownNameException($"the snapshot knows no organisational unit or account `{scope}`");
    }

    private static void Print(World world, Guardrail guardrail, bool withPolicies)
    {
        var error = world.Error;
        error.WriteLine(Plain.Line($"guardrail for {guardrail.Scope}: denies {guardrail.Denied.Count} sensitive permissions that nobody beneath used"));
        foreach (var policy in guardrail.Policies)
            error.WriteLine(Plain.Line($"  {policy.Name}: {policy.Characters} of {guardrail.Limit} characters"));
        foreach (var (permission, holders) in guardrail.Exempted)
            error.WriteLine(Plain.Line($"  {permission} stays for {string.Join(", ", holders)}"));
        error.WriteLine($"  proof: {ReplayCommand.Summary("replay of everybody beneath", guardrail.Replay)}");
        if (guardrail.Quarantined.Count > 0)
            error.WriteLine(Plain.Line($"  quarantine for {guardrail.Quarantined.Count} unused identities: {string.Join(", ", guardrail.Quarantined.Take(10))}{(guardrail.Quarantined.Count > 10 ? " …" : "")}"));
        if (withPolicies)
            JsonOutput.Print(world, json => Documents(json, guardrail));
    }

    private static void Documents(Utf8JsonWriter json, Guardrail guardrail)
    {
        if (guardrail.Policies.Count == 1)
        {
            guardrail.Policies[0].Document.WriteTo(json);
            return;
        }

        json.WriteStartArray();
        foreach (var policy in guardrail.Policies)
            policy.Document.WriteTo(json);
        json.WriteEndArray();
    }

    private static void Json(Utf8JsonWriter json, Guardrail guardrail)
    {
        json.WriteStartObject();
        json.WriteString("scope", guardrail.Scope);
        json.WriteStartArray("policies");
        foreach (var policy in guardrail.Policies)
        {
            json.WriteStartObject();
            json.WriteString("name", policy.Name);
            json.WritePropertyName("document");
            policy.Document.WriteTo(json);
            json.WriteNumber("characters", policy.Characters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("limit", guardrail.Limit);
        json.WriteStrings("denied", guardrail.Denied);
        json.WriteStartObject("exempted");
        foreach (var (permission, holders) in guardrail.Exempted)
            json.WriteStrings(permission, holders);
        json.WriteEndObject();
        json.WriteStartObject("replay");
        RightsizeJson.Replay(json, guardrail.Replay);
        json.WriteEndObject();
        json.WriteStartObject("quarantine");
        json.WriteStrings("identities", guardrail.Quarantined);
        json.WritePropertyName("document");
        if (guardrail.Quarantine is { } document)
            document.WriteTo(json);
        else
            json.WriteNullValue();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Files(string folder, Guardrail guardrail)
    {
        Directory.CreateDirectory(folder);
        foreach (var policy in guardrail.Policies)
            File.WriteAllText(Path.Combine(folder, $"{policy.Name}.json"), policy.Document.GetRawText() + "\n", new UTF8Encoding(false));
        if (guardrail.Quarantine is { } quarantine)
            File.WriteAllText(Path.Combine(folder, "quarantine.json"), quarantine.GetRawText() + "\n", new UTF8Encoding(false));
    }
}
