using Ambit.Findings.Scoring;

namespace Ambit.Findings;

/// <summary>One thing that is wrong in an estate, with its evidence and what to do about it.</summary>
public sealed record Finding
{
    /// <summary>Stable between scans of the same estate: made of the kind and what it is about (<see cref="FindingId"/>).</summary>
    public required string Id { get; init; }

    /// <summary>The kind's id: <c>unused-identity</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>0 to 100; orders findings of one severity.</summary>
    public required int Score { get; init; }

    /// <summary>The cloud's name.</summary>
    public required string Cloud { get; init; }

    /// <summary>The account, tenant, subscription, project or cluster.</summary>
    public required string Scope { get; init; }

    /// <summary>Canonical id of the identity it is about, null where it is about none.</summary>
    public string? Identity { get; init; }

    /// <summary>The resource it is about, null where it is about none.</summary>
    public string? Resource { get; init; }

    /// <summary>One line that names who and what.</summary>
    public required string Title { get; init; }

    /// <summary>Why it matters, in plain words.</summary>
    public required string Why { get; init; }

    /// <summary>The facts that it rests on.</summary>
    public required IReadOnlyList<FindingEvidence> Evidence { get; init; }

    /// <summary>What to do.</summary>
    public required Remediation Remediation { get; init; }

    /// <summary>When a scan into this store first saw it; null before it was stored.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>Whether it stands.</summary>
    public FindingStatus Status { get; init; }

    /// <summary>What fixing it takes off the scores of its identity; null where it is about none that is scored.</summary>
    public ScoreRelief? TakesOff { get; init; }

    /// <summary>Controls of frameworks that it touches: <c>CIS AWS 3.0 1.14</c>.</summary>
    public IReadOnlyList<string> Compliance { get; init; } = [];
}
