using Ambit.Access;

namespace Ambit.Aws.Access;

/// <summary>
/// What somebody of Identity Center may do: what the reserved roles may that an account assignment lets them act as (Identity Center
/// guide, "How permission sets work").
/// </summary>
/// <param name="people">Who acts as which role.</param>
/// <param name="roles">Answers for the roles.</param>
internal sealed class PersonAccess(CenterPeople people, IAccess roles)
{
    private const string Layer = "identityCenter";

    /// <summary>The best that any of the roles gets, with that role named first.</summary>
    public Decision Decide(AccessRequest request)
    {
        Decision? best = null;
        var through = "";
        foreach (var role in people.RolesOf(request.Principal))
        {
            var decision = roles.Decide(request with { Principal = role });
            if (best is null || Rank(decision.Outcome) > Rank(best.Outcome))
                (best, through) = (decision, role);
        }

        var unknown = people.UnknownOf(request.Principal);
        if (unknown.Count > 0 && (best is null || Rank(best.Outcome) < Rank(Outcome.Conditional)))
        {
            return new Decision(
                Outcome.Conditional, [new LayerResult(Layer, Outcome.Conditional, [], $"the roles of these permission sets are not in the export: {string.Join(", ", unknown)}")],
                [], [], [.. unknown.Select(u => $"policy:permission set {u}")], ["export the roles of these accounts: aws iam get-account-authorization-details"]);
        }

        return best is null
            ? new Decision(Outcome.ImplicitlyDenied, [new LayerResult(Layer, Outcome.ImplicitlyDenied, [], "no account assignment")], [Layer], [], [], ["assign a permission set that allows it"])
            : best with { Layers = [new LayerResult(Layer, Outcome.Allowed, [], $"acts as {through}"), .. best.Layers] };
    }

    /// <summary>What all of the roles may, together.</summary>
    public EffectiveAccess WhatCan(string person, string? actionGlob)
    {
        var all = people.RolesOf(person).Select(r => roles.WhatCan(r, actionGlob)).ToList();
        var actions = all.SelectMany(a => a.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var levels = actions.CountBy(a => roles.AccessLevel(a) ?? "Unknown", StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new EffectiveAccess(person, [.. all.SelectMany(a => a.Entitlements)], actions, levels);
    }

    /// <summary>The actions of all of the roles.</summary>
    public IReadOnlyList<string> HeldActions(string person) => [.. people.RolesOf(person).SelectMany(roles.HeldActions).Distinct(StringComparer.Ordinal)];

    private static int Rank(Outcome outcome) => outcome switch { Outcome.Allowed => 3, Outcome.Conditional => 2, Outcome.ImplicitlyDenied => 1, _ => 0 };
}
