using Ambit.Access;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Access;

/// <summary>
/// KMS grants in a decision (seen live): within one account a grant to an exact session holds in spite of the implicit denies of
/// session policy and boundary, a grant to the role is capped by both, neither needs an identity policy. Across accounts the caller
/// also needs an identity allow, unless the caller's own account issued the grant.
/// </summary>
internal static class KeyGrants
{
    private const string EncryptionContext = "kms:EncryptionContext:";

    /// <summary>Adds what the key's grants allow.</summary>
    public static void Apply(Evaluation e, ref Verdict verdict)
    {
        var caller = e.Principal.Caller;
        foreach (var grant in e.Resource.Grants)
        {
            var (self, role) = e.Action.Lower is "kms:retiregrant" && grant.Retiring is { } retiring ? Names(retiring, caller) : default;
            if (grant.Actions.Contains(e.Action.Lower))
            {
                var (grantee, granteeRole) = Names(grant.Grantee, caller);
                (self, role) = (self || grantee, role || granteeRole);
            }
            if (!self && !role)
                continue;
            var truth = Holds(e, grant);
            if (self)
                verdict.GrantSelf = verdict.GrantSelf.Or(truth);
            else
                verdict.GrantRole = verdict.GrantRole.Or(truth);
            // Who retires a grant needs nothing of an identity policy, nor does a caller whose own account issued the grant.
            if (!verdict.SameAccount && (e.Action.Lower is "kms:retiregrant" || string.Equals(grant.IssuingAccount, caller.Account, StringComparison.Ordinal)))
                verdict.Identity = verdict.Identity.Or(truth);
        }
    }

    /// <summary>
    /// "The encryption context grant constraints are supported only on grant operations that include an EncryptionContext parameter …
    /// the constraint doesn't apply to DescribeKey and RetireGrant" (KMS API Reference, "CreateGrant").
    /// </summary>
    private static Truth Holds(Evaluation e, KeyGrant grant) => e.Action.Lower switch
    {
        "kms:creategrant" => Parent(e, grant),
        "kms:decrypt" or "kms:encrypt" or "kms:reencryptfrom" or "kms:reencryptto" or "kms:generatedatakey" or "kms:generatedatakeywithoutplaintext"
            or "kms:generatedatakeypair" or "kms:generatedatakeypairwithoutplaintext" => Constraint(e, grant),
        _ => Truth.Yes,
    };

    /// <summary>
    /// "CreateGrant by virtue of a grant needs one parent grant that holds all the operations asked, under the same or a tighter
    /// encryption context": the operations are <c>kms:GrantOperations</c>; the child's encryption context shows in no key.
    /// </summary>
    private static Truth Parent(Evaluation e, KeyGrant grant)
    {
        var truth = Truth.Yes;
        var operations = e.Find(grant.Operations);
        if (operations.State is FactState.Present)
        {
            for (var i = 0; i < operations.Count; i++)
            {
                if (!grant.Actions.Contains($"kms:{operations[i]}".ToLowerInvariant()))
                    return Truth.No;
            }
        }
        else if (operations.State is not FactState.Absent)
        {
            e.Trace?.AddOpen(new OpenCondition("kms:GrantOperations", "ForAllValues:StringEquals", grant.Spelled, Needed: true));
            truth = Truth.Unknown;
        }
        if (grant.Pairs.Length == 0)
            return truth;
        var constraint = e.Find(grant.ConstraintType);
        if (constraint.State is FactState.Absent || (grant.Exactly && constraint is { State: FactState.Present, One: "EncryptionContextSubset" }))
            return Truth.No;
        e.Trace?.AddOpen(new OpenCondition("kms:GrantConstraintType", "StringEquals", grant.Exactly ? ["EncryptionContextEquals"] : ["EncryptionContextEquals", "EncryptionContextSubset"], Needed: true));
        return Truth.Unknown;
    }

    /// <summary>
    /// Whether the request's encryption context is, or holds, what the grant asks for. It is one parameter of a request: where some of
    /// its pairs are stated, they are all of them.
    /// </summary>
    private static Truth Constraint(Evaluation e, KeyGrant grant)
    {
        if (grant.Pairs.Length == 0)
            return Truth.Yes;
        var whole = !e.Open || e.Context.States(EncryptionContext);
        var truth = Truth.Yes;
        foreach (var (key, value) in grant.Pairs)
        {
            var stated = e.Context.TryFind(key, out var fact);
            if (stated && fact.State is FactState.Present)
            {
                if (!string.Equals(fact.One, value, StringComparison.Ordinal))
                    return Truth.No;
            }
            else if (whole && !stated)
            {
                return Truth.No;
            }
            else
            {
                e.Trace?.AddOpen(new OpenCondition(key.Name, "StringEquals", [value], Needed: true));
                truth = Truth.Unknown;
            }
        }
        if (grant.Exactly && whole && e.Context.Count(EncryptionContext) != grant.Pairs.Length)
            return Truth.No;
        return truth;
    }

    private static (bool Self, bool Role) Names(string grantee, Caller caller)
    {
        if (caller.IsRole && string.Equals(grantee, caller.PrincipalArn, StringComparison.Ordinal))
            return (false, true);
        var self = string.Equals(grantee, caller.SessionArn, StringComparison.Ordinal) || string.Equals(grantee, caller.Id, StringComparison.Ordinal)
            || string.Equals(grantee, caller.PrincipalArn, StringComparison.Ordinal);
        return (self, false);
    }
}
