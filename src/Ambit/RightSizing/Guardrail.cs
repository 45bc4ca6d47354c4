using System.Text.Json;

namespace Ambit.RightSizing;

/// <summary>A guardrail made of use.</summary>
/// <param name="Scope">The organisational unit or account it is for.</param>
/// <param name="Policies">The policies; several where one would be over the cloud's limit.</param>
/// <param name="Limit">How many characters one may have.</param>
/// <param name="Denied">The permissions denied to everybody beneath.</param>
/// <param name="Exempted">Permissions that a few used, and who keeps them.</param>
/// <param name="Replay">The window of everybody beneath under it.</param>
/// <param name="Quarantine">A policy that takes everything from identities that nobody used; null where there are none.</param>
/// <param name="Quarantined">Those identities.</param>
public sealed record Guardrail(
    string Scope, IReadOnlyList<SizedPolicy> Policies, int Limit, IReadOnlyList<string> Denied, IReadOnlyDictionary<string, IReadOnlyList<string>> Exempted,
    ReplayReport Replay, JsonElement? Quarantine, IReadOnlyList<string> Quarantined);
