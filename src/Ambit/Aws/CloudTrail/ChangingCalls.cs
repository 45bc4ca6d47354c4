using System.Collections.Frozen;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Calls that change what somebody may do and name in the request alone whom or what: the user who leaves a group, the account or unit that
/// a guardrail is put on. Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html,
/// https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
/// </summary>
internal static class ChangingCalls
{
    private static readonly FrozenDictionary<string, string> Parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["iam.amazonaws.com AddUserToGroup"] = "userName",
        ["iam.amazonaws.com RemoveUserFromGroup"] = "userName",
        ["organizations.amazonaws.com AttachPolicy"] = "targetId",
        ["organizations.amazonaws.com DetachPolicy"] = "targetId",
        ["organizations.amazonaws.com UpdatePolicy"] = "policyId",
        ["organizations.amazonaws.com MoveAccount"] = "accountId",
        ["organizations.amazonaws.com EnablePolicyType"] = "rootId",
        ["organizations.amazonaws.com DisablePolicyType"] = "rootId",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The request parameter that tells it; null for calls that are none of these.</summary>
    public static string? ParameterOf(string source, string name) => Parameters.GetValueOrDefault($"{source} {name}");
}
