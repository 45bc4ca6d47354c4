using System.Text.Json;
using Ambit.Azure;
using Ambit.Import;

namespace Ambit.Tests.Azure;

/// <summary>The same facts in the shapes that tools and portals give them.</summary>
public sealed class AzureExportShapeTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private static readonly string Group = AzureSample.Id(50);

    [Fact]
    public void A_delta_answer_adds_members_and_leaves_out_what_was_removed()
    {
        var estate = new AzureSample().WithTenant().Users(1, 2)
            .File("delta.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(displayName,members,id)","@odata.deltaLink":"https://x","value":[{"id":"{{Group}}","displayName":"g","securityEnabled":true,"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"{{AzureSample.Id(1)}}"},{"@odata.type":"#microsoft.graph.user","id":"{{AzureSample.Id(2)}}","@removed":{"reason":"deleted"} }]},{"id":"{{AzureSample.Id(51)}}","@removed":{"reason":"changed"} }]}""").Open();
        Assert.Equal([AzureSample.Id(1)], estate.Directory.Members[Group]);
        Assert.False(estate.Directory.Objects.ContainsKey(AzureSample.Id(51)));
    }

    [Theory]
    [InlineData("""{"value":[{"id":"a","userPrincipalName":"a@t"}],"@odata.nextLink":"https://x"}""")]
    [InlineData("""{"responses":[{"id":"1","status":200,"body":{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":"a"}],"@odata.nextLink":"https://x"}}]}""")]
    public void A_page_with_a_link_to_the_next_is_incomplete(string json) => Assert.Contains(Read("a.json", json).Notes, n => n.Contains("incomplete", StringComparison.Ordinal));

    [Fact]
    public void The_table_of_resource_graphs_rest_api_is_read_row_by_row()
    {
        var sink = Read("arg.json", $$"""{"totalRecords":3,"count":3,"data":{"columns":[{"name":"id","type":"string"},{"name":"type","type":"string"},{"name":"properties","type":"object"}],"rows":[["{{Sub}}/resourceGroups/p/providers/Microsoft.KeyVault/vaults/kv","microsoft.keyvault/vaults",{"enableRbacAuthorization":true}],[1],7]},"facets":[],"resultTruncated":"false"}""");
        Assert.Contains("enableRbacAuthorization", Assert.Single(sink.Documents).Content.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, sink.Errors.Count);
    }

    [Fact]
    public void Graphs_powershell_keeps_the_type_of_members_apart()
    {
        var estate = new AzureSample().WithTenant()
            .File("groups.json", $$"""[{"Id":"{{Group}}","DisplayName":"g","SecurityEnabled":true,"AdditionalProperties":{} }]""")
            .File($"groups/{Group}/members.json", $$"""[{"Id":"{{AzureSample.Id(1)}}","DeletedDateTime":null,"AdditionalProperties":{"@odata.type":"#microsoft.graph.user","userPrincipalName":"ana@t.example"} }]""").Open();
        Assert.Equal([AzureSample.Id(1)], estate.Directory.Members[Group]);
        Assert.Equal("ana@t.example", estate.Directory.Objects[AzureSample.Id(1)].UserPrincipalName);
    }

    [Fact]
    public void Lists_downloaded_from_the_portals_are_read()
    {
        var documents = new ImportSink();
        foreach (var (path, text) in new[]
        {
            ("role-assignments-2026-11-01.csv", $"\uFEFFRoleAssignmentId,Scope,DisplayName,SignInName,RoleDefinitionName,RoleDefinitionId,ObjectId,ObjectType,CanDelegate\r\n{Sub}/providers/Microsoft.Authorization/roleAssignments/1,{Sub},\"Bo, b\",bo@t.example,Reader,{AzureSample.Reader},{AzureSample.Id(1)},User,False\r\n"),
            ("exportUsers_2026-11-1.csv", $"userPrincipalName,displayName,id,userType,accountEnabled,directorySynced,createdDateTime\nbo@t.example,Bo,{AzureSample.Id(1)},Member,False,Yes,2026-01-01T00:00:00Z\n"),
            ("exportGroup_2026-11-1.csv", $"id,displayName,groupType,membershipType,securityEnabled\n{Group},g,Security,Dynamic,True\n,none,Security,Assigned,True\n"),
            ($"groups/{Group}/members.csv", $"id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest\n{AzureSample.Id(1)},bo@t.example,Bo,User,Member,True,False,False\n"),
            ("members.csv", $"id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest\n{AzureSample.Id(2)},x@t.example,X,User,Member,True,False,False\n"),
        })
        {
            Read(path, text, documents);
        }

        var estate = new AzureEstate(documents.Documents);
        var user = estate.Directory.Objects[AzureSample.Id(1)];
        Assert.Equal((false, true), (user.Enabled, user.Synchronised));
        Assert.Equal([AzureSample.Id(1)], estate.Directory.Members[Group]);
        Assert.Equal(AzureSample.Reader, Assert.Single(estate.Manager.Assignments).Role);
        Assert.Single(documents.Errors);
        Assert.Contains(documents.Notes, n => n.StartsWith("members.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void The_activity_log_as_the_portals_csv_is_named_with_what_to_export_instead()
    {
        var sink = Read("QueryResult.csv", "Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated by,Resource type,Resource group,Resource\nc,Create or Update Virtual Machine,Succeeded,Administrative,Informational,2026-05-01T10:00:00Z,s,a@t,Microsoft.Compute/virtualMachines,g,/subscriptions/s\n");
        Assert.Empty(sink.Documents);
        Assert.Contains("az monitor activity-log list", Assert.Single(sink.Notes), StringComparison.Ordinal);
    }

    private static ImportSink Read(string path, string text, ImportSink? into = null)
    {
        var sink = into ?? new ImportSink();
        var json = text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement.Clone() : default;
        var document = new Document { Path = path, Segments = path.Split('/'), Json = json, Text = json.ValueKind == JsonValueKind.Undefined ? text : "" };
        new AzureCloud().ExportFormats.First(f => f.Recognises(document)).Read(document, sink);
        return sink;
    }
}
