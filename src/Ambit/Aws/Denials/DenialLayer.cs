namespace Ambit.Aws.Denials;

/// <summary>The layers as access-denied messages word them (IAM User Guide, "Troubleshoot access denied error messages").</summary>
internal static class DenialLayer
{
    private static readonly (string Words, string Layer)[] Wordings =
    [
        ("identity-based polic", "identity"), ("permissions boundary", "boundary"), ("session polic", "session"), ("service control polic", "scp"), ("resource control polic", "rcp"),
        ("role trust polic", "trust"), ("trust polic", "trust"), ("resource-based polic", "resource"), ("vpc endpoint polic", "vpcEndpoint"),
    ];

    /// <summary>The layer that a text names; null where it names none.</summary>
    public static string? In(string text) =>
        Wordings.FirstOrDefault(w => text.Contains(w.Words, StringComparison.OrdinalIgnoreCase)).Layer;

    /// <summary>The smallest safe change for a refusal by a layer.</summary>
    public static string Change(string? layer, bool? isExplicit, string who, string action, string resource, string? policy)
    {
        var deny = policy is null ? "the deny" : $"the deny in `{policy}`";
        return (layer, isExplicit) switch
        {
            (null, _) => $"find the layer first (`ambit can`); an allow for `{action}` on `{resource}` helps only if nothing denies it",
            ("scp", true) => $"except `{who}` from {deny} by a condition on aws:PrincipalArn, or leave it: a guardrail is meant to hold, and no allow outweighs it",
            ("rcp", true) => $"except `{who}` from {deny} by a condition, or leave it: a guardrail is meant to hold, and no allow outweighs it",
            (_, true) => $"narrow {deny} so that it no longer matches `{action}` on `{resource}` for `{who}`; no allow outweighs a deny",
            ("identity", _) => $"allow exactly `{action}` on `{resource}` in a policy of `{who}`",
            ("boundary", _) => $"allow `{action}` on `{resource}` in the permissions boundary of `{who}`, too; the boundary grants nothing by itself",
            ("session", _) => $"pass a session policy that allows `{action}` on `{resource}`, or none, when `{who}` starts the session",
            ("scp", _) => $"allow `{action}` in a service control policy at each level above the account; every level has to allow it",
            ("resource", _) => $"allow `{who}` exactly `{action}` in the policy of `{resource}`",
            ("trust", _) => $"name `{who}` in the trust policy of `{resource}`",
            ("vpcEndpoint", _) => $"allow `{action}` on `{resource}` in the policy of the VPC endpoint that the request came through",
            _ => $"allow `{action}` on `{resource}` for `{who}` in the layer `{layer}`",
        };
    }
}
