using Ambit.Settings;

namespace Ambit.Cli.Commands;

/// <summary>What <c>rightsize --guardrail</c> was asked.</summary>
/// <param name="Scope">The organisational unit or account, as the user named it.</param>
/// <param name="AsJson">Whether the whole answer is one JSON document.</param>
/// <param name="Format">How the policies are written; null for plain documents.</param>
/// <param name="Folder">Where files go, null for none.</param>
/// <param name="Settings">What the owner says of the estate.</param>
internal sealed record GuardrailQuestion(string Scope, bool AsJson, string? Format, string? Folder, AmbitSettings Settings);
