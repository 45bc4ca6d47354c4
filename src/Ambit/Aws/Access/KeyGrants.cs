using Ambit.Aws.Conditions;

namespace Ambit.Aws.Access;

/// <summary>
/// KMS grants in a decision (seen live): within one account a grant to an exact session holds in spite of the implicit denies of
/// session policy and boundary, a grant to the role is capped by both, neither needs an identity policy. Across accounts the caller
/// also needs an identity allow, unless the caller's own account issued the grant.
/// </summary>
internal static class KeyGrants
{
    /// <summary>Adds what the key's grants allow.</summary>
    public static void Apply(Evaluation e, ref Verdict verdict)
    {
        var caller = e.Principal.Caller;
        foreach (var grant in e.Resource.Grants)
        {
            if (!grant.Actions.Contains(e.Action.Lower))
                continue;
            var (self, role) = Names(grant.Grantee, caller);
            if (!self && !role)
                continue;
            var truth = grant.Constrained ? Constrained(e) : Truth.Yes;
            if (self)
                verdict.GrantSelf = verdict.GrantSelf.Or(truth);
            else
                verdict.GrantRole = verdict.GrantRole.Or(truth);
            if (!verdict.SameAccount && string.Equals(grant.IssuingAccount, caller.Account, StringComparison.Ordinal))
                verdict.Identity = verdict.Identity.Or(truth);
        }
    }

    /// <summary>The encryption context is the request's; only an open world leaves room for it.</summary>
    private static Truth Constrained(Evaluation e)
    {
        e.Trace?.Ask("kms:EncryptionContext");
        return e.Open ? Truth.Unknown : Truth.No;
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
