namespace Ambit.Aws.Inventory;

/// <summary>
/// AI agents of an estate: Bedrock agents, and AgentCore's runtimes, code interpreters, browsers and gateways. Each is an identity of its own
/// that acts with its execution role.
/// </summary>
internal static class AwsAgents
{
    private static readonly Dictionary<string, string[]> Roles = new(StringComparer.Ordinal)
    {
        ["AWS::Bedrock::Agent"] = ["AgentResourceRoleArn"],
        ["AWS::BedrockAgentCore::Runtime"] = ["RoleArn", "ExecutionRoleArn"],
        ["AWS::BedrockAgentCore::CodeInterpreterCustom"] = ["ExecutionRoleArn"],
        ["AWS::BedrockAgentCore::BrowserCustom"] = ["ExecutionRoleArn"],
        ["AWS::BedrockAgentCore::Gateway"] = ["RoleArn"],
    };

    /// <summary>Whether a resource is an agent.</summary>
    public static bool Is(string type) => Roles.ContainsKey(type);

    /// <summary>The agents whose role the estate knows.</summary>
    public static IEnumerable<(AwsResource Agent, AwsRole Role)> Of(AwsEstate estate)
    {
        var roles = estate.Roles.GroupBy(r => r.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var resource in estate.Resources)
        {
            if (Roles.TryGetValue(resource.Type, out var names) && names.Select(n => resource.Text(n)).FirstOrDefault(n => n is not null) is { } arn && roles.TryGetValue(arn, out var role))
                yield return (resource, role);
        }
    }
}
