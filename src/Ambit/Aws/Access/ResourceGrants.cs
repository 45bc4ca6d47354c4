using System.Numerics;
using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>What resource policies, role trusts and key policies let a principal do.</summary>
internal sealed class ResourceGrants(AwsWorld world, CompiledPrincipal principal)
{
    /// <summary>The actions that some resource's policy allows the principal by name, as bits.</summary>
    public ulong[] Actions()
    {
        var bits = new ulong[(world.Catalogue.Count + 63) / 64];
        foreach (var (_, statement) in Naming())
        {
            var own = statement.Bits;
            for (var i = 0; i < bits.Length; i++)
                bits[i] |= own[i];
        }
        return bits;
    }

    /// <summary>Adds an entitlement for each statement that lets the principal in.</summary>
    /// <param name="entitlements">Where they are added.</param>
    /// <param name="held">The actions held at all.</param>
    /// <param name="granted">Where the actions of what is added are marked.</param>
    public void Add(List<Entitlement> entitlements, ulong[] held, ulong[] granted)
    {
        foreach (var (arn, statement) in Naming())
        {
            var own = statement.Bits;
            var actions = new List<string>();
            for (var word = 0; word < held.Length; word++)
            {
                for (var left = held[word] & own[word]; left != 0; left &= left - 1)
                {
                    if (Try((word << 6) + BitOperations.TrailingZeroCount(left), arn, actions))
                        granted[word] |= left & (~left + 1);
                }
            }
            if (actions.Count > 0)
                entitlements.Add(new Entitlement(actions, Resources(arn, statement), [], Conditions(statement), [Source(arn, statement)]));
        }
    }

    private bool Try(int index, string arn, List<string> actions)
    {
        var action = world.Action(index);
        var of = arn.Contains(":role/", StringComparison.Ordinal) || world.Resources.Known(arn) is not { } known ? arn : Questions.Within(world, known, action);
        if (of is null || world.Verdict(principal, action, of, RequestContext.Empty, null).Outcome is not (Outcome.Allowed or Outcome.Conditional))
            return false;
        actions.Add(action.Name);
        return true;
    }

    /// <summary>Statements that allow and name the principal strongly enough to matter by themselves.</summary>
    private IEnumerable<(string Arn, CompiledStatement Statement)> Naming()
    {
        foreach (var door in world.Doors.Of(principal))
        {
            foreach (var statement in door.Allows)
            {
                if (statement.Source.Principal is not { } element)
                    continue;
                var (how, truth) = element.Negated ? (Named.Self, Conditions3(element)) : PrincipalNames.Match(element, principal.Caller);
                if (truth is Ambit.Aws.Conditions.Truth.No || how is Named.Nobody)
                    continue;
                if (how is not Named.Account || door.Distrustful || door.Account != principal.Account)
                    yield return (door.Arn, statement);
            }
        }
    }

    private Ambit.Aws.Conditions.Truth Conditions3(PrincipalElement element) =>
        Ambit.Aws.Conditions.TruthTables.Not(PrincipalNames.LeavesOut(element, principal.Caller, Effect.Allow, boundary: false));

    private List<OpenCondition> Conditions(CompiledStatement statement)
    {
        var facts = world.Standing(principal);
        return [.. statement.Conditions.Where(c => c.Holds(facts, Effect.Allow) is Ambit.Aws.Conditions.Truth.Unknown)
            .Select(c => new OpenCondition(c.Source.Key, c.Source.Spelled, c.Source.Values, Needed: true))];
    }

    private static IReadOnlyList<string> Resources(string arn, CompiledStatement statement) =>
        statement.EveryResource || statement.Source.NotResource ? [arn] : statement.Source.Resources;

    private StatementReference Source(string arn, CompiledStatement statement)
    {
        var role = world.Estate.Roles.Any(r => r.Arn == arn);
        var list = !role && world.Resources.Side(arn, world.Compiler.Action("s3:GetObject")).AccessControlList is { } acl && Array.IndexOf(acl.Allows, statement) >= 0;
        var name = $"{(role ? "trust" : list ? "acl" : "resource policy")} of {arn}";
        return new StatementReference(name, statement.Source.Index, statement.Source.Sid, nameof(Effect.Allow));
    }
}
