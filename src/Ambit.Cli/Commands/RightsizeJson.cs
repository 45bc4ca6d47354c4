using System.Text.Json;
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
        json.WriteStartArray("keptUnproved");
        foreach (var kept in result.KeptUnproved)
        {
            json.WriteStartObject();
            json.WriteString("permission", kept.Permission);
            json.WriteString("why", kept.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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

    private static void Before(Utf8JsonWriter json, RightSized result)
    {
        json.WriteStartObject("before");
        json.WriteNumber("actions", result.ActionsBefore.Values.Sum());
        json.WriteCounts("byAccessLevel", result.ActionsBefore);
        json.WriteStartArray("policies");
        foreach (var policy in result.Before)
        {
            json.WriteStartObject();
            json.WriteString("name", policy.Name);
            json.WriteString("kind", policy.Kind);
            json.WritePropertyName("document");
            if (policy.Document.ValueKind is JsonValueKind.Undefined)
                json.WriteNullValue();
            else
                policy.Document.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void After(Utf8JsonWriter json, RightSized result)
    {
        json.WriteStartObject("after");
        json.WriteNumber("actions", result.ActionsAfter.Values.Sum());
        json.WriteCounts("byAccessLevel", result.ActionsAfter);
        json.WriteStartArray("policies");
        foreach (var policy in result.After)
        {
            json.WriteStartObject();
            json.WriteString("name", policy.Name);
            json.WriteString("kind", policy.Kind);
            json.WritePropertyName("document");
            policy.Document.WriteTo(json);
            json.WriteNumber("characters", policy.Characters);
            json.WriteStrings("rationale", policy.Rationale);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
