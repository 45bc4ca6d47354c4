using System.Text.Json;

namespace Ambit.RightSizing;

/// <summary>One policy of a right-sized identity.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Document">The document in the cloud's own grammar.</param>
/// <param name="Characters">How many characters count against the cloud's limit.</param>
/// <param name="Kind">inline, managed …: what it is to be.</param>
/// <param name="Rationale">Why each statement is there, one entry a statement.</param>
public sealed record SizedPolicy(string Name, JsonElement Document, int Characters, string Kind, IReadOnlyList<string> Rationale);
