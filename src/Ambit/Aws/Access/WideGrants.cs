using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Statements of identity policies that allow all of a service (<c>s3:*</c>) or all there is (<c>*</c>), without a condition.</summary>
internal static class WideGrants
{
    /// <summary>Every one of an estate. A group's statements are told of the group and not again of each member.</summary>
    public static IEnumerable<WideGrant> Of(AwsEstate estate)
    {
        var read = new Dictionary<string, IReadOnlyList<Wide>>(StringComparer.Ordinal);
        foreach (var principal in estate.Users.Concat<AwsPrincipal>(estate.Groups).Concat(estate.Roles))
        {
            foreach (var inline in principal.InlinePolicies.Where(p => p.Known))
            {
                foreach (var wide in Read(inline))
                    yield return wide.At(principal.Arn, inline.Name);
            }

            foreach (var arn in principal.AttachedPolicies)
            {
                if (!read.TryGetValue(arn, out var statements))
                    read.Add(arn, statements = estate.ManagedPolicies.TryGetValue(arn, out var policy) && policy.Default.Known ? [.. Read(policy.Default)] : []);
                foreach (var wide in statements)
                    yield return wide.At(principal.Arn, arn);
            }
        }
    }

    private static IEnumerable<Wide> Read(PolicyText text) =>
        from statement in PolicyDocument.Read(text.Document).Statements
        where statement is { Effect: Effect.Allow, NotAction: false, NotResource: false, Broken: false, Conditions.Count: 0 }
        from action in statement.Actions
        let service = ServiceOf(action)
        where service is not null
        select new Wide(service, action, statement);

    /// <summary>The service of which a pattern grants everything; null where it grants less.</summary>
    private static string? ServiceOf(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return action.Length > 0 && action.All(c => c == '*') ? "*" : null;
        var (service, name) = (action[..colon], action[(colon + 1)..]);
        if (name.Length == 0 || !name.All(c => c == '*'))
            return null;
        return service.All(c => c == '*') ? "*" : service.ToLowerInvariant();
    }

    private sealed record Wide(string Service, string Pattern, Statement Statement)
    {
        public WideGrant At(string holder, string policy) =>
            new(holder, Service, Pattern, Statement.Resources, new StatementReference(policy, Statement.Index, Statement.Sid, "Allow"));
    }
}
