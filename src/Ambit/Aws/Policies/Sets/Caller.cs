namespace Ambit.Aws.Policies.Sets;

/// <summary>What kind of caller a request has.</summary>
internal enum CallerKind
{
    /// <summary>The one that the policy is attached to; nothing in the policy tells callers apart but conditions.</summary>
    Holder,

    /// <summary>Nobody in particular: a request without credentials.</summary>
    Anonymous,

    /// <summary>A user, role, session or root of an account.</summary>
    Identity,

    /// <summary>An AWS service.</summary>
    Service,

    /// <summary>Somebody whom a SAML or OIDC provider vouches for.</summary>
    Federated,

    /// <summary>An account by its canonical user id.</summary>
    CanonicalUser,
}

/// <summary>
/// One of the callers that a Principal element can tell apart: those it names, and one for the rest of each account, of all other
/// accounts, services and providers.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">How a request shows it.</param>
internal sealed record Caller(CallerKind Kind, string? Name)
{
    /// <summary>The holder of an identity policy.</summary>
    public static readonly Caller Holder = new(CallerKind.Holder, null);

    /// <summary>Anybody.</summary>
    public static readonly Caller Anonymous = new(CallerKind.Anonymous, "*");

    /// <summary>The account of an identity.</summary>
    public string? Account { get; init; }

    /// <summary>The role of a session, with its path where the policies tell it.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Whether it stands for everybody of its kind (and account) whom the policies do not name.</summary>
    public bool IsRest { get; init; }

    /// <summary>What <c>aws:PrincipalArn</c> holds: a session's is the role's ARN.</summary>
    public string? PrincipalArn => RoleArn ?? Name;

    /// <summary>Whether a Principal or NotPrincipal element matches it.</summary>
    /// <param name="element">The element; null where the statement has none.</param>
    /// <param name="kind">The kind of policy.</param>
    public bool IsMatchedBy(PrincipalElement? element, PolicyKind kind)
    {
        if (Kind is CallerKind.Holder)
            return true;
        // "A resource-policy statement without a Principal element matches nobody."
        if (element is null)
            return false;
        return element.Entries.Any(e => IsNamedBy(e, kind)) != element.Negated;
    }

    private bool IsNamedBy(PrincipalEntry entry, PolicyKind kind) =>
        entry.Kind switch
        {
            PrincipalKind.Everyone => true,
            // In a trust policy `{"AWS": "*"}` does not cover services, SAML or OIDC callers.
            PrincipalKind.Aws when entry.Value == "*" => kind is not PolicyKind.Trust || Kind is CallerKind.Identity,
            PrincipalKind.Aws => Kind is CallerKind.Identity && IsIdentity(entry.Value),
            PrincipalKind.Service => Kind is CallerKind.Service && (entry.Value == "*" || string.Equals(entry.Value, Name, StringComparison.OrdinalIgnoreCase)),
            PrincipalKind.Federated => Kind is CallerKind.Federated && (entry.Value == "*" || string.Equals(entry.Value, Name, StringComparison.Ordinal)),
            _ => Kind is CallerKind.CanonicalUser && string.Equals(entry.Value, Name, StringComparison.Ordinal),
        };

    private bool IsIdentity(string named) =>
        string.Equals(named, Name, StringComparison.Ordinal)
        || (RoleArn is not null && string.Equals(named, RoleArn, StringComparison.Ordinal))
        || (Account is not null && string.Equals(Callers.WholeAccount(named), Account, StringComparison.Ordinal));
}
