using System.Text.Json;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// What is kept of a resource's configuration: names that are on the list, in the capitals that CloudFormation gives them, and
/// nothing that could be a secret (environment variables, user data, passwords, tokens). What is not on the list is not kept.
/// </summary>
internal static class Recorded
{
    private static readonly string[] Secret = ["Password", "UserData", "Environment", "EnvironmentVariables", "Variables", "PrivateKey", "ClientSecret", "AuthToken", "SecretString", "SecretBinary", "Buildspec", "Auth", "UserParameters", "ParameterOverrides", "Commands", "Headers"];

    /// <summary>Writes the properties that are kept; later elements add to and replace those of the earlier.</summary>
    public static void Write(Utf8JsonWriter writer, string type, IEnumerable<JsonElement> configurations)
    {
        writer.WriteStartObject("Properties");
        var kept = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in configurations.Where(c => c.ValueKind == JsonValueKind.Object).SelectMany(c => c.EnumerateObject()))
        {
            var name = Capitalised(property.Name);
            var value = Opened(property.Value);
            if (value.ValueKind != JsonValueKind.Null && Keeps(type, name, value))
                kept[name] = value;
        }

        foreach (var (name, value) in kept)
        {
            writer.WritePropertyName(name);
            Copy(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary><c>roleARN</c> is <c>RoleARN</c>.</summary>
    public static string Capitalised(string name) => name.Length > 0 && char.IsAsciiLetterLower(name[0]) ? $"{char.ToUpperInvariant(name[0])}{name.AsSpan(1)}" : name;

    private static bool Keeps(string type, string name, JsonElement value) =>
        !IsSecret(name, value) && (RecordedProperties.Of(type).Contains(name) || Refers(name, value));

    /// <summary>Of any type: what it is called, how it is, and what it runs as or belongs to.</summary>
    private static bool Refers(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String =>
            value.GetString() is { Length: <= 2048 } text
            && (text.IsArn() || name is "Name" or "Status" or "State" || name.EndsWith("Arn", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Role", StringComparison.Ordinal)
                || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Status", StringComparison.Ordinal)),
        JsonValueKind.True or JsonValueKind.False => true,
        _ => false,
    };

    /// <summary>A command line, a build specification or the address of a repository may hold a secret; Glue's <c>Command</c> is an object that says where the script lies.</summary>
    private static bool IsSecret(string name, JsonElement value) =>
        (name is "Command" or "EntryPoint" && value.ValueKind != JsonValueKind.Object) || Secret.Contains(name, StringComparer.OrdinalIgnoreCase) || name.Contains("password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Token", StringComparison.Ordinal)
        || (name is "Location" && value.ValueKind == JsonValueKind.String && value.GetString()!.Contains('@'));

    /// <summary>Some tools write an object as text.</summary>
    private static JsonElement Opened(JsonElement value)
    {
        for (var layer = 0; layer < 3 && value.ValueKind == JsonValueKind.String; layer++)
        {
            var text = value.GetString()!;
            if (text.AsSpan().TrimStart() is not ['{' or '[' or '"', ..] || !JsonText.TryParse(text, out var inner, out _))
                return value;
            value = inner;
        }

        return value;
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().Where(p => !IsSecret(Capitalised(p.Name), p.Value)))
                {
                    writer.WritePropertyName(Capitalised(property.Name));
                    Copy(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Copy(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
