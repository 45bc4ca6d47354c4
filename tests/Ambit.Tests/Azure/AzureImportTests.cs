using System.Text.Json;
using Ambit.Azure;
using Ambit.Import;

namespace Ambit.Tests.Azure;

public sealed class AzureImportTests
{
    [Theory]
    [InlineData("""{"@odata.context":"https://graph.microsoft.us/beta/$metadata#users","value":[{"id":"a"},7,"x",null]}""", 3)]
    [InlineData("""[{"type":"Microsoft.Authorization/roleAssignments","principalId":"p","scope":"/","roleDefinitionId":"r"},5,{"odd":1}]""", 2)]
    [InlineData("""{"value":[{"id":"/subscriptions/x/resourceGroups/g","type":"Microsoft.Resources/resourceGroups"},[]],"nextLink":null}""", 1)]
    [InlineData("""{"data":[{"kind":"AZUser","data":{"id":"A"}},{"kind":3},9],"meta":{"type":"azure","version":5}}""", 2)]
    [InlineData("""{"responses":[{"id":"1","status":200,"body":{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":"a"}]}},{"id":"2","status":403,"body":{"error":{}}},{"id":"3","status":200}]}""", 2)]
    [InlineData("""{"count":2,"data":[{"id":"/subscriptions/x","type":"microsoft.resources/subscriptions"},{"n":1}],"total_records":2}""", 1)]
    public void A_broken_row_is_named_and_costs_itself_only(string json, int errors)
    {
        var sink = Read(json);
        Assert.Equal(errors, sink.Errors.Count);
        Assert.NotEmpty(sink.Documents);
    }

    [Theory]
    [InlineData("""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":"a"}],"@odata.nextLink":"https://x"}""")]
    [InlineData("""{"value":[{"id":"/subscriptions/x/resourceGroups/g","type":"Microsoft.Resources/resourceGroups"}],"nextLink":"https://x"}""")]
    [InlineData("""{"count":1,"data":[{"id":"/subscriptions/x","type":"microsoft.resources/subscriptions"}],"total_records":2,"skip_token":"t"}""")]
    public void An_export_that_goes_on_says_that_it_is_incomplete(string json) =>
        Assert.Contains(Read(json).Notes, n => n.Contains("incomplete", StringComparison.Ordinal));

    [Fact]
    public void Secrets_never_reach_a_document()
    {
        var sink = Read("""
            [{"id":"/subscriptions/x/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v","type":"Microsoft.Compute/virtualMachines","name":"v","osProfile":{"adminPassword":"S3CRET","customData":"S3CRET"},"userData":"S3CRET"},
             {"id":"/subscriptions/x/resourceGroups/g/providers/Microsoft.Web/sites/w","type":"Microsoft.Web/sites","properties":{"siteConfig":{"appSettings":[{"name":"k","value":"S3CRET"},{"name":"AzureWebJobsStorage","value":"AccountName=acct;AccountKey=S3CRET"}]},"identity":null}},
             {"id":"s","appId":"b","servicePrincipalType":"Application","passwordCredentials":[{"keyId":"k","secretText":"S3CRET","hint":"S3CRET","endDateTime":"2027-01-01T00:00:00Z"}],"keyCredentials":[{"keyId":"c","key":"S3CRET"}]}]
            """);
        Assert.Equal(3, sink.Documents.Count);
        Assert.All(sink.Documents, d => Assert.DoesNotContain("S3CRET", d.Content.GetRawText(), StringComparison.Ordinal));
        Assert.Contains(sink.Documents, d => d.Content.GetRawText().Contains("2027-01-01", StringComparison.Ordinal));
    }

    [Fact]
    public void Members_and_owners_of_one_group_from_two_files_and_from_a_folder_are_put_together()
    {
        var estate = new AzureSample().WithTenant().Users(1, 2, 3)
            .File("a.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(members())","value":[{"id":"{{AzureSample.Id(50)}}","displayName":"g","isAssignableToRole":true,"members":[{"@odata.type":"#microsoft.graph.user","id":"{{AzureSample.Id(1)}}"}]}]}""")
            .File("b.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(owners())","value":[{"id":"{{AzureSample.Id(50)}}","displayName":"g","owners":[{"@odata.type":"#microsoft.graph.user","id":"{{AzureSample.Id(2)}}"}]}]}""")
            .File($"groups/{AzureSample.Id(50)}/members.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#directoryObjects","value":[{"@odata.type":"#microsoft.graph.user","id":"{{AzureSample.Id(3)}}"}]}""")
            .Open();
        Assert.Equal([AzureSample.Id(1), AzureSample.Id(3)], estate.Directory.Members[AzureSample.Id(50)].Order());
        Assert.Equal([AzureSample.Id(2)], estate.Directory.Owners[AzureSample.Id(50)]);
        Assert.True(estate.Directory.Objects[AzureSample.Id(50)].RoleAssignable);
    }

    [Fact]
    public void A_listing_without_properties_and_a_show_with_them_are_one_resource()
    {
        const string id = "/subscriptions/" + AzureSample.Subscription + "/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";
        var estate = new AzureSample().WithTenant()
            .File("list.json", $$"""[{"id":"{{id}}","name":"kv","type":"Microsoft.KeyVault/vaults","properties":null,"tags":{"env":"prod"} }]""")
            .File("show.json", $$"""{"id":"{{id.ToUpperInvariant()}}","name":"kv","type":"Microsoft.KeyVault/vaults","properties":{"enableRbacAuthorization":true,"accessPolicies":[]} }""").Open();
        var vault = Assert.Single(estate.Resources, r => r.Kind == "Microsoft.KeyVault/vaults");
        Assert.Equal(id, vault.Id);
        Assert.Equal("prod", vault.Tags["env"]);
        Assert.True(vault.HoldsData);
    }

    private static ImportSink Read(string json)
    {
        var sink = new ImportSink();
        using var parsed = JsonDocument.Parse(json);
        var document = new Document { Path = "f.json", Segments = ["f.json"], Json = parsed.RootElement.Clone() };
        var format = new AzureCloud().ExportFormats.FirstOrDefault(f => f.Recognises(document));
        Assert.NotNull(format);
        format.Read(document, sink);
        return sink;
    }

    [Theory]
    [InlineData("azure/22222222-2222-4222-8222-222222222222/role-assignment-list.json", "[]", true)]
    [InlineData("azure/22222222-2222-4222-8222-222222222222/denyAssignments.1.json", """{"value":[],"nextLink":null}""", true)]
    [InlineData("notes/things.json", "[]", false)]
    [InlineData("azure/role-assignment-list.json", """[{"a":1}]""", false)]
    public void An_empty_list_says_none_where_its_name_says_of_what(string path, string json, bool none)
    {
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        var document = new Ambit.Import.Document { Path = path, Segments = path.Split('/'), Json = parsed.RootElement.Clone() };
        Assert.Equal(none, new AzureCloud().ExportFormats.Any(f => f.Recognises(document)));
    }
}
