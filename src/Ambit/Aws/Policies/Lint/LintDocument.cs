using Ambit.Access;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies.Lint;

/// <summary>A document under the rules, and the findings so far.</summary>
internal sealed class LintDocument
{
    private readonly LocatedJson _json;

    /// <summary>Takes a document apart.</summary>
    /// <param name="json">The text.</param>
    /// <param name="kind">What the policy is attached to.</param>
    /// <param name="resourceType">The CloudFormation type of the resource, where that is known.</param>
    public LintDocument(LocatedJson json, PolicyKind kind, string? resourceType)
    {
        _json = json;
        Kind = kind;
        ResourceType = resourceType;
        Root = json.Root!;
        if (Root.IsObject && Root["Statement"]?.Value is { } statements)
            Statements = [.. statements.Each.Where(s => s.IsObject).Select(s => new LintStatement(s))];
    }

    /// <summary>The document.</summary>
    public LocatedValue Root { get; }

    /// <summary>What the policy is attached to.</summary>
    public PolicyKind Kind { get; }

    /// <summary>The CloudFormation type of the resource; null where nobody says.</summary>
    public string? ResourceType { get; }

    /// <summary>Its statements.</summary>
    public IReadOnlyList<LintStatement> Statements { get; } = [];

    /// <summary>The catalogue.</summary>
    public AwsCatalogue Catalogue { get; } = AwsCatalogue.Current;

    /// <summary>Whether variables are expanded.</summary>
    public bool Expands => Root["Version"]?.Value.Text == PolicyDocument.CurrentVersion;

    /// <summary>What was found.</summary>
    public List<LintFinding> Findings { get; } = [];

    /// <summary>The text's length without white space outside strings.</summary>
    public int CountedCharacters => _json.CountedCharacters;

    /// <summary>The text's length.</summary>
    public int Characters => _json.Characters;

    /// <summary>Reports a value.</summary>
    public void Report(string code, LocatedValue at, string message) => Report(code, at.Pointer, at.Offset, message);

    /// <summary>Reports a member, at its name.</summary>
    public void Report(string code, LocatedMember at, string message) => Report(code, at.Pointer, at.Offset, message);

    /// <summary>Reports a byte.</summary>
    public void Report(string code, string pointer, int offset, string message)
    {
        var (line, column) = _json.Place(offset);
        var (severity, fix) = LintCodes.Of(code);
        Findings.Add(new LintFinding(code, severity, message, fix, pointer, line, column));
    }
}
