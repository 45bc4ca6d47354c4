using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// The one evaluator (IAM User Guide, "Policy evaluation logic"): every layer, three-valued, the world a property of the
/// <see cref="Evaluation"/>. An explicit deny anywhere wins; within one account the resource policy or the identity policies
/// suffice, across accounts both are needed; boundary, session and guardrails cap.
/// </summary>
internal static class Evaluator
{
    /// <summary>Decides.</summary>
    public static Verdict Decide(Evaluation e)
    {
        var principal = e.Principal;
        var caller = principal.Caller;
        var verdict = new Verdict
        {
            // The root user has no policy that would have to let the caller in.
            SameAccount = Same(caller, e.Resource) || e.Action.Lower is "sts:assumeroot",
            Distrustful = FixedRules.Distrustful(e.Action),
            Fixed = FixedRules.Decide(e.Action, caller, e.Target, e.Resource),
            Boundary = Truth.Yes,
            Session = Truth.Yes,
            ServiceControl = Truth.Yes,
            VpcEndpoint = Truth.Yes,
            DataKey = Truth.Yes,
            Bucket = Truth.Yes,
            Besides = Truth.Yes,
        };
        if (verdict.Fixed is Truth.Yes && e.Trace is null)
            return verdict;
        if (caller.HasIdentity)
            PrincipalLayers(e, ref verdict);
        if (e.Open && e.Action.Lower is "sts:assumeroot" && e.Resource.RootAssumption is not { Enabled: true, Accounts: not null })
        {
            verdict.Besides = Truth.Unknown;
            e.Trace?.Ask("setting:centralised root access");
        }
        ResourceLayers(e, ref verdict);
        return verdict;
    }

    /// <summary>Whether the caller's account owns the resource; an owner that nothing tells reads as the caller's account.</summary>
    private static bool Same(Caller caller, ResourceSide resource) =>
        !caller.HasIdentity || resource.Account is null || string.Equals(resource.Account, caller.Account, StringComparison.Ordinal);

    private static void PrincipalLayers(Evaluation e, ref Verdict verdict)
    {
        var principal = e.Principal;
        verdict.Identity = Allows(e, principal.Identity);
        verdict.IdentityDeny = Denies(e, principal.Identity);
        // "The root user has all permissions in its account": no identity policy grants or needs to.
        if (principal.Caller.Kind is CallerKind.Root)
            verdict.Identity = Truth.Yes;
        if (principal.Boundary is { } boundary)
        {
            verdict.Boundary = Allows(e, boundary);
            verdict.BoundaryDeny = Denies(e, boundary);
        }
        if (principal.Session is { } session)
        {
            verdict.Session = Allows(e, session);
            verdict.SessionDeny = Denies(e, session);
        }
        // "SCPs do not affect any service-linked role."
        if (principal.Caller.ServiceLinked)
            return;
        foreach (var level in e.Trace is null ? principal.Guardrails : principal.ServiceControl)
        {
            // "Every level from root to account must itself allow; any deny wins."
            verdict.ServiceControl = verdict.ServiceControl.And(Allows(e, level));
            verdict.ServiceControlDeny = verdict.ServiceControlDeny.Or(Denies(e, level));
        }
    }

    private static void ResourceLayers(Evaluation e, ref Verdict verdict)
    {
        var resource = e.Resource;
        // "The kms:RetireGrant permission is determined by the grant": a key policy has no say (seen live).
        if (resource.Policy is { } policy && e.Action.Lower is not "kms:retiregrant")
            ResourcePolicy(e, policy, ref verdict);
        else if (resource.PolicyUnknown)
            verdict.ResourceAccount = Truth.Unknown;
        if (resource.AccessControlList is { } list)
            AccessControlList(e, list, ref verdict);
        if (!e.Principal.Caller.HasIdentity)
        {
            // Services, providers and anonymous callers have no identity policies: being named by the account is not enough.
            verdict.Identity = Truth.No;
            verdict.ResourceAccount = Truth.No;
        }
        if (resource.Grants.Count > 0)
            KeyGrants.Apply(e, ref verdict);
        if (resource.ResourceControl.Length > 0 && !e.Principal.Caller.ServiceLinked && FixedRules.BoundByResourceControl(e.Action, e.Target))
        {
            foreach (var level in resource.ResourceControl)
                verdict.ResourceControlDeny = verdict.ResourceControlDeny.Or(Denies(e, level));
        }
        if (resource.VpcEndpoint is { } endpoint)
        {
            verdict.VpcEndpoint = Allows(e, endpoint);
            verdict.VpcEndpointDeny = Denies(e, endpoint);
        }
        // "RestrictPublicBuckets … only AWS service principals and authorized users within the bucket owner's account."
        var owner = verdict.SameAccount && e.Principal.Caller.HasIdentity;
        if (resource.RestrictPublicBuckets && !owner && e.Principal.Kind is not CallerKind.Service && resource.Policy is { } bucket && PublicGrants.Any(bucket))
            verdict.PublicAccessDeny = Truth.Yes;
    }

    private static void ResourcePolicy(Evaluation e, PolicyLayer policy, ref Verdict verdict)
    {
        if (policy.MayAllow)
            verdict.ResourceAccount = Truth.Unknown;
        foreach (var statement in policy.Allows)
            LetIn(e, policy, statement, Truth.Yes, ref verdict);
        verdict.ResourceDeny = Denies(e, policy);
    }

    /// <summary>What a bucket's list allows; whether lists count at all may be unknown.</summary>
    private static void AccessControlList(Evaluation e, PolicyLayer list, ref Verdict verdict)
    {
        var most = e.Resource.OwnershipUnknown ? Truth.Unknown : Truth.Yes;
        foreach (var statement in list.Allows)
            verdict.AccessControlList = verdict.AccessControlList.Or(LetIn(e, list, statement, most, ref verdict));
        if (verdict.AccessControlList is Truth.Unknown && e.Resource.OwnershipUnknown)
            e.Trace?.Ask("setting:ObjectOwnership");
    }

