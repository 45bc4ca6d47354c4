using System.Text;
using System.Text.Json;
using Ambit.Access;
using Ambit.RightSizing;

namespace Ambit.Cli.Commands;

/// <summary>Prints what <c>rightsize --guardrail</c> made: the policies on standard output, their story on standard error.</summary>
internal static class GuardrailOutput
{
    /// <summary>Builds and prints.</summary>
    public static int Run(World world, Session session, GuardrailQuestion question, CancellationToken cancellation)
    {
        foreach (var guardrails in session.Estate.Clouds.Select(c => c.Guardrails).OfType<IGuardrails>())
        {
            if (guardrails.Find(question.Scope) is not { } known)
                continue;
            var format = question.Format ?? guardrails.Formats[0];
            if (!guardrails.Formats.Contains(format, StringComparer.Ordinal))
                throw new UnknownNameException($"a guardrail of this cloud cannot be written as `{format}`: {string.Join(", ", guardrails.Formats)}");
            var beneath = guardrails.Beneath(known);
            Demand(session, beneath);
            var use = new HolderUse(session, cancellation).Demanded().Of(beneath);
            var guardrail = guardrails.Build(known, use, session.Window, Emergencies(session, beneath, question));
            if (question.AsJson)
                JsonOutput.Print(world, json => Json(json, guardrail));
            else
                Story(world, guardrail);
            if (question.Folder is { } folder)
                Files(world.Resolve(folder), guardrails.Render(guardrail, format));
            else if (!question.AsJson)
                Print(world, guardrails, guardrail, format);
            return guardrail.Replay.Clean ? ExitCode.Fine : ExitCode.GateDidNotHold;
        }

        throw new UnknownNameException($"the snapshot knows no organisational unit or account `{question.Scope}`");
    }

    /// <summary>Whom <c>ambit.yaml</c> keeps for emergencies.</summary>
    private static HashSet<string> Emergencies(Session session, IReadOnlyList<string> beneath, GuardrailQuestion question)
    {
        var named = session.Estate.Clouds.SelectMany(c => c.Identities).DistinctBy(i => i.Id).ToDictionary(i => i.Id, i => i.Name, StringComparer.Ordinal);
        return [.. beneath.Where(b => question.Settings.Windows.IsBreakGlass(b, named.GetValueOrDefault(b) ?? b))];
    }

    /// <summary>"Nobody beneath used it" can be said only where the logs of every account beneath would have shown it.</summary>
    /// <exception cref="UnknownNameException">The logs of an account are missing or end long before the question.</exception>
    private static void Demand(Session session, IReadOnlyList<string> beneath)
    {
        var identities = session.Estate.Clouds.SelectMany(c => c.Identities).DistinctBy(i => i.Id).ToDictionary(i => i.Id, StringComparer.Ordinal);
        var logs = new LogBasis(session.Usage.Coverage(), identities.Values.Select(i => (i.Cloud, i.Scope)).Distinct());
        foreach (var account in beneath.Select(b => identities.GetValueOrDefault(b)).OfType<Model.Identity>().Select(i => (i.Cloud, i.Scope)).Distinct())
        {
            if (logs.Refusal(account.Cloud, account.Scope, session.Window, seen: false, []) is { } why)
                throw new UnknownNameException($"a guardrail says what nobody beneath used, and that is not known: {why}");
        }
    }

    private static void Story(World world, Guardrail guardrail)
    {
        var error = world.Error;
        error.WriteLine(Plain.Line($"guardrail for {guardrail.Scope}: denies {guardrail.Denied.Count} sensitive permissions that nobody beneath used"));
        foreach (var policy in guardrail.Policies)
            error.WriteLine(Plain.Line($"  {policy.Name}: {policy.Characters} of {guardrail.Limit} characters"));
        foreach (var (permission, holders) in guardrail.Exempted)
            error.WriteLine(Plain.Line($"  {permission} stays for {string.Join(", ", holders)}"));
        if (guardrail.AlreadyDenied.Count > 0)
            error.WriteLine(Plain.Line($"  {guardrail.AlreadyDenied.Count} left out, for a guardrail in force denies them already: {Some(guardrail.AlreadyDenied)}"));
        if (guardrail.NotObservable.Count > 0)
            error.WriteLine(Plain.Line($"  {guardrail.NotObservable.Count} left out, for the trails do not record their use: {Some(guardrail.NotObservable)}"));
        error.WriteLine(Plain.Line($"  replayed: {guardrail.Replayed.Count} principals that were at work"));
        error.WriteLine($"  proof: {ReplayCommand.Summary("replay of everybody beneath", guardrail.Replay)}");
        if (guardrail.Quarantined.Count > 0)
            error.WriteLine(Plain.Line($"  quarantine ({string.Join(", ", guardrail.Quarantine.Select(q => $"{q.Name}: {q.Characters} of {guardrail.Limit} characters"))}) for {guardrail.Quarantined.Count} unused identities: {string.Join(", ", guardrail.Quarantined.Take(10))}{(guardrail.Quarantined.Count > 10 ? " …" : "")}"));
    }

    private static void Print(World world, IGuardrails guardrails, Guardrail guardrail, string format)
    {
        if (format == "json")
        {
            JsonOutput.Print(world, json => Documents(json, guardrail));
            return;
        }

        var files = guardrails.Render(guardrail, format);
        foreach (var line in files.Take(guardrail.Policies.Count == 0 ? 0 : 1).SelectMany(f => f.Content.TrimEnd('\n').Split('\n')))
            world.Out.WriteLine(Plain.Line(line));
        if (guardrail.Quarantine.Count > 0)
            world.Error.WriteLine("next: --output DIR writes the quarantine as well");
    }

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? " …" : "");

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
        Policies(json, guardrail.Policies);
        json.WriteNumber("limit", guardrail.Limit);
        json.WriteStrings("denied", guardrail.Denied);
        json.WriteStartObject("exempted");
        foreach (var (permission, holders) in guardrail.Exempted)
            json.WriteStrings(permission, holders);
        json.WriteEndObject();
        json.WriteStrings("alreadyDenied", guardrail.AlreadyDenied);
        json.WriteStrings("notObservable", guardrail.NotObservable);
        json.WriteStartObject("replay");
        RightsizeJson.Replay(json, guardrail.Replay);
        json.WriteEndObject();
        json.WriteStartArray("replayed");
        foreach (var (principal, events, allowed) in guardrail.Replayed)
        {
            json.WriteStartObject();
            json.WriteString("principal", principal);
            json.WriteNumber("events", events);
            json.WriteNumber("allowed", allowed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("quarantine");
        json.WriteStrings("identities", guardrail.Quarantined);
        json.WritePropertyName("document");
        if (guardrail.Quarantine is [var only])
            only.Document.WriteTo(json);
        else
            json.WriteNullValue();
        Policies(json, guardrail.Quarantine);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Policies(Utf8JsonWriter json, IReadOnlyList<SizedPolicy> policies)
    {
        json.WriteObjects("policies", policies, (json, policy) =>
        {
            json.WriteString("name", policy.Name);
            json.WritePropertyName("document");
            policy.Document.WriteTo(json);
            json.WriteNumber("characters", policy.Characters);
        });
    }

    private static void Files(string folder, IReadOnlyList<(string File, string Content)> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, content) in files)
            File.WriteAllText(Path.Combine(folder, file), content, new UTF8Encoding(false));
    }
}
