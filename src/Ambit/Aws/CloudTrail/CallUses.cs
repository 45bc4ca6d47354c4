using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>From one call to the uses of permissions that it stands for.</summary>
internal static class CallUses
{
    private const string Cloud = "aws";

    /// <summary>The uses; none where nobody is to be credited or nothing is checked.</summary>
    public static IReadOnlyList<UsageKey> Of(CallRecipe recipe, CloudTrailCall call)
    {
        if (recipe.Mapping.Kind != MappingKind.Permissions || Principal(recipe, call) is not { } principal)
            return [];
        var context = CallContext.Of(call);
        var outcome = CallOutcome.Of(call.ErrorCode);
        var uses = new List<UsageKey>();
        void Use(string action, string? resource, UsageContext with, MappingBasis basis) =>
            uses.Add(new UsageKey(Cloud, principal, action, resource, with, outcome, basis, recipe.Label));

        var basis = Checked(recipe, call, out var actions);
        foreach (var (action, resources) in actions)
            Each(resources.Of(call), r => Use(action.Action, r, context, basis));
        foreach (var (permission, resources) in recipe.Additional.Where(a => a.Permission.Action != "iam:PassRole" && Asked(call, a.Permission.Parameter)))
            Each(resources.Of(call), r => Use(permission.Action, r, context, MappingBasis.Inferred));
        foreach (var (role, service) in Passed(recipe, call))
            Use("iam:PassRole", role, CallContext.Of(call, service), MappingBasis.Inferred);
        return [.. Refusals(uses, call).Distinct()];
    }

    /// <summary>Which of the mapped permissions the request asks for; where it tells nothing at all, all of them, as a guess.</summary>
    private static MappingBasis Checked(CallRecipe recipe, CloudTrailCall call, out List<(MappedAction Action, ActionResources Resources)> actions)
    {
        actions = [.. recipe.Actions.Where(a => Needed(a.Action, call))];
        if (actions.Count > 0)
            return recipe.Mapping.Basis;
        actions = [.. recipe.Actions];
        return MappingBasis.Guessed;
    }

    private static bool Needed(MappedAction action, CloudTrailCall call)
    {
        if (action.Parameter is null)
            return true;
        var there = call.Parameters.Any(p => string.Equals(p.Name, action.Parameter, StringComparison.OrdinalIgnoreCase)
            && (action.BeginsWith is null || p.Value.AsSpan().TrimStart().StartsWith(action.BeginsWith, StringComparison.OrdinalIgnoreCase)));
        return there == action.WhenPresent;
    }

    private static bool Asked(CloudTrailCall call, string? parameter) =>
        parameter is null || call.Parameters.Any(p => string.Equals(p.Name, parameter, StringComparison.OrdinalIgnoreCase));

    private static void Each(IReadOnlyList<string> resources, Action<string?> use)
    {
        if (resources.Count == 0)
            use(null);
        foreach (var resource in resources)
            use(resource);
    }

    private static IEnumerable<(string? Role, string Service)> Passed(CallRecipe recipe, CloudTrailCall call)
    {
        // Adding a role to a profile passes it to the instances; the request names it bare.
        if (recipe.Additional.Any(a => a.Permission.Action == "iam:PassRole" && Asked(call, a.Permission.Parameter)) && call.Parameter("roleName") is { } name)
            return [($"arn:{Catalogue.AwsPartition.OfRegion(call.Region)}:iam::{call.Account}:role/{name}", "ec2.amazonaws.com")];
        if (!recipe.PassesRoles)
            return [];
        return PassedRoles.Of(recipe, call).Select(p => ((string?)p.Role, p.Service)).Concat(PassedRoles.Profiles(call).Select(p => ((string?)p, "ec2.amazonaws.com"))).Distinct();
    }

    /// <summary>
    /// A refusal names the permission that was missing: that one was refused, and of the others of the call nothing is known (AWS
    /// stops at the first).
    /// </summary>
    private static List<UsageKey> Refusals(List<UsageKey> uses, CloudTrailCall call)
    {
        if (uses.Count == 0 || uses[0].Outcome != UseOutcome.Refused || call.Refusal is not { } refusal)
            return uses;
        var index = Catalogue.AwsCatalogue.Current.IndexOf(refusal.Action);
        if (index < 0)
            return uses;
        var named = Catalogue.AwsCatalogue.Current.Name(index);
        var resource = refusal.Resource is { } r && r.StartsWith("arn:", StringComparison.Ordinal) ? r : null;
        var result = uses.ConvertAll(u => u.Action == named ? u with { Resource = resource ?? u.Resource } : u with { Outcome = UseOutcome.Untold });
        if (!result.Exists(u => u.Action == named))
            result.Add(uses[0] with { Action = named, Resource = resource, Basis = MappingBasis.Table });
        return result;
    }

    private static string? Principal(CallRecipe recipe, CloudTrailCall call) =>
        recipe.Name == "AssumeRoleWithSAML" && call.Parameter("principalArn") is { } provider ? provider : call.Caller.Principal;
}
