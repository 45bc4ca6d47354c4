using System.Text;
using System.Text.Json;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>
/// Values as Terraform's language writes them, formatted as <c>terraform fmt</c> does.
/// Source: https://developer.hashicorp.com/terraform/language/expressions/types
/// </summary>
internal static class TerraformValue
{
    /// <summary>A document as <c>jsonencode</c> of an object, so that a review shows statements and not one long text.</summary>
    public static string Encoded(JsonElement document)
    {
        var text = new StringBuilder("jsonencode(");
        Write(text, document, 2);
        return text.Append(')').ToString();
    }

    /// <summary>A quoted text: <c>${</c> and <c>%{</c> begin templates, doubled they are text.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').Replace("${", "$${").Replace("%{", "%%{").ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: Object(text, value, indent); break;
            case JsonValueKind.Array: List(text, value, indent); break;
            case JsonValueKind.String: text.Append(Quote(value.GetString()!)); break;
            default: text.Append(value.GetRawText()); break;
        }
    }

    /// <summary>One under the other; the signs of equality of neighbours on one line each stand under one another.</summary>
    private static void Object(StringBuilder text, JsonElement value, int indent)
    {
        var members = value.EnumerateObject().Select(m => (Name: Name(m.Name), m.Value, Long: !IsShort(m.Value))).ToList();
        text.Append("{\n");
        for (var i = 0; i < members.Count; i++)
        {
            var (name, member, isLong) = members[i];
            var width = isLong ? 0 : Neighbours(members, i);
            text.Append(' ', indent + 2).Append(name.PadRight(width)).Append(" = ");
            Write(text, member, indent + 2);
            text.Append('\n');
        }

        text.Append(' ', indent).Append('}');
    }

    private static int Neighbours(List<(string Name, JsonElement Value, bool Long)> members, int at)
    {
        var (first, last) = (at, at);
        while (first > 0 && !members[first - 1].Long)
            first--;
        while (last + 1 < members.Count && !members[last + 1].Long)
            last++;
        return members.Skip(first).Take(last - first + 1).Max(m => m.Name.Length);
    }

    private static void List(StringBuilder text, JsonElement value, int indent)
    {
        if (value.GetArrayLength() == 0)
        {
            text.Append("[]");
            return;
        }

        text.Append("[\n");
        foreach (var item in value.EnumerateArray())
        {
            text.Append(' ', indent + 2);
            Write(text, item, indent + 2);
            text.Append(",\n");
        }

        text.Append(' ', indent).Append(']');
    }

    private static bool IsShort(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0);

    private static string Name(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : Quote(name);
}
