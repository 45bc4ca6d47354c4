using Ambit.Azure.Logs;
using Ambit.Usage;

namespace Ambit.Tests.Azure;

public sealed class AzureLogTests
{
    private const string Vm = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v";

    [Theory]
    [InlineData("Started,Succeeded", UseOutcome.Used, 1)]
    [InlineData("Succeeded,Started", UseOutcome.Used, 1)]
    [InlineData("Started,Accepted,Succeeded", UseOutcome.Used, 1)]
    [InlineData("Started", UseOutcome.Used, 1)]
    [InlineData("Failed:Forbidden", UseOutcome.Refused, 1)]
    [InlineData("Started,Failed:AuthorizationFailed", UseOutcome.Refused, 1)]
    [InlineData("Failed:Conflict", UseOutcome.Used, 1)]
    public void One_operation_is_one_use_whatever_its_records(string statuses, UseOutcome outcome, int count)
    {
        var records = statuses.Split(',').Select((s, i) => $$"""{"eventTimestamp":"2026-05-01T10:00:0{{i}}Z","operationName":{"value":"MICROSOFT.COMPUTE/VIRTUALMACHINES/RUNCOMMAND/ACTION"},"status":{"value":"{{s.Split(':')[0]}}"},"properties":{"statusCode":"{{(s.Contains(':') ? s.Split(':')[1] : "OK")}}"},"category":{"value":"Administrative"},"correlationId":"c1","caller":"a@t.example","claims":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"AAAA"},"resourceId":"{{Vm.ToUpperInvariant()}}"}""");
        var use = Assert.Single(Read("[" + string.Join(',', records) + "]").Uses);
        Assert.Equal(("aaaa", "Microsoft.Compute/virtualMachines/runCommand/action", Vm.ToLowerInvariant(), outcome, (long)count), (use.Key.Principal, use.Key.Action, use.Key.Resource, use.Key.Outcome, use.Count));
    }

