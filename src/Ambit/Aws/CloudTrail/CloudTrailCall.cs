using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>One call of a log, with what says something about permission and nothing else of its request.</summary>
internal sealed record CloudTrailCall
{
    /// <summary><c>s3.amazonaws.com</c>.</summary>
    public required string Source { get; init; }

    /// <summary><c>GetObject</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The region it was made in, empty where not told.</summary>
    public required string Region { get; init; }

    /// <summary>The account whose log it is, empty where not told.</summary>
    public required string Account { get; init; }

    /// <summary>Who made it.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The address or the service it came from, null where not told.</summary>
    public string? Address { get; init; }

    /// <summary>The VPC endpoint it came through, null for none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The error, null for success.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What a refusal says, null where it says nothing or nothing was refused.</summary>
    public RefusalMessage? Refusal { get; init; }

    /// <summary>What became of it: a refusal by its code, or by words about the caller under another code.</summary>
    public UseOutcome Outcome => Refusal is not null ? UseOutcome.Refused : CallOutcome.Of(ErrorCode);

    /// <summary>Whether the log says that TLS was used.</summary>
    public bool Tls { get; init; }

    /// <summary>The ARNs of the record's own <c>resources</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The request's parameters that say something about permission.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Whether the record has a request at all; one that was dropped for its size says nothing of what it asked.</summary>
    public bool HasRequest { get; init; }

    /// <summary>The first text of a parameter, null where it is not there.</summary>
    public string? Parameter(string name) => Parameters.Where(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Select(p => p.Value).FirstOrDefault();
}
