using System.Text.Json;

namespace Ambit.Aws.Policies;

/// <summary>A policy document, read with every part of it that the grammar knows.</summary>
/// <param name="Version">The Version element; null where it is missing, which means 2008-10-17.</param>
/// <param name="Id">The Id element.</param>
/// <param name="Statements">The statements in their order; one that has no readable Effect is left out, and indexes count it.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record PolicyDocument(
    string? Version, string? Id, IReadOnlyList<Statement> Statements, IReadOnlyList<PolicyProblem> Problems)
{
    /// <summary>The version in which <c>${…}</c> are variables; in the older one they are text.</summary>
    public const string CurrentVersion = "2012-10-17";

    /// <summary>No statements.</summary>
    public static readonly PolicyDocument Empty = new(null, null, [], []);

    /// <summary>Whether policy variables are expanded (IAM User Guide, "Variables and tags": only in version 2012-10-17).</summary>
    public bool ExpandsVariables => string.Equals(Version, CurrentVersion, StringComparison.Ordinal);

    /// <summary>Reads a document from JSON that is parsed already. Never throws on what the document holds.</summary>
    public static PolicyDocument Read(JsonElement json)
    {
        try
        {
            return new PolicyReader().Document(json);
        }
        catch (InvalidOperationException)
        {
            // A member's name with half a surrogate pair is valid JSON but no text.
            return new PolicyDocument(null, null, [], [new PolicyProblem("", "a name in it is no Unicode text")]);
        }
    }

    /// <summary>Reads a document from UTF-8 JSON text; text that is no JSON is a problem at the root.</summary>
    public static PolicyDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Disallow });
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            return new PolicyDocument(null, null, [], [new PolicyProblem("", $"no JSON: line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}")]);
        }
    }

    /// <summary>Reads a document from JSON text.</summary>
    public static PolicyDocument Parse(string text) => Parse(System.Text.Encoding.UTF8.GetBytes(text));
}