    /// <summary>Adds what a statement of a resource's policy or list allows.</summary>
    private static Truth LetIn(Evaluation e, PolicyLayer policy, CompiledStatement statement, Truth most, ref Verdict verdict)
    {
        if (!statement.Acts(e.Action))
            return Truth.No;
        var (how, named) = Names(e, statement);
        if (named is Truth.No)
            return Truth.No;
        var truth = named.And(most).And(e.Target.Allowed(statement, e));
        if (truth is not Truth.No)
            truth = truth.And(Holds(e, statement));
        if (truth is Truth.No)
            return Truth.No;
        Note(e, policy, statement, truth);
        if (how is Named.Self)
            verdict.ResourceSelf = verdict.ResourceSelf.Or(truth);
        else if (how is Named.Role)
            verdict.ResourceRole = verdict.ResourceRole.Or(truth);
        else
            verdict.ResourceAccount = verdict.ResourceAccount.Or(truth);
        return truth;
    }

    /// <summary>Whether a statement names the caller, and how. "A resource-policy statement without Principal matches nobody."</summary>
    private static (Named, Truth) Names(Evaluation e, CompiledStatement statement)
    {
        if (statement.Source.Principal is not { } element)
            return (Named.Nobody, Truth.No);
        if (!element.Negated)
            return PrincipalNames.Match(element, e.Principal.Caller);
        var left = PrincipalNames.LeavesOut(element, e.Principal.Caller, statement.Source.Effect, e.Principal.Boundary is not null);
        return (Named.Self, left.Not());
    }

    /// <summary>Whether some statement of a layer allows.</summary>
    private static Truth Allows(Evaluation e, PolicyLayer layer)
    {
        if (layer.MayAllow)
            Unknown(e, layer);
        return Any(e, layer, layer.Allows, layer.MayAllow);
    }

    /// <summary>Whether some statement of a layer denies.</summary>
    private static Truth Denies(Evaluation e, PolicyLayer layer) => Any(e, layer, layer.Denies, layer.MayDeny);

    /// <summary>Whether one of a layer's statements applies; unknown at the least where a policy of unknown text may hold one.</summary>
    private static Truth Any(Evaluation e, PolicyLayer layer, CompiledStatement[] statements, bool unread)
    {
        var truth = unread ? Truth.Unknown : Truth.No;
        foreach (var statement in statements)
        {
            if (!statement.Acts(e.Action))
                continue;
            var about = statement.Source.Effect is Effect.Allow ? e.Target.Allowed(statement, e) : e.Target.Denied(statement, e);
            var one = about.And(Principal(e, layer, statement));
            if (one is not Truth.No)
                one = one.And(Holds(e, statement));
            if (one is Truth.No)
                continue;
            Note(e, layer, statement, one);
            truth = truth.Or(one);
            if (truth is Truth.Yes && e.Trace is null)
                break;
        }
        return truth;
    }

    /// <summary>In layers whose statements name principals: whether this one names the caller; elsewhere always.</summary>
    private static Truth Principal(Evaluation e, PolicyLayer layer, CompiledStatement statement) => layer.Names switch
    {
        NamesPrincipals.Resource => Names(e, statement).Item2,
        NamesPrincipals.Guardrail => statement.Source.Principal is null ? Truth.No : Names(e, statement).Item2,
        NamesPrincipals.Endpoint => EndpointNames(e, statement),
        _ => Truth.Yes,
    };

    /// <summary>"At a gateway endpoint … an account id there means its root user only" (VPC guide).</summary>
    private static Truth EndpointNames(Evaluation e, CompiledStatement statement)
    {
        var (how, truth) = Names(e, statement);
        return how is Named.Account ? Truth.No : truth;
    }

    private static Truth Holds(Evaluation e, CompiledStatement statement)
    {
        if (e.Trace is null)
            return statement.Holds(e);
        var truth = Truth.Yes;
        foreach (var condition in statement.Conditions)
            truth = truth.And(condition.Holds(e, statement.Source.Effect));
        foreach (var condition in statement.Conditions)
            Ask(e, condition, statement, truth);
        return truth;
    }

    private static void Ask(Evaluation e, CompiledCondition condition, CompiledStatement statement, Truth whole)
    {
        var trace = e.Trace!;
        if (e.Find(condition.Key).State is not FactState.Present && condition.Operator.Comparison is not Comparison.Null)
            trace.Ask(condition.Key.Name);
        if (whole is Truth.Unknown && condition.Holds(e, statement.Source.Effect) is Truth.Unknown)
        {
            trace.AddOpen(new OpenCondition(
                condition.Source.Key, condition.Source.Spelled, condition.Source.Values, statement.Source.Effect is Effect.Allow));
        }
    }

    private static void Note(Evaluation e, PolicyLayer layer, CompiledStatement statement, Truth truth)
    {
        if (e.Trace is not { } trace)
            return;
        foreach (var policy in layer.Policies)
        {
            if (policy.Compiled is { } compiled && Array.IndexOf(compiled.Statements, statement) >= 0)
            {
                trace.Add(layer.Name, policy.Name, statement, truth, policy.Via);
            }
        }
    }

    private static void Unknown(Evaluation e, PolicyLayer layer)
    {
        if (e.Trace is not { } trace)
            return;
        foreach (var policy in layer.Policies)
        {
            if (policy.Compiled is null)
                trace.Ask($"policy:{policy.Name}");
        }
    }
}
