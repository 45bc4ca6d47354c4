using Ambit.Access;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Access;

/// <summary>Puts a verdict into words: each layer's own outcome, which of them stand in the way, and what would turn the answer.</summary>
internal static class Reasons
{
    /// <summary>The layers that stand in the way; none when allowed.</summary>
    public static IReadOnlyList<string> BlockedBy(Evaluation e, in Verdict verdict)
    {
        var resource = ResourceLayer(e);
        var blocked = new List<string>();
        if (verdict.Outcome is Outcome.Allowed)
            return blocked;
        if (verdict.Deny is Truth.Yes)
        {
            Add(blocked, LayerNames.Identity, verdict.IdentityDeny is Truth.Yes);
            Add(blocked, LayerNames.Boundary, verdict.BoundaryDeny is Truth.Yes);
            Add(blocked, LayerNames.Session, verdict.SessionDeny is Truth.Yes);
            Add(blocked, LayerNames.ServiceControl, verdict.ServiceControlDeny is Truth.Yes);
            Add(blocked, LayerNames.ResourceControl, verdict.ResourceControlDeny is Truth.Yes);
            Add(blocked, resource, verdict.ResourceDeny is Truth.Yes);
            Add(blocked, LayerNames.VpcEndpoint, verdict.VpcEndpointDeny is Truth.Yes);
            Add(blocked, LayerNames.PublicAccessBlock, verdict.PublicAccessDeny is Truth.Yes);
            return blocked;
        }
        if (verdict.Fixed is Truth.No)
            return [LayerNames.Service];
        if (verdict.Allow is Truth.No)
            Lacking(e, verdict, resource, blocked, Truth.No);
        else
            Lacking(e, verdict, resource, blocked, Truth.Unknown);
        return blocked;
    }

    /// <summary>Each layer that took part, in the order AWS applies them.</summary>
    public static IReadOnlyList<LayerResult> Layers(Evaluation e, in Verdict verdict, Trace trace)
    {
        var layers = new List<LayerResult>();
        if (verdict.Fixed is { } known)
            layers.Add(new LayerResult(LayerNames.Service, known is Truth.Yes ? Outcome.Allowed : Outcome.ImplicitlyDenied, [], "decided by the service, whatever policies say"));
        var resource = e.Resource;
        if (e.Principal.ServiceControl.Length > 0 && e.Principal.Caller is { HasIdentity: true, ServiceLinked: false })
            Add(layers, trace, LayerNames.ServiceControl, verdict.ServiceControl, verdict.ServiceControlDeny);
        if (resource.ResourceControl.Length > 0)
            Add(layers, trace, LayerNames.ResourceControl, Truth.Yes, verdict.ResourceControlDeny);
        if (resource.Policy is not null || resource.PolicyUnknown)
        {
            var allow = verdict.ResourceSelf.Or(verdict.ResourceRole).Or(verdict.ResourceAccount);
            Add(layers, trace, ResourceLayer(e), allow, verdict.ResourceDeny, resource.Policy is null ? "no export shows its policy" : null);
        }
        if (resource.Grants.Count > 0)
            Add(layers, trace, LayerNames.KeyGrant, verdict.GrantSelf.Or(verdict.GrantRole), Truth.No);
        if (e.Principal.Caller.HasIdentity)
            Add(layers, trace, LayerNames.Identity, verdict.Identity, verdict.IdentityDeny);
        if (e.Principal.Boundary is not null)
            Add(layers, trace, LayerNames.Boundary, verdict.Boundary, verdict.BoundaryDeny);
        if (e.Principal.Session is not null)
            Add(layers, trace, LayerNames.Session, verdict.Session, verdict.SessionDeny);
        if (resource.VpcEndpoint is not null)
            Add(layers, trace, LayerNames.VpcEndpoint, verdict.VpcEndpoint, verdict.VpcEndpointDeny);
        if (resource.AccessControlList is not null)
            Add(layers, trace, LayerNames.AccessControlList, verdict.AccessControlList, Truth.No, resource.OwnershipUnknown ? "no export tells the bucket's object ownership: its ACLs may be disabled" : null);
        foreach (var companion in trace.Companions)
            Add(layers, trace, companion.Layer, companion.Truth, Truth.No, $"`{companion.Action}` on `{companion.Resource}`");
        if (verdict.PublicAccessDeny is Truth.Yes)
            Add(layers, trace, LayerNames.PublicAccessBlock, Truth.Yes, Truth.Yes);
        return layers;
    }

