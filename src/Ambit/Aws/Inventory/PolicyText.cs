using System.Text.Json;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>A policy document as an export gives it, with its name for explanations.</summary>
/// <param name="Name">The inline policy's name, a managed policy's ARN, <c>trust</c>, <c>resource policy</c>, a guardrail's ARN or id.</param>
/// <param name="Document">The document: an object with <c>Statement</c>. <see cref="JsonValueKind.Undefined"/> when an attachment names a policy that no export and no catalogue holds.</param>
/// <param name="Source">Where it was read.</param>
public sealed record PolicyText(string Name, JsonElement Document, SourceLocation Source)
{
    /// <summary>Whether the text is known; an unknown one makes what it could decide conditional.</summary>
    public bool Known => Document.ValueKind is JsonValueKind.Object;
}
