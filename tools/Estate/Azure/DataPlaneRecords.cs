namespace Ambit.Estate.Azure;

/// <summary>Records of vaults and storage accounts as diagnostic settings write them.</summary>
internal sealed class DataPlaneRecords(AzureCast cast, Drawn drawn)
{
    private const string Microsoft = "http://schemas.microsoft.com/identity/claims/";
    private static readonly string[] Secrets = ["orders-db/3f1c", "orders-db/3f1c", "orders-db/3f1c", "payment-token/77aa"];

    /// <summary>A secret that the shop's function read.</summary>
    public string Secret(DateTime at)
    {
        var (who, correlation) = ("mi func-orders", drawn.Guid());
        return $$$$"""{"time":"{{{{Drawn.Text(at)}}}}","category":"AuditEvent","operationName":"SecretGet","resultType":"Success","correlationId":"{{{{correlation}}}}","callerIpAddress":"{{{{drawn.Address()}}}}","tenantId":"{{{{cast.Tenant}}}}","identity":{"claim":{"{{{{Microsoft}}}}objectidentifier":"{{{{cast.Id(who)}}}}","appid":"{{{{cast.Id("appid " + who)}}}}","idtyp":"app","xms_mirid":"{{{{cast.Site}}}}","xms_az_nwperimid":[],"uti":"{{{{drawn.Opaque(22)}}}}"}},"properties":{"id":"https://kv-larkspur.vault.azure.net/secrets/{{{{drawn.Pick(Secrets)}}}}","clientInfo":"azsdk-net-Security.KeyVault.Secrets/4.7.0 (.NET 10.0.0; CBL-Mariner/Linux)","requestUri":"https://kv-larkspur.vault.azure.net/secrets/orders-db/?api-version=7.6","httpStatusCode":200,"isRbacAuthorized":true,"appliedAssignmentId":"{{{{cast.Id("ra5")}}}}","tlsVersion":"TLS1_3","secretProperties":{"attributes":{"enabled":true},"contentType":null},"networkSecurity":"{{{{drawn.Below(2)}}}}"},"resourceId":"{{{{cast.Vault.ToUpperInvariant()}}}}","operationVersion":"7.6","resultSignature":"OK","durationMs":"{{{{drawn.Below(60)}}}}"}""";
    }

    /// <summary>A blob of orders read or written.</summary>
    public string Blob(DateTime at)
    {
        var write = drawn.Below(3) == 0;
        var (operation, category, who) = (write ? "PutBlob" : "GetBlob", write ? "StorageWrite" : "StorageRead", "mi func-orders");
        var (request, etag, blob) = (drawn.Guid(), drawn.Opaque(11), $"orders/{at:yyyy/MM}/{drawn.Guid()}.json");
        var action = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/" + (write ? "write" : "read");
        return $$$$"""{"time":"{{{{Drawn.Text(at)}}}}","resourceId":"{{{{cast.Storage}}}}/blobServices/default","category":"{{{{category}}}}","operationName":"{{{{operation}}}}","operationVersion":"2026-02-06","schemaVersion":"1.0","statusCode":{{{{(write ? 201 : 200)}}}},"statusText":"Success","durationMs":{{{{1 + drawn.Below(40)}}}},"callerIpAddress":"{{{{drawn.Address()}}}}:{{{{1024 + drawn.Below(60_000)}}}}","correlationId":"{{{{request}}}}","identity":{"type":"OAuth","tokenHash":"{{{{drawn.Opaque(43).ToUpperInvariant()}}}}","authorization":[{"action":"{{{{action}}}}","roleAssignmentId":"{{{{cast.Id("ra4")}}}}","roleDefinitionId":"ba92f5b4-2d11-453d-a403-e96b0029c9fe","principals":[{"id":"{{{{cast.Id(who)}}}}","type":"ServicePrincipal"}],"denyAssignmentId":"","reason":"","result":"Granted","type":"RBAC"}],"requester":{"appId":"{{{{cast.Id("appid " + who)}}}}","audience":"https://storage.azure.com/","objectId":"{{{{cast.Id(who)}}}}","tenantId":"{{{{cast.Tenant}}}}","tokenIssuer":"https://sts.windows.net/{{{{cast.Tenant}}}}/"}},"location":"West Europe","properties":{"accountName":"stlarkspurorders","userAgentHeader":"azsdk-net-Storage.Blobs/12.24.0 (.NET 10.0.0; CBL-Mariner/Linux)","clientRequestId":"{{{{drawn.Guid()}}}}","etag":"\"0x8D{{{{etag}}}}\"","serviceType":"blob","objectKey":"/stlarkspurorders/{{{{blob}}}}","lastModifiedTime":"{{{{Drawn.Text(at)}}}}","serverLatencyMs":{{{{drawn.Below(30)}}}},"requestHeaderSize":{{{{500 + drawn.Below(200)}}}},"responseHeaderSize":{{{{300 + drawn.Below(100)}}}},"responseBodySize":{{{{drawn.Below(20_000)}}}},"tlsVersion":"TLS 1.3","accessTier":"Hot","requestMd5":"{{{{drawn.Opaque(22)}}}}=="},"uri":"https://stlarkspurorders.blob.core.windows.net/{{{{blob}}}}","protocol":"HTTPS","resourceType":"Microsoft.Storage/storageAccounts/blobServices"}""";
    }
}
