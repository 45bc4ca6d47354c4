using System.Text;
using System.Text.Json;
using Ambit.Azure;
using Ambit.Usage;

namespace Ambit.Tests.Azure;

/// <summary>Logs as tables, as queries of Log Analytics and the portals give them: <c>Cases/azure/log-tables.json</c>.</summary>
public sealed class AzureTableLogTests
{
    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "azure", "log-tables.json")));
        foreach (var row in json.RootElement.EnumerateArray())
            data.Add(row.GetProperty("name").GetString()!, row.GetRawText());
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_the_record_that_it_stands_for(string name, string text)
    {
        using var row = JsonDocument.Parse(text);
        var content = string.Join('\n', Texts(row.RootElement, "content")) + "\n";
        var sink = Read(content);
        Assert.Equal(
            Texts(row.RootElement, "uses").Order(StringComparer.Ordinal),
            sink.Rows().Select(u => $"{u.Principal} {u.Action} {u.Resource ?? "-"} {u.Outcome}").Order(StringComparer.Ordinal));
        Assert.True(name.Length > 0 && sink.Coverage.All(l => l.Scope == row.RootElement.GetProperty("scope").GetString()), string.Join(' ', sink.Coverage.Select(l => l.Scope)));
    }

    [Fact]
    public void A_row_that_cannot_be_read_costs_itself_only()
    {
        var sink = Read("TimeGenerated,OperationNameValue,ActivityStatusValue,CategoryValue,CorrelationId,Caller\nnever,MICROSOFT.X/Y/WRITE,Success,Administrative,c,a@t\n\n2026-05-01T10:00:00Z,,,,,\n2026-05-01T10:00:00Z,MICROSOFT.X/Y/WRITE,Success,Administrative,d,a@t\n");
        Assert.Contains(sink.Rows(), r => r.Action == "Microsoft.X/Y/write" || r.Action.Equals("microsoft.x/y/write", StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(sink.Bad);
    }

    [Theory]
    [InlineData("""{"TimeGenerated":"2026-05-01T10:00:00Z","TenantId":"workspace","AADTenantId":"t","Type":"AuditLogs","OperationName":"Add user","ActivityDisplayName":"Add user","Result":"success","InitiatedBy":"{\"user\":{\"id\":\"o\"}}","TargetResources":"[{\"id\":\"u\"}]"}""", "o microsoft.directory/users/create /u", "t")]
    [InlineData("""{"TimeGenerated":"2026-05-01T10:00:00Z","TenantId":"workspace","Type":"AZKVAuditLogs","Category":"AuditEvent","OperationName":"SecretGet","HttpStatusCode":200,"RequestUri":"https://kv.vault.azure.net/secrets/db/1","Identity":{"claim":{"oid":"o"}},"_ResourceId":"/subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/kv"}""", "o Microsoft.KeyVault/vaults/secrets/getSecret/action /subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/kv/secrets/db", "s")]
    public void What_log_analytics_exports_to_storage_names_its_workspace_as_tenant(string record, string use, string scope)
    {
        var sink = Read(record + "\n");
        var row = Assert.Single(sink.Rows());
        Assert.Equal((use, scope), ($"{row.Principal} {row.Action} {row.Resource}", Assert.Single(sink.Coverage).Scope));
    }

    private static UsageRollup Read(string content)
    {
        var head = Encoding.UTF8.GetBytes(content);
        var sink = new UsageRollup(new EventMemory());
        new AzureCloud().LogFormats.First(f => f.Recognises(head, "x")).Read(AzureSample.Text(content), "x", sink, TestContext.Current.CancellationToken);
        return sink;
    }

    private static IEnumerable<string> Texts(JsonElement row, string name) => row.GetProperty(name).EnumerateArray().Select(t => t.GetString()!);
}