    /// <summary>What the resource's policy is called.</summary>
    public static string ResourceLayer(Evaluation e) =>
        e.Resource.Policy?.Name ?? (FixedRules.IsAssumption(e.Action) ? LayerNames.Trust : e.Action.Service is "kms" ? LayerNames.KeyPolicy : LayerNames.Resource);

    /// <summary>The layers that do not allow, as far as the answer hangs on them.</summary>
    private static void Lacking(Evaluation e, in Verdict verdict, string resource, List<string> blocked, Truth most)
    {
        var named = verdict.ResourceSelf.Or(verdict.ResourceRole).Or(verdict.GrantSelf).Or(verdict.GrantRole);
        var anyhow = named.Or(verdict.ResourceAccount);
        if (!e.Principal.Caller.HasIdentity)
        {
            Add(blocked, resource, named <= most);
        }
        else
        {
            var self = verdict.ResourceSelf.Or(verdict.GrantSelf);
            var free = verdict.SameAccount && self > most;
            Add(blocked, LayerNames.Identity, !free && verdict.Identity <= most && (!verdict.SameAccount || named <= most));
            Add(blocked, LayerNames.Boundary, !free && verdict.Boundary <= most);
            Add(blocked, LayerNames.Session, !free && verdict.Session <= most);
            Add(blocked, resource, (!verdict.SameAccount || verdict.Distrustful) && anyhow <= most);
        }
        Add(blocked, LayerNames.ServiceControl, verdict.ServiceControl <= most || (most is Truth.Unknown && verdict.ServiceControlDeny is Truth.Unknown));
        Add(blocked, LayerNames.VpcEndpoint, verdict.VpcEndpoint <= most);
        Add(blocked, LayerNames.DataKey, verdict.DataKey <= most);
        Add(blocked, LayerNames.Bucket, verdict.Bucket <= most);
        Add(blocked, LayerNames.Besides, verdict.Besides <= most);
        if (most is not Truth.Unknown)
            return;
        Add(blocked, LayerNames.Identity, verdict.IdentityDeny is Truth.Unknown);
        Add(blocked, LayerNames.Boundary, verdict.BoundaryDeny is Truth.Unknown);
        Add(blocked, LayerNames.Session, verdict.SessionDeny is Truth.Unknown);
        Add(blocked, LayerNames.ResourceControl, verdict.ResourceControlDeny is Truth.Unknown);
        Add(blocked, resource, verdict.ResourceDeny is Truth.Unknown);
        Add(blocked, LayerNames.VpcEndpoint, verdict.VpcEndpointDeny is Truth.Unknown);
    }

    private static void Add(List<string> blocked, string layer, bool blocks)
    {
        if (blocks && !blocked.Contains(layer))
            blocked.Add(layer);
    }

    private static void Add(List<LayerResult> layers, Trace trace, string layer, Truth allow, Truth deny, string? note = null)
    {
        var outcome = deny is Truth.Yes ? Outcome.ExplicitlyDenied
            : allow is Truth.No ? Outcome.ImplicitlyDenied
            : allow is Truth.Yes && deny is Truth.No ? Outcome.Allowed : Outcome.Conditional;
        var statements = trace.Entries.Where(t => t.Layer == layer)
            .Select(t => new StatementReference(t.Policy, t.Statement.Source.Index, t.Statement.Source.Sid, t.Statement.Source.Effect.ToString()))
            .Distinct().ToList();
        layers.Add(new LayerResult(layer, outcome, statements, note));
    }
}
