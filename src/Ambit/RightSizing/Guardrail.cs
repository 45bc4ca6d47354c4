namespace Ambit.RightSizing;

/// <summary>A guardrail made of use.</summary>
public sealed record Guardrail
{
    /// <summary>The organisational unit or account it is for.</summary>
    public required string Scope { get; init; }

    /// <summary>The policies; several where one would be over the cloud's limit.</summary>
    public required IReadOnlyList<SizedPolicy> Policies { get; init; }

    /// <summary>How many characters one may have.</summary>
    public required int Limit { get; init; }

    /// <summary>The permissions denied to everybody beneath.</summary>
    public required IReadOnlyList<string> Denied { get; init; }

    /// <summary>Permissions that a few used, and who keeps them.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Exempted { get; init; }

    /// <summary>Sensitive permissions that a guardrail in force denies to everybody beneath already: repeated, they would only take room.</summary>
    public required IReadOnlyList<string> AlreadyDenied { get; init; }

    /// <summary>Sensitive permissions whose use the logs of some account beneath do not record: not denied, for nobody knows.</summary>
    public required IReadOnlyList<string> NotObservable { get; init; }

    /// <summary>The window of everybody beneath under it.</summary>
    public required ReplayReport Replay { get; init; }

    /// <summary>Of each principal beneath that was at work, how many calls were replayed and how many stay allowed.</summary>
    public required IReadOnlyList<(string Principal, long Events, long Allowed)> Replayed { get; init; }

    /// <summary>Policies that take everything from identities that nobody used; none where there are none.</summary>
    public required IReadOnlyList<SizedPolicy> Quarantine { get; init; }

    /// <summary>Those identities.</summary>
    public required IReadOnlyList<string> Quarantined { get; init; }
}
