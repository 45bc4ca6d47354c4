using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Matches Principal and NotPrincipal elements against a caller (IAM User Guide, "Principal", "NotPrincipal").</summary>
internal static class PrincipalNames
{
    /// <summary>How strongly the element names the caller, and whether that is known.</summary>
    public static (Named How, Truth Truth) Match(PrincipalElement element, Caller caller)
    {
        var best = (How: Named.Nobody, Truth: Truth.No);
        foreach (var entry in element.Entries)
        {
            var match = Match(entry, caller);
            if (match.Truth > best.Truth || (match.Truth == best.Truth && match.How > best.How))
                best = match;
        }
        return best;
    }

    /// <summary>
    /// Whether a NotPrincipal element leaves the caller out of the statement. "When you use NotPrincipal with Deny, you must also
    /// specify the account ARN of the not-denied principal", for a session the role too; and with a permissions boundary it always denies.
    /// </summary>
    public static Truth LeavesOut(PrincipalElement element, Caller caller, Effect effect, bool boundary)
    {
        var (how, truth) = Match(element, caller);
        if (effect is Effect.Allow)
            return how is Named.Nobody ? Truth.No : truth;
        if (boundary || how is Named.Nobody)
            return Truth.No;
        if (!caller.HasIdentity || caller.Kind is CallerKind.Root)
            return truth;
        bool account = false, role = !caller.IsRole;
        var self = caller.Kind is CallerKind.Role ? Truth.Yes : Truth.No;
        foreach (var entry in element.Entries)
        {
            var one = Match(entry, caller);
            account |= one.How is Named.Account || entry.Value == "*";
            role |= one.How is Named.Role || entry.Value == "*";
            if (one.How is Named.Self)
                self = self.Or(one.Truth);
        }
        return account && role ? self : Truth.No;
    }

    private static (Named How, Truth Truth) Match(PrincipalEntry entry, Caller caller)
    {
        switch (entry.Kind)
        {
            case PrincipalKind.Everyone:
                return (Named.Self, Truth.Yes);
            case PrincipalKind.Aws:
                return Aws(entry.Value, caller);
            case PrincipalKind.Service:
                return Is(caller.Kind is CallerKind.Service && (Same(entry.Value, caller.Id) || Same(entry.Value, "*")), Named.Self);
            case PrincipalKind.Federated:
                return Is(caller.Kind is CallerKind.Federated && Same(entry.Value, caller.Id), Named.Self);
            case PrincipalKind.CanonicalUser:
                // "The canonical user ID … is an obfuscated form of the AWS account ID": it names the account.
                return Is(caller.HasIdentity && caller.CanonicalId is not null && Same(entry.Value, caller.CanonicalId), caller.Kind is CallerKind.Root ? Named.Self : Named.Account);
            default:
                return (Named.Nobody, Truth.No);
        }
    }

    private static (Named, Truth) Aws(string value, Caller caller)
    {
        // "{"AWS": "*"} does not cover SAML or OIDC callers" (seen live).
        if (caller.Kind is CallerKind.Federated)
            return (Named.Nobody, Truth.No);
        if (Same(value, "*"))
            return (Named.Self, Truth.Yes);
        if (!caller.HasIdentity)
            return (Named.Nobody, Truth.No);
        if (Same(value, caller.Account) || Same(value, caller.RootArn))
            return (caller.Kind is CallerKind.Root ? Named.Self : Named.Account, Truth.Yes);
        if (caller.IsRole)
            return Role(value, caller);
        return Is(Same(value, caller.PrincipalArn) || Same(value, caller.SessionArn) || Same(value, caller.UniqueId), Named.Self);
    }

    private static (Named, Truth) Role(string value, Caller caller)
    {
        if (Same(value, caller.SessionArn))
            return (Named.Self, Truth.Yes);
        if (Same(value, caller.PrincipalArn) || Same(value, caller.UniqueId))
            return (Named.Role, Truth.Yes);
        if (!ArnFields.TryParse(value, out var arn) || !arn.Account.SequenceEqual(caller.Account) || !arn.Partition.SequenceEqual(caller.Partition))
            return (Named.Nobody, Truth.No);
        // A session's ARN has no path: where only that is known, the role's ARN matches by its name.
        if (!caller.PathKnown && arn.Resource.StartsWith("role/") && arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..].SequenceEqual(caller.Name))
            return (Named.Role, Truth.Yes);
        if (caller is { Kind: CallerKind.Role, AnySession: true } && arn.Service.SequenceEqual("sts") && SessionOf(arn.Resource, caller.Name))
            return (Named.Self, Truth.Unknown);
        return (Named.Nobody, Truth.No);
    }

    private static bool SessionOf(ReadOnlySpan<char> resource, string role)
    {
        const string type = "assumed-role/";
        return resource.StartsWith(type) && resource.Length > type.Length + role.Length && resource[type.Length..].StartsWith(role)
            && resource[type.Length + role.Length] == '/';
    }

    private static (Named, Truth) Is(bool named, Named how) => named ? (how, Truth.Yes) : (Named.Nobody, Truth.No);

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.Ordinal);
}
