using Ambit.Tests.Import;

namespace Ambit.Tests.Aws.Agents;

public class HarnessTests
{
    private const string Harness = """
        {"harness":{"harnessId":"h-1","harnessName":"help","harnessArn":"arn:aws:bedrock-agentcore:us-east-1:111111111111:harness/h-1","status":"READY","executionRoleArn":"arn:aws:iam::111111111111:role/agent",
        "tools":[{"type":"remote_mcp","name":"crm","config":{"remoteMcp":{"url":"https://mcp.example.com","headers":{"Authorization":"Bearer hush"}}}},
        {"type":"agentcore_code_interpreter","name":"py","config":{"agentCoreCodeInterpreter":{"codeInterpreterArn":"arn:aws:bedrock-agentcore:us-east-1:aws:code-interpreter/aws.codeinterpreter.v1"}}}],"allowedTools":["crm"]}}
        """;

    [Fact]
    public void A_harness_is_an_agent_with_its_role_and_its_tools()
    {
        var estate = new Clouds().Open(Importing.Run("111111111111/get-harness.json", Harness).Estate);
        var agent = Assert.Single(estate.Clouds.SelectMany(c => c.Agents));
        Assert.Equal("arn:aws:iam::111111111111:role/agent", agent.ActsAs);
        Assert.Equal(["endpoint crm https://mcp.example.com on", "shell py arn:aws:bedrock-agentcore:us-east-1:aws:code-interpreter/aws.codeinterpreter.v1 off"], agent.Tools.Select(t => $"{t.Kind} {t.Name} {t.Target} {(t.Enabled ? "on" : "off")}"));
        Assert.False(agent.RunsAnyCode);
    }

    [Fact]
    public void Nothing_of_the_headers_that_a_tool_sends_is_kept()
    {
        var documents = Importing.Run("111111111111/get-harness.json", Harness).Estate.Documents;
        Assert.DoesNotContain(documents, d => d.Content.GetRawText().Contains("hush", StringComparison.Ordinal));
    }
}
