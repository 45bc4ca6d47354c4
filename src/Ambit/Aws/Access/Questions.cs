using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// The questions that people ask of an estate, put to its world. "On at least one resource" is asked of the principal's own account
/// and of every resource of the estate whose policy could let the principal in.
/// </summary>
internal sealed class Questions(AwsWorld world)
{
    private readonly ConcurrentDictionary<string, OrderedDictionary<string, string>> _granting = new(StringComparer.Ordinal);

    /// <summary>Decides without reasons.</summary>
    public Outcome Outcome(CompiledPrincipal principal, ActionName action, string? resource, RequestContext context)
    {
        if (resource is not null and not "*")
            return world.Verdict(principal, action, resource, context, null).Outcome;
        return Best(principal, action, context).Outcome;
    }

    /// <summary>Decides with reasons; the evaluation is good until the next question.</summary>
    public (Verdict Verdict, Trace Trace, Evaluation Evaluation, string? Resource) Explain(CompiledPrincipal principal, ActionName action, string? resource, RequestContext context)
    {
        if (resource is null or "*")
            resource = Best(principal, action, context).Resource;
        var trace = new Trace();
        var verdict = world.Verdict(principal, action, resource, context, trace, out var evaluation);
        return (verdict, trace, evaluation, resource);
    }

    /// <summary>The policies that may let somebody in.</summary>
    public IEnumerable<PolicyLayer> Policies(ActionName action, string? resource)
    {
        IEnumerable<string> arns = resource is null or "*" ? Granting(action) : [resource];
        return arns.Select(a => world.Resources.Side(a, action)).SelectMany(s => new[] { s.Policy, s.AccessControlList }).OfType<PolicyLayer>().Distinct();
    }

    /// <summary>The best answer on any resource, and on which.</summary>
    private (Outcome Outcome, string? Resource) Best(CompiledPrincipal principal, ActionName action, RequestContext context)
    {
        if (action.WildcardOnly)
            return (world.Verdict(principal, action, null, context, null).Outcome, null);
        var asked = Asked(action);
        // Roles and keys let in by their policies only: where the estate holds some, they are the resources there are.
        var alone = (FixedRules.Distrustful(action) || action.Lower is "sts:assumeroot") && asked.Count > 0;
        (Outcome Outcome, string? Resource) best =
            (world.Verdict(principal, action, alone ? asked.GetAt(0).Value : null, context, null).Outcome, alone ? asked.GetAt(0).Value : null);
        if (action.DataKey is not null && best.Outcome is Ambit.Access.Outcome.Allowed or Ambit.Access.Outcome.Conditional)
            best = Unlocked(principal, action, context) ?? best;
        if (asked.Count == 0 || best.Outcome is Ambit.Access.Outcome.Allowed)
            return best;
        foreach (var arn in action.Lower is "sts:assumeroot" ? asked.Values : Opening(principal, asked))
        {
            if (best.Outcome is Ambit.Access.Outcome.Allowed)
                break;
            var outcome = world.Verdict(principal, action, arn, context, null).Outcome;
            if (Rank(outcome) > Rank(best.Outcome))
                best = (outcome, arn);
        }
        return best;
    }

    /// <summary>
    /// Where all that the principal's own policies allow lies under KMS keys, whether it may use one of them, and where; null where
    /// they allow something that is under none.
    /// </summary>
    private (Outcome Outcome, string? Resource)? Unlocked(CompiledPrincipal principal, ActionName action, RequestContext context)
    {
        if (world.Resources.UnderKeys.Count == 0 || principal.Identity.MayAllow || principal.Kind is CallerKind.Root)
            return null;
        (Outcome Outcome, string? Resource)? best = null;
        var types = world.Targets.Of(action, null, "", principal.Caller.Partition, wildcardOnly: false);
        foreach (var statement in principal.Identity.Allows.Where(s => s.Acts(action)))
        {
            if (statement.EveryResource || statement.Source.NotResource)
                return null;
            foreach (var pattern in statement.Resources)
            {
                // A pattern that is about nothing that the action takes allows nothing.
                var tokens = Glob.Of(pattern.Raw).Tokens.ToArray();
                if (!Array.Exists(types, t => Array.TrueForAll(t.Patterns, p => ArnGlob.Intersects(p, tokens))))
                    continue;
                if (!pattern.Raw.StartsWith("arn:", StringComparison.Ordinal) || pattern.Raw.Contains("${", StringComparison.Ordinal) || world.Resources.Known(pattern.Raw) is not { } store || world.Resources.Side(store.Arn, action).DataKey is null)
                    return null;
                var outcome = world.Verdict(principal, action, pattern.Raw, context, null).Outcome;
                if (best is null || Rank(outcome) > Rank(best.Value.Outcome))
                    best = (outcome, pattern.Raw);
            }
        }
        return best;
    }

