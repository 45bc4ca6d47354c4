namespace Ambit.Model;

/// <summary>Somebody or something that can hold permissions. Canonical ids are listed in docs/identities.md.</summary>
public sealed record Identity
{
    /// <summary>The canonical id: an ARN, <c>azure:TENANT:KIND:OBJECTID</c>, a GCP member, <c>k8s:…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The cloud's name.</summary>
    public required string Cloud { get; init; }

    /// <summary>The account, tenant or subscription, project or cluster.</summary>
    public required string Scope { get; init; }

    /// <summary>The cloud's own kind: user, group, role, root, servicePrincipal, managedIdentity, agent …</summary>
    public required string Kind { get; init; }

    /// <summary>The name people know it by.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made, where the export tells.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the cloud itself says that it was last used (role last used, password last used); logs may know later.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it holds all of its account, tenant or cluster now, without any step.</summary>
    public bool Admin { get; init; }

    /// <summary>Made and owned by the cloud (service-linked roles, reserved roles): shown, never counted as waste.</summary>
    public bool CloudOwned { get; init; }

    /// <summary>Whether it is active; a disabled user holds nothing usable.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether a second factor is registered; null where no export tells.</summary>
    public bool? Mfa { get; init; }

    /// <summary>Tags or labels.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whom it lets in: principals, services, providers, as the trust names them.</summary>
    public IReadOnlyList<string> Trusts { get; init; } = [];

    /// <summary>Passwords, keys, secrets and certificates, never their values.</summary>
    public IReadOnlyList<Credential> Credentials { get; init; } = [];

    /// <summary>Canonical ids of the groups it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>
    /// Canonical ids of the identities whose permissions it has, where it holds none of its own (somebody of AWS Identity Center acts as
    /// reserved roles); null where it holds its own. What it may do is counted and judged there.
    /// </summary>
    public IReadOnlyList<string>? ActsAs { get; init; }

    /// <summary>Unique ids that logs may name it by (AIDA…, AROA…, object ids).</summary>
    public IReadOnlyList<string> UniqueIds { get; init; } = [];
}
