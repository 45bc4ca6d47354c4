using System.Text.Json;

namespace Ambit.Aws.Access;

/// <summary>A self-contained request, as <c>ambit simulate</c> reads one a line (docs/schemas). Policies are kept as JSON.</summary>
public sealed record SimulationRequest
{
    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary>The resource's ARN, a pattern, or <c>*</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The account that owns the resource, null where not given.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>Who calls.</summary>
    internal Caller Caller { get; init; } = Callers.Anonymous;

    /// <summary>The context keys; a list is a key of several values, whatever its length.</summary>
    public required IReadOnlyList<(string Key, IReadOnlyList<string> Values, bool List)> Context { get; init; }

    /// <summary>Identity policies.</summary>
    public required IReadOnlyList<(string Name, JsonElement Policy)> Identity { get; init; }

    /// <summary>The resource policy, undefined where none.</summary>
    public JsonElement ResourcePolicy { get; init; }

    /// <summary>Permission boundaries, null where none.</summary>
    public IReadOnlyList<(string Name, JsonElement Policy)>? Boundaries { get; init; }

    /// <summary>Service control policies by level.</summary>
    public required IReadOnlyList<IReadOnlyList<(string Name, JsonElement Policy)>> ServiceControl { get; init; }

    /// <summary>Resource control policies by level.</summary>
    public required IReadOnlyList<IReadOnlyList<(string Name, JsonElement Policy)>> ResourceControl { get; init; }

    /// <summary>The session policy, undefined where none.</summary>
    public JsonElement SessionPolicy { get; init; }

    /// <summary>Policies of the VPC endpoint, null where none.</summary>
    public IReadOnlyList<(string Name, JsonElement Policy)>? VpcEndpoint { get; init; }

    /// <summary>Whether S3 Block Public Access restricts public policies.</summary>
    public bool BlockPublicAccess { get; init; }

    /// <summary>Whether the action takes no resource type, for actions that the catalogue does not know.</summary>
    public bool WildcardOnly { get; init; }
}