    /// <summary>Of the resources asked about those whose policies could mean the principal.</summary>
    private IEnumerable<string> Opening(CompiledPrincipal principal, OrderedDictionary<string, string> asked)
    {
        foreach (var door in world.Doors.Of(principal))
        {
            if (asked.TryGetValue(door.Arn, out var arn))
                yield return arn;
        }
    }

    /// <summary>The resources whose policies allow the action to somebody; for roles and keys all of them.</summary>
    public string[] Granting(ActionName action) => [.. Asked(action).Values];

    /// <summary>The same, by the resource whose policy it is: the question is asked of the resource itself or of what lies in it.</summary>
    private OrderedDictionary<string, string> Asked(ActionName action) =>
        _granting.TryGetValue(action.Lower, out var known) ? known : _granting.GetOrAdd(action.Lower, Find(action));

    private OrderedDictionary<string, string> Find(ActionName action)
    {
        var found = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (FixedRules.IsAssumption(action))
        {
            foreach (var role in world.Estate.Roles)
                found.TryAdd(role.Arn, role.Arn);
            return found;
        }
        if (action.Lower is "sts:assumeroot")
        {
            foreach (var account in world.Estate.Accounts)
                found.TryAdd($"arn:{account.Partition}:iam::{account.Id}:root", $"arn:{account.Partition}:iam::{account.Id}:root");
            return found;
        }
        foreach (var resource in world.Estate.Resources)
        {
            if (!resource.Arn.AsSpan().Contains($":{action.Service}:", StringComparison.Ordinal))
                continue;
            var side = world.Resources.Side(resource.Arn, action);
            if (action.Service is "kms" ? resource.Type is "AWS::KMS::Key" : Acts(side.Policy, action) || Acts(side.AccessControlList, action))
            {
                if (Within(world, resource, action) is { } arn)
                    found.TryAdd(resource.Arn, arn);
            }
        }
        return found;
    }

    /// <summary>
    /// The resource itself, or what lies in it where the action is about that (objects of a bucket); null where the action is
    /// about neither.
    /// </summary>
    public static string? Within(AwsWorld world, AwsResource resource, ActionName action)
    {
        var inside = $"{resource.Arn}/*";
        var tokens = Glob.Of(inside).Tokens;
        string? found = null;
        foreach (var target in world.Targets.Of(action, null, resource.Account, Partition(resource.Arn), wildcardOnly: false))
        {
            if (target.Patterns.All(p => Glob.Matches(p, resource.Arn)))
                return resource.Arn;
            foreach (var pattern in target.Patterns)
            {
                if (ArnGlob.Intersects(pattern, tokens))
                    found = inside;
            }
        }
        return found;
    }

    private static bool Acts(PolicyLayer? layer, ActionName action) => layer is not null && Array.Exists(layer.Allows, s => s.Acts(action));

    private static string Partition(string arn) => ArnFields.TryParse(arn, out var fields) ? fields.Partition.ToString() : "aws";

    private static int Rank(Outcome outcome) => outcome switch
    {
        Ambit.Access.Outcome.Allowed => 3,
        Ambit.Access.Outcome.Conditional => 2,
        Ambit.Access.Outcome.ExplicitlyDenied => 1,
        _ => 0,
    };
}
