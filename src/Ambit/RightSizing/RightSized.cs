using Ambit.Usage;

namespace Ambit.RightSizing;

/// <summary>The least policy for one subject, with its proof.</summary>
public sealed record RightSized
{
    /// <summary>Whom or what it is for.</summary>
    public required SizingSubject Subject { get; init; }

    /// <summary>The window of use that it rests on.</summary>
    public required UsageWindow Window { get; init; }

    /// <summary>How many calls it rests on.</summary>
    public required long Events { get; init; }

    /// <summary>The policies of today.</summary>
    public required IReadOnlyList<CurrentPolicy> Before { get; init; }

    /// <summary>How many distinct actions they grant, by access level.</summary>
    public required IReadOnlyDictionary<string, int> ActionsBefore { get; init; }

    /// <summary>The least policies.</summary>
    public required IReadOnlyList<SizedPolicy> After { get; init; }

    /// <summary>How many distinct actions they grant, by access level.</summary>
    public required IReadOnlyDictionary<string, int> ActionsAfter { get; init; }

    /// <summary>The proof: what of the window they would refuse.</summary>
    public required ReplayReport Replay { get; init; }

    /// <summary>Whether it is proved never to be wider than today; null where the cloud does not compare sets of requests.</summary>
    public SizingProof? Proof { get; init; }

    /// <summary>What its holders could become and no longer can; null where that was not asked.</summary>
    public RemovedPower? Removed { get; init; }

    /// <summary>What is kept although no log proves it.</summary>
    public required IReadOnlyList<KeptPermission> KeptUnproved { get; init; }

    /// <summary>What the reader must know besides: whose union it is, what was replaced, what lies elsewhere.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
