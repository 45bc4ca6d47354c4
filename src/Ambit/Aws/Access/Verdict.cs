using Ambit.Access;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Access;

/// <summary>What a decision came to, layer by layer; a value, so that deciding allocates nothing.</summary>
internal struct Verdict
{
    public Truth Identity;
    public Truth IdentityDeny;
    public Truth Boundary;
    public Truth BoundaryDeny;
    public Truth Session;
    public Truth SessionDeny;
    public Truth ServiceControl;
    public Truth ServiceControlDeny;
    public Truth ResourceControlDeny;
    public Truth ResourceSelf;
    public Truth ResourceRole;
    public Truth ResourceAccount;
    public Truth ResourceDeny;

    /// <summary>What the access control list says, already in the other resource truths.</summary>
    public Truth AccessControlList;
    public Truth VpcEndpoint;
    public Truth VpcEndpointDeny;
    public Truth PublicAccessDeny;

    /// <summary>Whether the caller may use the KMS key that the data is under; yes where there is none.</summary>
    public Truth DataKey;

    /// <summary>Whether the bucket behind an access point lets the request through; yes where it is no such request.</summary>
    public Truth Bucket;

    /// <summary>Whether the caller has what the call needs besides, and what no policy tells is so; yes where nothing is.</summary>
    public Truth Besides;

    /// <summary>By a KMS grant to the exact session, user or service.</summary>
    public Truth GrantSelf;

    /// <summary>By a KMS grant to the role.</summary>
    public Truth GrantRole;

    /// <summary>Whether the caller's account owns the resource.</summary>
    public bool SameAccount;

    /// <summary>Whether the resource trusts its own account only where its policy says so (role trust, KMS).</summary>
    public bool Distrustful;

    /// <summary>A rule outside all policies that decides: nobody may, or everybody.</summary>
    public Truth? Fixed;

    /// <summary>Whether all layers together allow, denies left out.</summary>
    public readonly Truth Allow
    {
        get
        {
            var capped = Boundary.And(Session);
            var identity = Identity.And(capped);
            var self = ResourceSelf.Or(GrantSelf);
            var role = ResourceRole.Or(GrantRole);
            Truth inner;
            if (!SameAccount)
                inner = self.Or(role).Or(ResourceAccount).And(identity);
            else if (Distrustful)
                inner = self.Or(role.And(capped)).Or(ResourceAccount.And(identity));
            else
                inner = self.Or(role.And(capped)).Or(identity);
            return inner.And(ServiceControl).And(VpcEndpoint).And(DataKey).And(Bucket).And(Besides);
        }
    }

    /// <summary>Whether any layer denies.</summary>
    public readonly Truth Deny =>
        IdentityDeny.Or(BoundaryDeny).Or(SessionDeny).Or(ServiceControlDeny).Or(ResourceControlDeny).Or(ResourceDeny).Or(VpcEndpointDeny).Or(PublicAccessDeny);

    /// <summary>The answer.</summary>
    public readonly Outcome Outcome
    {
        get
        {
            if (Fixed is Truth.Yes)
                return Outcome.Allowed;
            var deny = Deny;
            if (deny is Truth.Yes)
                return Outcome.ExplicitlyDenied;
            if (Fixed is Truth.No)
                return Outcome.ImplicitlyDenied;
            var allow = Allow;
            if (allow is Truth.No)
                return Outcome.ImplicitlyDenied;
            return allow is Truth.Yes && deny is Truth.No ? Outcome.Allowed : Outcome.Conditional;
        }
    }
}
