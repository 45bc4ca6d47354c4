using System.Text.Json;

namespace Ambit.Access;

/// <summary>What a cloud can say of policy documents by themselves, without a snapshot and without the cloud: compared as sets of requests, and linted.</summary>
public interface IPolicyDocuments
{
    /// <summary>The words that say what a policy is attached to (<c>--type</c>); none where documents of this cloud tell it themselves.</summary>
    IReadOnlyList<string> Kinds => [];

    /// <summary>Whether JSON is a document of this cloud, or one within what its command line prints; asked by content, so no two clouds say yes to one.</summary>
    bool Recognises(JsonElement json);

    /// <summary>The one policy that JSON holds: a document, a list of documents, or what <c>rightsize --json</c> printed; null where there is none of this cloud's.</summary>
    JsonElement? PolicyIn(JsonElement json);

    /// <summary>Whether every request that the document allows is allowed by the reference, too.</summary>
    /// <param name="document">The document, UTF-8.</param>
    /// <param name="reference">What it is compared with.</param>
    /// <param name="kind">One of <see cref="Kinds"/>; null to tell by content.</param>
    SetAnswer NoNewAccess(ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> reference, string? kind);

    /// <summary>Whether the document can never allow the action (on the resource, where one is given); both may be patterns as the cloud has them.</summary>
    SetAnswer NotGranted(ReadOnlyMemory<byte> document, string? kind, string action, string? resource);

    /// <summary>Whether nobody outside can be let in; null where documents of this cloud have no such notion.</summary>
    SetAnswer? NoPublicAccess(ReadOnlyMemory<byte> document, string? kind);

    /// <summary>What is wrong with a document, in the order of its text; null where there is no lint for documents of this cloud.</summary>
    /// <param name="document">The document, UTF-8.</param>
    /// <param name="kind">One of <see cref="Kinds"/>; null to tell by content.</param>
    /// <param name="resourceType">The type of the resource that it is attached to, in the cloud's words; null where nobody says.</param>
    IReadOnlyList<LintFinding>? Lint(ReadOnlyMemory<byte> document, string? kind, string? resourceType) => null;
}
