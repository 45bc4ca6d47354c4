using System.Text.Json;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary>The parts of answers about access that several commands print alike.</summary>
internal static class AccessJson
{
    public static void WriteConditions(this Utf8JsonWriter json, IReadOnlyList<OpenCondition> conditions)
    {
        json.WriteObjects("conditions", conditions, (json, condition) =>
        {
            json.WriteString("key", condition.Key);
            json.WriteString("operator", condition.Operator);
            json.WriteStrings("values", condition.Values);
            json.WriteBoolean("needed", condition.Needed);
        });
    }

    public static void WriteStatements(this Utf8JsonWriter json, string name, IReadOnlyList<StatementReference> statements)
    {
        json.WriteStartArray(name);
        foreach (var statement in statements)
        {
            json.WriteStartObject();
            json.WriteString("policy", statement.Policy);
            json.WriteNumber("index", statement.Index);
            json.WriteString("sid", statement.Sid);
            json.WriteString("effect", statement.Effect);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A condition in words for a table.</summary>
    public static string InWords(this OpenCondition condition) =>
        $"{(condition.Needed ? "if" : "unless")} {condition.Operator} {condition.Key} {string.Join(", ", condition.Values)}";
}