    [Theory]
    [InlineData("[{0},{1}]")]
    [InlineData("{{\"records\":[{0},{1}]}}")]
    [InlineData("{{\"value\":[{0},{1}],\"nextLink\":null}}")]
    [InlineData("{0}\n{1}\n")]
    [InlineData("{0}\r\n\r\n{1}")]
    [InlineData("{{\"records\": [ {0} ]}}\n{{\"records\": [{1}]}}")]
    public void Every_packing_gives_the_same_records(string packing)
    {
        string Record(int n) => $$$"""{"time":"2026-05-01T10:00:00Z","resourceId":"{{{Vm}}}","operationName":"Microsoft.Compute/virtualMachines/write","category":"Administrative","resultType":"Success","correlationId":"c{{{n}}}","identity":{"authorization":{"action":"Microsoft.Compute/virtualMachines/write","scope":"{{{Vm}}}","evidence":{"roleAssignmentId":"ra"}},"claims":{"appid":"x","text":"a } ] \" b"} } }""";
        var read = Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, packing, Record(1), Record(2)));
        Assert.Equal(2, read.Uses.Sum(u => u.Count));
        Assert.Equal("roleAssignmentId=ra", read.Uses[0].Key.Context.Text);
        Assert.Equal(2, read.Records);
        Assert.Empty(read.Errors);
    }

    [Theory]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"AuditEvent","operationName":"SecretGet","resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV","properties":{"httpStatusCode":200,"id":"https://kv.vault.azure.net/secrets/db/1"},"identity":{"claim":{"oid":"o","appid":"a"}}}""", "o", "Microsoft.KeyVault/vaults/secrets/getSecret/action", UseOutcome.Used)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"AuditEvent","operationName":"SecretGet","resourceId":"/S","properties":{"httpStatusCode":403},"identity":{"claim":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"o"}}}""", "o", "Microsoft.KeyVault/vaults/secrets/getSecret/action", UseOutcome.Refused)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"StorageRead","operationName":"GetBlob","statusCode":200,"resourceId":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st/blobServices/default","identity":{"type":"OAuth","requester":{"objectId":"o"},"authorization":[{"action":"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read","result":"Granted","roleAssignmentId":"r"}]}}""", "o", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", UseOutcome.Used)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"StorageDelete","operationName":"DeleteBlob","statusCode":403,"resourceId":"/x","identity":{"type":"OAuth","requester":{"objectId":"o"}}}""", "o", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete", UseOutcome.Refused)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"AuditLogs","operationName":"Add member to group","resourceId":"/tenants/t","properties":{"activityDisplayName":"Add member to group","result":"success","initiatedBy":{"user":{"id":"o","userPrincipalName":"a@t"}},"targetResources":[{"id":"g"}]}}""", "o", "microsoft.directory/groups/members/update", UseOutcome.Used)]
    [InlineData("""{"activityDateTime":"2026-05-01T10:00:00Z","activityDisplayName":"Add service principal credentials","result":"success","initiatedBy":{"app":{"servicePrincipalId":"o"}},"targetResources":[{"id":"g"}]}""", "o", "microsoft.directory/servicePrincipals/credentials/update", UseOutcome.Used)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"SignInLogs","operationName":"Sign-in activity","resultType":"0","properties":{"userId":"o","userPrincipalName":"a@t","appId":"x","status":{"errorCode":0}}}""", "o", "microsoft.directory/signIns", UseOutcome.Used)]
    [InlineData("""{"createdDateTime":"2026-05-01T10:00:00Z","userId":"o","userPrincipalName":"a@t","appDisplayName":"x","ipAddress":"1.2.3.4","status":{"errorCode":50126}}""", "o", "microsoft.directory/signIns", UseOutcome.Untold)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"MicrosoftGraphActivityLogs","properties":{"requestMethod":"GET","requestUri":"https://graph.microsoft.com/v1.0/users/11111111-1111-1111-1111-111111111111/memberOf?$top=1","responseStatusCode":200,"servicePrincipalId":"o","appId":"x","roles":"Directory.Read.All Mail.Read"}}""", "o", "Directory.Read.All", UseOutcome.Used)]
    [InlineData("""{"time":"2026-05-01T10:00:00Z","category":"MicrosoftGraphActivityLogs","properties":{"requestMethod":"POST","requestUri":"https://graph.microsoft.com/beta/applications/11111111-1111-1111-1111-111111111111/addPassword","responseStatusCode":403,"servicePrincipalId":"o","roles":""}}""", "o", "Application.ReadWrite.OwnedBy", UseOutcome.Refused)]
    [InlineData("""{"TimeGenerated":"2026-05-01T10:00:00Z","OperationNameValue":"MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION","ActivityStatusValue":"Success","CategoryValue":"Administrative","CorrelationId":"c","Authorization":"{\"action\":\"Microsoft.Storage/storageAccounts/listKeys/action\",\"scope\":\"/x\"}","Claims":"{\"http://schemas.microsoft.com/identity/claims/objectidentifier\":\"o\"}"}""", "o", "Microsoft.Storage/storageAccounts/listKeys/action", UseOutcome.Used)]
    [InlineData("""{"event_timestamp":"2026-05-01T10:00:00.000000Z","event_data_id":"e","operation_name":{"value":"Microsoft.Storage/storageAccounts/listKeys/action","localized_value":"x"},"status":{"value":"Succeeded"},"category":{"value":"Administrative"},"correlation_id":"c","resource_id":"/subscriptions/s","caller":"a@t","claims":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"o"},"authorization":{"action":"Microsoft.Storage/storageAccounts/listKeys/action","scope":"/x"}}""", "o", "Microsoft.Storage/storageAccounts/listKeys/action", UseOutcome.Used)]
    public void Each_log_names_the_identity_and_the_permission(string record, string principal, string action, UseOutcome outcome)
    {
        var read = Read(record);
        var use = Assert.Single(read.Uses);
        Assert.Equal((principal, action.ToLowerInvariant(), outcome), (use.Key.Principal, use.Key.Action.ToLowerInvariant(), use.Key.Outcome));
        Assert.Empty(read.Errors);
    }

    [Theory]
    [InlineData("GetBlob", """ "uri":"https://st.blob.core.windows.net/orders/a%20b/c.json?sv=1" """, "/blobservices/default/containers/orders")]
    [InlineData("PutBlob", """ "properties":{"objectKey":"/st/Orders/x"} """, "/blobservices/default/containers/orders")]
    [InlineData("GetBlob", """ "properties":{"objectKey":"/st/$web/index.html"} """, "/blobservices/default/containers/$web")]
    [InlineData("GetMessages", """ "uri":"https://st.queue.core.windows.net/jobs/messages?numofmessages=1" """, "/queueservices/default/queues/jobs")]
    [InlineData("QueryEntities", """ "uri":"https://st.table.core.windows.net/people(PartitionKey='a')" """, "/tableservices/default/tables/people")]
    [InlineData("ListContainers", """ "uri":"https://st.blob.core.windows.net/?comp=list" """, "")]
    [InlineData("ListContainers", """ "uri":"https://st.blob.core.windows.net/orders?comp=list" """, "")]
    [InlineData("GetFile", """ "uri":"https://st.file.core.windows.net/share/x" """, "")]
    [InlineData("GetBlob", """ "uri":"https://st.blob.core.windows.net/..%2F..%2Fx/y" """, "")]
    public void A_request_on_storage_is_on_the_container_that_a_role_can_be_assigned_at(string operation, string facts, string beneath)
    {
        const string Account = "/subscriptions/s/resourcegroups/g/providers/microsoft.storage/storageaccounts/st";
        var read = Read($$"""{"time":"2026-05-01T10:00:00Z","category":"StorageRead","operationName":"{{operation}}","statusCode":200,"resourceId":"{{Account}}/blobServices/default",{{facts}},"identity":{"type":"OAuth","requester":{"objectId":"o"} } }""");
        Assert.Equal(Account + beneath, Assert.Single(read.Uses).Key.Resource);
    }

    [Theory]
    [InlineData("AbCdEf0123456789AbCdEf0123456789", "abcdef01-2345-6789-abcd-ef0123456789")]
    [InlineData("/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/ABCDEF01-2345-6789-abcd-ef0123456789", "abcdef01-2345-6789-abcd-ef0123456789")]
    public void The_assignment_that_allowed_a_call_has_one_name_whichever_log_prints_it(string written, string name)
    {
        var read = Read($$"""{"time":"2026-05-01T10:00:00Z","resourceId":"{{Vm}}","operationName":"Microsoft.Compute/virtualMachines/write","category":"Administrative","resultType":"Success","correlationId":"c","identity":{"authorization":{"action":"Microsoft.Compute/virtualMachines/write","scope":"{{Vm}}","evidence":{"roleAssignmentId":"{{written}}"} },"claims":{"appid":"x"} } }""");
        Assert.Equal("roleAssignmentId=" + name, Assert.Single(read.Uses).Key.Context.Text);
    }

    [Fact]
    public void Records_that_differ_in_time_and_operation_alone_are_uses_of_one_kind_and_all_count()
    {
        var read = Read(string.Join('\n', Enumerable.Range(0, 5000).Select(i => $$"""{"time":"2026-05-01T10:{{i / 60 % 60:00}}:{{i % 60:00}}.{{i:0000}}Z","category":"AuditEvent","operationName":"SecretGet","correlationId":"{{Guid.NewGuid()}}","resourceId":"/s","properties":{"httpStatusCode":200,"note":"a \"quoted\" {brace"},"identity":{"claim":{"oid":"o"} } }""")));
        Assert.Equal(5000, Assert.Single(read.Uses).Count);
        Assert.Equal(5000, read.Records);
    }

    [Theory]
    [InlineData("User", 1)]
    [InlineData("ServicePrincipal", 1)]
    [InlineData("Group", 0)]
    public void Without_claims_the_holder_of_the_role_is_who_did_it_unless_it_is_a_group(string type, int uses)
    {
        var read = Read($$$"""{"time":"2026-05-01T10:00:00Z","category":"Administrative","operationName":"Microsoft.Authorization/roleAssignments/write","resourceId":"{{{Vm}}}","resultType":"Success","correlationId":"c","identity":{"authorization":{"action":"Microsoft.Authorization/roleAssignments/write","evidence":{"principalId":"6b6d44f0b13a46a0bfde161324d4c34d","principalType":"{{{type}}}"} } } }""");
        Assert.Equal(uses, read.Uses.Count(u => u.Key.Principal == "6b6d44f0-b13a-46a0-bfde-161324d4c34d"));
    }

    [Theory]
    [InlineData("Add member to role requested (PIM activation)", false)]
    [InlineData("Add member to role completed (PIM activation)", true)]
    [InlineData("Add member to role request approved (PIM activation)", false)]
    [InlineData("Remove member from role (PIM activation expired)", false)]
    public void An_activation_is_what_was_completed(string activity, bool used) =>
        Assert.Equal(used, Read($$"""{"activityDateTime":"2026-05-01T10:00:00Z","activityDisplayName":"{{activity}}","result":"success","initiatedBy":{"user":{"id":"o"} },"targetResources":[{"id":"r"}]}""").Uses.Any(u => u.Key.Action == "microsoft.directory/roleAssignments/selfActivate"));

    [Fact]
    public void A_record_printed_twice_is_one_use() =>
        Assert.Equal(1, Assert.Single(Read(string.Concat(Enumerable.Repeat("""{"time":"2026-05-01T10:00:00Z","category":"SignInLogs","correlationId":"C1","properties":{"userId":"o"}}""" + "\n", 3))).Uses).Count);

    [Fact]
    public void A_record_that_cannot_be_read_costs_itself_only()
    {
        var read = Read("""
            {"time":"2026-05-01T10:00:00Z","category":"SignInLogs","operationName":"s","properties":{"userId":"o"}}
            {"time":"2026-05-01T10:00:00Z","category":nonsense}
            {"time":"2026-05-01T11:00:00Z","category":"SignInLogs","operationName":"s","properties":{"userId":"o"}}
            {"time":"2026-05-01T12:00:00Z","cat
            """);
        Assert.Equal(2, read.Uses.Sum(u => u.Count));
        Assert.Equal(2, read.Errors.Count);
    }

    [Theory]
    [InlineData("AuditEvent", """ "operationName":"SecretGet","resourceId":"/s","properties":{"httpStatusCode":200},"identity":{"claim":{"oid":"o"}} """)]
    [InlineData("StorageRead", """ "operationName":"GetBlob","statusCode":200,"resourceId":"/x","identity":{"type":"OAuth","requester":{"objectId":"o"}} """)]
    [InlineData("AuditLogs", """ "operationName":"Add user","properties":{"activityDisplayName":"Add user","result":"success","initiatedBy":{"user":{"id":"o"}},"targetResources":[{"id":"g"}]} """)]
    [InlineData("SignInLogs", """ "operationName":"Sign-in activity","resultType":"0","properties":{"userId":"o"} """)]
    [InlineData("MicrosoftGraphActivityLogs", """ "properties":{"requestMethod":"GET","requestUri":"https://graph.microsoft.com/v1.0/users","responseStatusCode":200,"servicePrincipalId":"o","roles":"User.Read.All"} """)]
    [InlineData("Administrative", """ "operationName":"MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE","resultType":"Success","resourceId":"/SUBSCRIPTIONS/S","correlationId":"c","identity":{"claims":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"o"}} """)]
    public void Of_each_log_what_cannot_be_read_is_named_and_the_rest_is_kept(string category, string facts)
    {
        string Record(string time, string rest) => $"{{\"time\":\"{time}\",\"category\":\"{category}\",{rest.Trim()}}}";
        var read = Read(string.Join('\n', Record("2026-05-01T10:00:00Z", facts), $"{{\"time\":\"2026-05-01T11:00:00Z\",\"category\":\"{category}\",\"operationName\":", Record("2026-05-02T12:00:00Z", facts), "{\"time\":\"2026-05-02T13:00"));
        Assert.Equal(2, read.Uses.Sum(u => u.Count));
        Assert.NotEmpty(read.Errors);
    }

    [Theory]
    [InlineData("""{"Records":[{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","userIdentity":{}}]}""", false)]
    [InlineData("""[{"id":"/subscriptions/s","type":"Microsoft.Authorization/roleAssignments","properties":{}}]""", false)]
    [InlineData("""{"records":[{"time":"t","resourceId":"/S","operationName":"X","category":"Administrative"}]}""", true)]
    public void Logs_are_known_by_their_content(string head, bool ours) =>
        Assert.Equal(ours, new AzureLog().Recognises(System.Text.Encoding.UTF8.GetBytes(head), "x.json"));

    private static (List<(UsageKey Key, long Count)> Uses, long Records, List<string> Errors) Read(string text)
    {
        var sink = new UsageRollup(new EventMemory());
        new AzureLog().Read(AzureSample.Text(text), "log.json", sink, TestContext.Current.CancellationToken);
        return ([.. sink.Rows().Select(r => (new UsageKey(r.Cloud, r.Principal, r.Action, r.Resource, r.Context, r.Outcome, r.Basis, r.Source), r.Count))], sink.Events, [.. sink.Bad.Select(b => b.Message)]);
    }
}
