namespace Ambit.Aws.Access;

/// <summary>
/// A principal with all of a decision that belongs to it: identity policies (its own and its groups'), permissions boundary,
/// session policies, service control policies by level. Immutable and shared between threads; made by <see cref="AwsWorld"/>.
/// </summary>
public sealed class CompiledPrincipal
{
    internal CompiledPrincipal(Caller caller, PolicyLayer identity, PolicyLayer? boundary, PolicyLayer? session, PolicyLayer[] serviceControl)
    {
        Caller = caller;
        Identity = identity;
        Boundary = boundary;
        Session = session;
        ServiceControl = serviceControl;
        Guardrails = PolicyLayer.Distinct(serviceControl);
    }

    /// <summary>Canonical id.</summary>
    public string Id => Caller.Id;

    /// <summary>The account, empty for services and anonymous callers.</summary>
    public string Account => Caller.Account;

    /// <summary>What kind of principal it is.</summary>
    public CallerKind Kind => Caller.Kind;

    /// <summary>Whether an AWS service made the role for itself.</summary>
    public bool ServiceLinked => Caller.ServiceLinked;

    internal Caller Caller { get; }

    internal PolicyLayer Identity { get; }

    internal PolicyLayer? Boundary { get; }

    internal PolicyLayer? Session { get; }

    internal PolicyLayer[] ServiceControl { get; }

    /// <summary>The levels of <see cref="ServiceControl"/> that say different things: a level like another one decides nothing more.</summary>
    internal PolicyLayer[] Guardrails { get; }

    /// <summary>The same with every layer made anew.</summary>
    internal CompiledPrincipal Map(Func<PolicyLayer, PolicyLayer> change) => new(
        Caller, change(Identity), Boundary is null ? null : change(Boundary), Session is null ? null : change(Session), [.. ServiceControl.Select(change)]);

    /// <summary>Without the identity policies of which no export holds the text.</summary>
    internal CompiledPrincipal AsKnown() =>
        Identity.MayAllow ? With(new PolicyLayer(Identity.Name, [.. Identity.Policies.Where(p => p.Compiled is not null)])) : this;

    internal CompiledPrincipal With(PolicyLayer identity) => new(Caller, identity, Boundary, Session, ServiceControl);
}
