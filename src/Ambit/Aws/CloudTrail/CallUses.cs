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
    /// <param name="text">Its resources and parameters once more, as ARNs are made of them.</param>
    /// <param name="common">What came together with all calls of its situation.</param>
    public static IReadOnlyList<UsageKey> Of(CallRecipe recipe, CloudTrailCall call, in CallText text, UsageContext common)
    {
        if (recipe.Mapping.Kind != MappingKind.Permissions || Principal(recipe, call) is not { } principal)
            return [];
        var context = CallContext.AddsParameters(call) ? CallContext.Of(call) : common;
        var actions = new List<(MappedAction Action, ActionResources Resources)>();
        var like = new UsageKey(Cloud, principal, "", null, context, call.Outcome, Checked(recipe, text, actions), recipe.Label);
        var uses = new List<UsageKey>();
        foreach (var (action, resources) in actions)
            Add(uses, like with { Action = action.Action }, Find(resources, text));
        AddAdditional(uses, recipe, call, text, like);
        foreach (var (role, service) in Passed(recipe, call))
            uses.Add(like with { Action = "iam:PassRole", Resource = role, Context = CallContext.Of(call, service), Basis = MappingBasis.Inferred });
        return uses.Count == 1 && like.Outcome != UseOutcome.Refused ? uses : [.. Refusals(uses, call).Distinct()];
    }

    /// <summary>Which of the mapped permissions the request asks for; where it tells nothing at all, all of them, as a guess.</summary>
    private static MappingBasis Checked(CallRecipe recipe, in CallText text, List<(MappedAction Action, ActionResources Resources)> actions)
    {
        for (var i = 0; i < recipe.Actions.Count; i++)
        {
            if (recipe.IsNeeded(i, text))
                actions.Add(recipe.Actions[i]);
        }

        if (actions.Count > 0)
            return recipe.Mapping.Basis;
        actions.AddRange(recipe.Actions);
        return MappingBasis.Guessed;
    }

    private static void AddAdditional(List<UsageKey> uses, CallRecipe recipe, CloudTrailCall call, in CallText text, UsageKey like)
    {
        var own = uses.Select(u => u.Resource).OfType<string>().ToList();
        foreach (var (permission, resources) in recipe.Additional)
        {
            if (permission.Action == "iam:PassRole" || !Asked(call, permission))
                continue;
            var use = like with { Action = permission.Action, Basis = MappingBasis.Inferred };
            if (!CallRecipe.IsTagging(permission.Action))
                Add(uses, use, Find(resources, text));
            else
                Add(uses, use with { Context = CallContext.Of(call, taggedBy: permission.Action) }, Tagged(call, permission.Action, resources, own));
        }
    }

    /// <summary>Tags that come with a request are put on what it makes; EC2's requests name the types of that.</summary>
    private static string[] Tagged(CloudTrailCall call, string action, ActionResources resources, List<string> own) =>
        action == "ec2:CreateTags"
            ? [.. resources.Unnamed(call.Parameters.Where(p => p.Name == CallRecipe.TaggedType).Select(p => p.Value), call)]
            : resources.Among(own);

    private static bool Asked(CloudTrailCall call, AdditionalPermission permission) =>
        permission.Parameter is null || call.Parameters.Any(p => string.Equals(p.Name, permission.Parameter, StringComparison.OrdinalIgnoreCase)
            && (permission.BeginsWith is { } begin ? p.Value.StartsWith(begin, StringComparison.OrdinalIgnoreCase) : !p.Value.Equals("false", StringComparison.OrdinalIgnoreCase)));

    private static string[] Find(ActionResources resources, in CallText text)
    {
        var found = new ResourceTexts();
        resources.Find(text, found);
        return found.ToStrings();
    }

    private static void Add(List<UsageKey> uses, UsageKey like, string[] resources)
    {
        if (resources.Length == 0)
            uses.Add(like);
        for (var i = 0; i < resources.Length; i++)
            uses.Add(like with { Resource = resources[i] });
    }

    private static IEnumerable<(string? Role, string Service)> Passed(CallRecipe recipe, CloudTrailCall call)
    {
        // Adding a role to a profile passes it to the instances; the request names it bare.
        if (recipe.Source == "iam.amazonaws.com" && recipe.Additional.Any(a => a.Permission.Action == "iam:PassRole" && Asked(call, a.Permission)) && call.Parameter("roleName") is { } name)
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
        var result = uses.ConvertAll(u => u.Action == named ? u with { Resource = resource ?? u.Resource, Context = By(u.Context, refusal) } : u with { Outcome = UseOutcome.Untold });
        if (!result.Exists(u => u.Action == named))
            result.Add(uses[0] with { Action = named, Resource = resource, Context = By(uses[0].Context, refusal), Basis = MappingBasis.Table });
        return result;
    }

    private static UsageContext By(UsageContext context, RefusalMessage refusal) => refusal.By is { } by ? context.With(UsageContext.RefusedBy, by) : context;

    private static string? Principal(CallRecipe recipe, CloudTrailCall call) =>
        recipe.Name == "AssumeRoleWithSAML" && call.Parameter("principalArn") is { } provider ? provider : call.Caller.Principal;
}
