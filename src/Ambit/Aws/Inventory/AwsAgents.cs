namespace Ambit.Aws.Inventory;

/// <summary>
/// AI agents of an estate: Bedrock agents, and AgentCore's runtimes, code interpreters, browsers, gateways and harnesses. Each is an
/// identity of its own that acts with its execution role.
/// </summary>
internal static class AwsAgents
{
    /// <summary>The type of a vault's provider of OAuth tokens.</summary>
    public const string OAuthProvider = "AWS::BedrockAgentCore::OAuth2CredentialProvider";

    /// <summary>The type of a vault's provider of API keys.</summary>
    public const string ApiKeyProvider = "AWS::BedrockAgentCore::ApiKeyCredentialProvider";

    private static readonly Dictionary<string, string[]> Roles = new(StringComparer.Ordinal)
    {
        ["AWS::Bedrock::Agent"] = ["AgentResourceRoleArn"],
        ["AWS::BedrockAgentCore::Runtime"] = ["RoleArn", "ExecutionRoleArn"],
        ["AWS::BedrockAgentCore::CodeInterpreterCustom"] = ["ExecutionRoleArn"],
        ["AWS::BedrockAgentCore::BrowserCustom"] = ["ExecutionRoleArn"],
        ["AWS::BedrockAgentCore::Gateway"] = ["RoleArn"],
        ["AWS::BedrockAgentCore::Harness"] = ["ExecutionRoleArn"],
    };

    /// <summary>Whether a resource is an agent.</summary>
    public static bool Is(string type) => Roles.ContainsKey(type);

    /// <summary>The ARN of the role that an agent acts with, null where its export names none.</summary>
    public static string? RoleOf(AwsResource agent) =>
        Roles.TryGetValue(agent.Type, out var names) ? names.Select(n => agent.Text(n)).FirstOrDefault(n => n is not null) : null;

    /// <summary>The secret behind a credential provider, null where its export names none.</summary>
    public static string? SecretOf(AwsResource provider) =>
        provider.Text("ClientSecretArn", "SecretArn") ?? provider.Text("ApiKeySecretArn", "SecretArn") ?? provider.Text("ClientSecretArn") ?? provider.Text("ApiKeySecretArn");

    /// <summary>
    /// The agents of an estate, each once: a list that names neither ARN nor region gives one of its own, which the description of the
    /// same agent stands for.
    /// </summary>
    public static IEnumerable<AwsResource> Listed(AwsEstate estate) =>
        estate.Resources.Where(r => Is(r.Type)).GroupBy(r => (r.Type, r.Account, Id: r.Arn[(r.Arn.LastIndexOf('/') + 1)..]))
            .SelectMany(g => g.Any(r => r.Region.Length > 0) ? g.Where(r => r.Region.Length > 0) : g.Take(1));

    /// <summary>The agents, each with its role where the estate knows it.</summary>
    public static IEnumerable<(AwsResource Agent, AwsRole? Role)> Of(AwsEstate estate)
    {
        Dictionary<string, AwsRole>? roles = null;
        foreach (var resource in Listed(estate))
        {
            roles ??= estate.Roles.GroupBy(r => r.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            yield return (resource, RoleOf(resource) is { } arn ? roles.GetValueOrDefault(arn) : null);
        }
    }
}
