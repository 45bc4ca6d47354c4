using Ambit.Aws.Conditions;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Requests that come through a VPC endpoint meet its policy (VPC guide, "Control access to VPC endpoints using endpoint policies").
/// The endpoint is the one the context names, or the one that the VPC named has for the service.
/// </summary>
internal sealed class VpcEndpoints
{
    private readonly List<AwsResource> _endpoints;
    private readonly PolicyCompiler _compiler;
    private readonly RequestKey _endpointKey;
    private readonly RequestKey _vpcKey;

    public VpcEndpoints(AwsEstate estate, PolicyCompiler compiler)
    {
        _endpoints = [.. estate.Resources.Where(r => r.Type is "AWS::EC2::VPCEndpoint")];
        _compiler = compiler;
        _endpointKey = compiler.Keys.Intern("aws:SourceVpce");
        _vpcKey = compiler.Keys.Intern("aws:SourceVpc");
    }

    /// <summary>The resource's side and the context with what the endpoint adds.</summary>
    public (ResourceSide Side, RequestContext Context) Apply(ResourceSide side, RequestContext context, ActionName action)
    {
        if (_endpoints.Count == 0 || Named(context, action) is not { } endpoint)
            return (side, context);
        var id = endpoint.Arn[(endpoint.Arn.LastIndexOf('/') + 1)..];
        if (!context.TryFind(_endpointKey, out _))
            context = context.With((_endpointKey, Fact.Of(id)));
        if (!context.TryFind(_vpcKey, out _) && endpoint.Text("VpcId") is { } vpc)
            context = context.With((_vpcKey, Fact.Of(vpc)));
        if (endpoint.Policy is not { Known: true } policy)
            return (side, context);
        var compiled = new AttachedPolicy(policy.Name, _compiler.Compile(policy.Document, PolicyKind.VpcEndpoint));
        return (side with { VpcEndpoint = new PolicyLayer(LayerNames.VpcEndpoint, [compiled]) }, context);
    }

    private AwsResource? Named(RequestContext context, ActionName action)
    {
        if (context.TryFind(_endpointKey, out var endpoint))
            return _endpoints.Find(e => e.Arn.EndsWith($"/{endpoint.One}", StringComparison.Ordinal));
        if (!context.TryFind(_vpcKey, out var vpc))
            return null;
        var found = _endpoints.FindAll(e => string.Equals(e.Text("VpcId"), vpc.One, StringComparison.Ordinal) && Serves(e, action.Service));
        return found is [var one] ? one : null;
    }

    /// <summary><c>com.amazonaws.eu-west-1.s3</c> serves s3.</summary>
    private static bool Serves(AwsResource endpoint, string service)
    {
        var name = endpoint.Text("ServiceName") ?? "";
        return name.Equals(service, StringComparison.OrdinalIgnoreCase) || name.EndsWith($".{service}", StringComparison.OrdinalIgnoreCase);
    }
}
