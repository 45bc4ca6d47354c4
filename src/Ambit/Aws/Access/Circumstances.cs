using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>All that an answer hangs on, so that it can be asked again with something changed.</summary>
/// <param name="Principal">The principal with its layers.</param>
/// <param name="Side">The resource's side.</param>
/// <param name="Context">What the request states.</param>
internal sealed record Circumstances(CompiledPrincipal Principal, ResourceSide Side, RequestContext Context)
{
    /// <summary>The layers of other decisions that are taken as allowed.</summary>
    public IReadOnlySet<string> Assumed { get; init; } = new HashSet<string>();

    /// <summary>The same with the statement gone from wherever it stands.</summary>
    public Circumstances Without(CompiledStatement statement) => this with
    {
        Principal = Principal.Map(l => l.Without(statement)),
        Side = Side with
        {
            Policy = Side.Policy?.Without(statement),
            AccessControlList = Side.AccessControlList?.Without(statement),
            VpcEndpoint = Side.VpcEndpoint?.Without(statement),
            ResourceControl = [.. Side.ResourceControl.Select(l => l.Without(statement))],
        },
    };
}
