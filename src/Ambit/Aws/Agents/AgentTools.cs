using System.Text.Json;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Model;

namespace Ambit.Aws.Agents;

/// <summary>
/// What the agents of an estate can use: action groups and knowledge bases of Bedrock agents, targets of gateways, and the code
/// interpreters and browsers themselves (Bedrock API reference, <c>AgentActionGroup</c>; AgentCore control API, <c>GetGatewayTarget</c>).
/// </summary>
internal sealed class AgentTools
{
    private readonly ILookup<string, AwsResource> _byType;

    public AgentTools(AwsEstate estate) => _byType = estate.Resources.ToLookup(r => r.Type, StringComparer.Ordinal);

    /// <summary>The tools of one agent.</summary>
    public IReadOnlyList<AgentTool> Of(AwsResource agent) => agent.Type switch
    {
        "AWS::Bedrock::Agent" => [.. ActionGroups(agent), .. KnowledgeBases(agent)],
        "AWS::BedrockAgentCore::Gateway" => [.. Targets(agent).SelectMany(Tools)],
        "AWS::BedrockAgentCore::CodeInterpreterCustom" => [new AgentTool(AgentTool.Shell, "code interpreter", null, true)],
        "AWS::BedrockAgentCore::BrowserCustom" => [new AgentTool("endpoint", "browser", null, true)],
        "AWS::BedrockAgentCore::Harness" => [.. Harness(agent)],
        _ => [],
    };

    /// <summary>What a harness gives its model; <c>allowedTools</c>, where it is there, names those that may be used.</summary>
    private static IEnumerable<AgentTool> Harness(AwsResource harness)
    {
        var allowed = harness.Properties.Texts("AllowedTools").ToList();
        foreach (var tool in harness.Properties.Items("Tools"))
        {
            var name = tool.Text("Name") ?? tool.Text("Type") ?? "tool";
            var enabled = allowed.Count == 0 || allowed.Exists(a => a == "*" || a == name || a.StartsWith(name + "/", StringComparison.Ordinal));
            var config = tool.Get("Config");
            string? Of(string kind, string property) => config.Get(kind).Text(property) ?? config.Text(property);
            yield return tool.Text("Type") switch
            {
                "agentcore_code_interpreter" => new AgentTool(AgentTool.Shell, name, Of("AgentCoreCodeInterpreter", "CodeInterpreterArn"), enabled),
                "agentcore_gateway" => new AgentTool("agent", name, Of("AgentCoreGateway", "GatewayArn"), enabled),
                "agentcore_browser" => new AgentTool("endpoint", name, Of("AgentCoreBrowser", "BrowserArn"), enabled),
                "inline_function" => new AgentTool("caller", name, null, enabled),
                _ => new AgentTool("endpoint", name, Of("RemoteMcp", "Url"), enabled),
            };
        }
    }

    /// <summary>The credential providers that a gateway's targets draw from.</summary>
    public IEnumerable<string> Providers(AwsResource agent) => agent.Type != "AWS::BedrockAgentCore::Gateway" ? [] :
        Targets(agent).SelectMany(t => t.Properties.Items("CredentialProviderConfigurations")).Select(c => c.Get("CredentialProvider"))
            .Select(c => c.Get("OauthCredentialProvider").Text("ProviderArn") ?? c.Get("ApiKeyCredentialProvider").Text("ProviderArn")).OfType<string>();

    private IEnumerable<AgentTool> ActionGroups(AwsResource agent)
    {
        var id = agent.Text("AgentId");
        var own = _byType["AWS::Bedrock::AgentActionGroup"].Where(g => id is not null && g.Text("AgentId") == id).Select(g => g.Properties);
        // Lists are by version of the agent; of one group the newest that an export holds speaks.
        foreach (var group in own.Concat(agent.Properties.Items("ActionGroups")).GroupBy(g => g.Text("ActionGroupName") ?? "", StringComparer.Ordinal).Select(g => g.Last()))
            yield return ActionGroup(group);
    }

    private static AgentTool ActionGroup(JsonElement group)
    {
        var name = group.Text("ActionGroupName") ?? "action group";
        var enabled = group.Text("ActionGroupState") is not "DISABLED";
        var executor = group.Get("ActionGroupExecutor");
        if (executor.Text("Lambda") is { } function)
            return new AgentTool("function", name, function, enabled);
        return group.Text("ParentActionSignature") switch
        {
            "AMAZON.CodeInterpreter" or "ANTHROPIC.Bash" or "ANTHROPIC.Computer" => new AgentTool(AgentTool.Shell, name, null, enabled),
            _ => new AgentTool(executor.Text("CustomControl") is null ? "function" : "caller", name, null, enabled),
        };
    }

    private IEnumerable<AgentTool> KnowledgeBases(AwsResource agent)
    {
        var id = agent.Text("AgentId");
        var joined = _byType["AWS::Bedrock::AgentKnowledgeBase"].Where(k => id is not null && k.Account == agent.Account && (k.Text("AgentId") == id || k.Arn.Contains($"/{id}/", StringComparison.Ordinal)))
            .Select(k => (Id: k.Text("KnowledgeBaseId"), State: k.Text("KnowledgeBaseState")));
        var inline = agent.Properties.Items("KnowledgeBases").Select(k => (Id: k.Text("KnowledgeBaseId"), State: k.Text("KnowledgeBaseState")));
        foreach (var (known, state) in joined.Concat(inline).Where(k => k.Id is not null).DistinctBy(k => k.Id))
        {
            var found = _byType["AWS::Bedrock::KnowledgeBase"].FirstOrDefault(k => k.Account == agent.Account && k.Text("KnowledgeBaseId") == known);
            yield return new AgentTool("knowledge-base", found?.Name ?? known!, found?.Arn ?? $"arn:aws:bedrock:{agent.Region}:{agent.Account}:knowledge-base/{known}", state is not "DISABLED");
        }
    }

    private IEnumerable<AwsResource> Targets(AwsResource gateway) => _byType["AWS::BedrockAgentCore::GatewayTarget"].Where(t =>
        t.Text("GatewayArn") == gateway.Arn || (t.Text("GatewayIdentifier") is { } id && (id == gateway.Arn || id == gateway.Text("GatewayId"))));

    private static IEnumerable<AgentTool> Tools(AwsResource target)
    {
        var (mcp, http) = (target.Properties.Get("TargetConfiguration").Get("Mcp"), target.Properties.Get("TargetConfiguration").Get("Http"));
        if (mcp.Get("Lambda").Text("LambdaArn") is { } function)
            yield return new AgentTool("function", target.Name, function, true);
        else if ((http.Get("AgentcoreRuntime").Text("Arn") ?? http.Get("AgentCoreRuntime").Text("Arn")) is { } runtime)
            yield return new AgentTool("agent", target.Name, runtime, true);
        else
            yield return new AgentTool("endpoint", target.Name, mcp.Get("McpServer").Text("Endpoint") ?? http.Get("Passthrough").Text("Endpoint") ?? mcp.Get("ApiGateway").Text("RestApiId"), true);
    }
}
