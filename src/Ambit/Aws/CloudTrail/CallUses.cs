using Ambit.Aws.Catalogue;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>From one call to the uses of permissions that it stands for.</summary>
internal static class CallUses
{
    private const string Cloud = "aws";

    /// <summary>The uses; none where nobody is to be credited or nothing is checked.</summary>
    /// <param name="recipe">What is known of the kind of call.</param>
    /// <param name="call">The call.</param>
    /// <param name="common">What came together with all calls of its situation.</param>
    public static IReadOnlyList<UsageKey> Of(CallRecipe recipe, CloudTrailCall call, UsageContext common)
    {
        if (recipe.Mapping.Kind != MappingKind.Permissions || Principal(recipe, call) is not { } principal)
            return [];
        var context = CallContext.AddsParameters(call) ? CallContext.Of(call) : common;
        var like = new UsageKey(Cloud, principal, "", null, context, CallOutcome.Of(call.ErrorCode), Checked(recipe, call, out var actions), recipe.Label);
        var uses = new List<UsageKey>();
        foreach (var (action, resources) in actions)
            Add(uses, like with { Action = action.Action }, resources.Of(call));
        AddAdditional(uses, recipe, call, like);

        foreach (var (role, service) in Passed(recipe, call))
            uses.Add(like with { Action = "iam:PassRole", Resource = role, Context = CallContext.Of(call, service), Basis = MappingBasis.Inferred });
        return uses.Count == 1 && like.Outcome != UseOutcome.Refused ? uses : [.. Refusals(uses, call).Distinct()];
    }

    /// <summary>Which of the mapped permissions the request asks for; where it tells nothing at all, all of them, as a guess.</summary>
    private static MappingBasis Checked(CallRecipe recipe, CloudTrailCall call, out IReadOnlyList<(MappedAction Action, ActionResources Resources)> actions)
    {
        if (recipe.AlwaysAll)
        {
            actions = recipe.Actions;
            return recipe.Mapping.Basis;
        }

        actions = [.. recipe.Actions.Where(a => Needed(a.Action, call))];
        if (actions.Count > 0)
            return recipe.Mapping.Basis;
        actions = recipe.Actions;
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

    private static void AddAdditional(List<UsageKey> uses, CallRecipe recipe, CloudTrailCall call, UsageKey like)
    {
        var own = uses.Select(u => u.Resource).OfType<string>().ToList();
        foreach (var (permission, resources) in recipe.Additional)
        {
            if (permission.Action == "iam:PassRole" || !Asked(call, permission))
                continue;
            var use = like with { Action = permission.Action, Basis = MappingBasis.Inferred };
            if (!CallRecipe.IsTagging(permission.Action))
                Add(uses, use, resources.Of(call));
            else
                Add(uses, use with { Context = CallContext.Of(call, taggedBy: permission.Action) }, Tagged(call, permission.Action, resources, own));
        }
    }

    /// <summary>Tags that come with a request are put on what it makes; EC2's requests name the types of that.</summary>
    private static IReadOnlyList<string> Tagged(CloudTrailCall call, string action, ActionResources resources, List<string> own) =>
        action == "ec2:CreateTags"
            ? [.. resources.Unnamed(call.Parameters.Where(p => p.Name == CallRecipe.TaggedType).Select(p => p.Value), call)]
            : resources.Among(own);

    private static bool Asked(CloudTrailCall call, AdditionalPermission permission) =>
        permission.Parameter is null || call.Parameters.Any(p => string.Equals(p.Name, permission.Parameter, StringComparison.OrdinalIgnoreCase)
            && (permission.BeginsWith is { } begin ? p.Value.StartsWith(begin, StringComparison.OrdinalIgnoreCase) : !p.Value.Equals("false", StringComparison.OrdinalIgnoreCase)));

    private static void Add(List<UsageKey> uses, UsageKey like, IReadOnlyList<string> resources)
    {
        if (resources.Count == 0)
            uses.Add(like);
        for (var i = 0; i < resources.Count; i++)
            uses.Add(like with { Resource = resources[i] });
    }

    private static IEnumerable<(string? Role, string Service)> Passed(CallRecipe recipe, CloudTrailCall call)
    {
        // Adding a role to a profile passes it to the instances; the request names it bare.
        if (recipe.Additional.Count > 0 && recipe.Additional.Any(a => a.Permission.Action == "iam:PassRole" && Asked(call, a.Permission)) && call.Parameter("roleName") is { } name)
            return [($"arn:{AwsPartition.OfRegion(call.Region)}:iam::{call.Account}:role/{name}", "ec2.amazonaws.com")];
        if (!recipe.PassesRoles || !PassedRoles.MayBeIn(recipe, call))
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
        var index = AwsCatalogue.Current.IndexOf(refusal.Action);
        if (index < 0)
            return uses;
        var named = AwsCatalogue.Current.Name(index);
        var resource = refusal.Resource is { } r && r.StartsWith("arn:", StringComparison.Ordinal) ? r : null;
        var result = uses.ConvertAll(u => u.Action == named ? u with { Resource = resource ?? u.Resource } : u with { Outcome = UseOutcome.Untold });
        if (!result.Exists(u => u.Action == named))
            result.Add(uses[0] with { Action = named, Resource = resource, Basis = MappingBasis.Table });
        return result;
    }

    private static string? Principal(CallRecipe recipe, CloudTrailCall call) =>
        recipe.Name == "AssumeRoleWithSAML" && call.Parameter("principalArn") is { } provider ? provider : call.Caller.Principal;
}
