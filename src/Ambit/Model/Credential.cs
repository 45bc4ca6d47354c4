namespace Ambit.Model;

/// <summary>A way to prove to be an identity; its value is never read.</summary>
/// <param name="Kind">password, accessKey, secret, certificate, federated.</param>
/// <param name="Id">What tells it from its sisters: a key id, a slot.</param>
/// <param name="Active">Whether it can be used now.</param>
/// <param name="CreatedAt">Made or last rotated.</param>
/// <param name="LastUsedAt">Last used, null where never or not known; <paramref name="UseKnown"/> tells which.</param>
/// <param name="ExpiresAt">End of life.</param>
/// <param name="UseKnown">Whether an export says when it was last used.</param>
public sealed record Credential(
    string Kind, string Id, bool Active, DateTimeOffset? CreatedAt = null, DateTimeOffset? LastUsedAt = null, DateTimeOffset? ExpiresAt = null, bool UseKnown = false);
