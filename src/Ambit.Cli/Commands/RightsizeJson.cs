using System.Text.Json;
using Ambit.Escalation;
using Ambit.RightSizing;

namespace Ambit.Cli.Commands;

/// <summary>The JSON of <c>rightsize</c> and <c>replay</c>.</summary>
internal static class RightsizeJson
{
    /// <summary>One result.</summary>
    public static void Write(Utf8JsonWriter json, RightSized result)
    {
        json.WriteStartObject();
        json.WriteString("principal", result.Subject.Id);
        json.WriteString("kind", result.Subject.Kind);
        json.WriteStartObject("window");
        json.WriteTime("from", result.Window.From);
        json.WriteTime("to", result.Window.To);
        json.WriteEndObject();
        json.WriteNumber("events", result.Events);
        Before(json, result);
        After(json, result);
        json.WriteStartObject("replay");
        Replay(json, result.Replay);
        json.WriteEndObject();
        Proof(json, result);
        Removed(json, result);
        json.WriteObjects("keptUnproved", result.KeptUnproved, (json, kept) =>
        {
            json.WriteString("permission", kept.Permission);
            json.WriteString("why", kept.Why);
        });
        json.WriteStrings("notes", result.Notes);
        json.WriteEndObject();
    }

    /// <summary>The members of a replay, within an object that is open.</summary>
    public static void Replay(Utf8JsonWriter json, ReplayReport replay)
    {
        json.WriteNumber("events", replay.Events);
        json.WriteNumber("allowed", replay.Allowed);
        json.WriteNumber("undecided", replay.Undecided.Sum(u => u.Count));
        Losses(json, "undecidedUses", replay.Undecided, keys: true);
        Losses(json, "wouldDeny", replay.WouldDeny, keys: false);
    }

    /// <summary>A list of what would be lost.</summary>
    public static void Losses(Utf8JsonWriter json, string name, IReadOnlyList<ReplayLoss> losses, bool keys)
    {
        json.WriteStartArray(name);
        foreach (var loss in losses)
        {
            json.WriteStartObject();
            json.WriteString("principal", loss.Principal);
            json.WriteString("action", loss.Action);
            json.WriteString("resource", loss.Resource);
            json.WriteNumber("count", loss.Count);
            json.WriteTime("lastSeen", loss.LastSeen);
            if (keys)
                json.WriteStrings("keys", loss.Keys);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Proof(Utf8JsonWriter json, RightSized result)
    {
        if (result.Proof is not { } proof)
        {
            json.WriteNull("proof");
            return;
        }

        json.WriteStartObject("proof");
        if (proof.NeverWider is { } proved)
            json.WriteBoolean("neverWider", proved);
        else
            json.WriteNull("neverWider");
        json.WriteStrings("reasons", proof.Reasons);
        json.WriteEndObject();
    }

    /// <summary>What goes: actions by access level, and what the holders could become.</summary>
    private static void Removed(Utf8JsonWriter json, RightSized result)
    {
        json.WriteStartObject("removed");
        var levels = RightsizeStory.RemovedLevels(result);
        json.WriteNumber("actions", levels.Values.Sum());
        json.WriteCounts("byAccessLevel", levels);
        if (result.Removed is { } removed)
        {
            json.WriteStrings("administration", removed.Administration);
            Paths(json, "paths", removed.Paths);
            Paths(json, "pathsLeft", removed.Left);
            json.WriteBoolean("together", removed.Together);
        }

        json.WriteEndObject();
    }

    private static void Paths(Utf8JsonWriter json, string name, IReadOnlyList<EscalationPath> paths)
    {
        json.WriteStartArray(name);
        foreach (var path in paths)
        {
            json.WriteStartObject();
            json.WriteString("from", path.From);
            json.WriteString("to", EscalationEdge.IsAdmin(path.To, out var scope) ? $"admin of {scope}" : path.To);
            json.WriteString("certainty", path.Certain ? "certain" : "conditional");
            json.WriteStrings("methods", path.Hops.Select(PathJson.Method));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Before(Utf8JsonWriter json, RightSized result)
    {
        json.WriteStartObject("before");
        json.WriteNumber("actions", result.ActionsBefore.Values.Sum());
        json.WriteCounts("byAccessLevel", result.ActionsBefore);
        json.WriteObjects("policies", result.Before, (json, policy) =>
        {
            json.WriteString("name", policy.Name);
            json.WriteString("kind", policy.Kind);
            json.WritePropertyName("document");
            if (policy.Document.ValueKind is JsonValueKind.Undefined)
                json.WriteNullValue();
            else
                policy.Document.WriteTo(json);
        });
        json.WriteEndObject();
    }

    private static void After(Utf8JsonWriter json, RightSized result)
    {
        json.WriteStartObject("after");
        json.WriteNumber("actions", result.ActionsAfter.Values.Sum());
        json.WriteCounts("byAccessLevel", result.ActionsAfter);
        json.WriteObjects("policies", result.After, (json, policy) =>
        {
            json.WriteString("name", policy.Name);
            json.WriteString("kind", policy.Kind);
            json.WritePropertyName("document");
            policy.Document.WriteTo(json);
            json.WriteNumber("characters", policy.Characters);
            json.WriteStrings("rationale", policy.Rationale);
        });
        json.WriteEndObject();
    }
}
