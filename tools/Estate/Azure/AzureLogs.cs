using System.Globalization;
using System.Text;

namespace Ambit.Estate.Azure;

/// <summary>Ninety days of the company's Azure: the Activity Log, vaults, storage, sign-ins, audits and Graph, one file a day and log.</summary>
internal sealed class AzureLogs(AzureCast cast, Calendar calendar, Seeded random)
{
    private long _count;

    /// <summary>Writes the logs and tells how many events.</summary>
    public long Write(EstateFolder folder, long? events)
    {
        var scale = events is { } e ? Math.Max(1, e / (calendar.Days * 60.0)) : 1;
        for (var d = 0; d < calendar.Days; d++)
        {
            var day = calendar.Day(d);
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            Day(folder, "activity", day, [.. Activity(day, (int)((weekend ? 4 : 14) * scale))]);
            Day(folder, "vault", day, [.. Vault(day, (int)(12 * scale))]);
            Day(folder, "storage", day, [.. Storage(day, (int)(20 * scale))]);
            Day(folder, "entra", day, [.. Entra(day, d, (int)((weekend ? 3 : 12) * scale))]);
        }

        return _count;
    }

    private void Day(EstateFolder folder, string log, DateOnly day, IReadOnlyList<string> records)
    {
        using var stream = folder.Gzip($"logs/{log}/{day:yyyy/MM/dd}/PT1H.json.gz");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var record in records)
            writer.WriteLine(record);
        _count += records.Count;
    }

    private string Time(DateOnly day, int from = 7, int hours = 11) =>
        day.ToDateTime(new TimeOnly(from + random.Below(hours), random.Below(60), random.Below(60))).ToString("yyyy-MM-dd'T'HH:mm:ss.0000000'Z'", CultureInfo.InvariantCulture);

    private string Correlation() => $"{random.Next() >> 32:x8}-0000-4000-8000-{random.Next() & 0xffffffffffff:x12}";

    private IEnumerable<string> Activity(DateOnly day, int count)
    {
        (string Who, string Action, string On)[] habits =
        [
            ("sp deploy-pipeline", "Microsoft.Resources/deployments/write", cast.ResourceGroups[0]), ("sp deploy-pipeline", "Microsoft.Web/sites/write", cast.Site),
            ("sp deploy-pipeline", "Microsoft.Web/sites/publishxml/action", cast.Site), ("ops.jon", "Microsoft.Compute/virtualMachines/restart/action", cast.Machine),
            ("ops.jon", "Microsoft.Compute/virtualMachines/start/action", cast.Machine), ("ops.ada", "Microsoft.Network/networkSecurityGroups/write", cast.ResourceGroups[0]),
            ("devi.developer", "Microsoft.Compute/virtualMachines/write", cast.Resources[6].Id),
        ];
        for (var i = 0; i < count; i++)
        {
            var (who, action, on) = habits[random.Below(habits.Length)];
            var (time, correlation) = (Time(day), Correlation());
            yield return Record(time, action, on, who, "Start", correlation);
            yield return Record(time, action, on, who, "Success", correlation);
        }

        if (random.Below(10) == 0)
            yield return Record(Time(day), "Microsoft.Storage/storageAccounts/listKeys/action", cast.Storage, "devi.developer", "Failure\",\"resultSignature\":\"Failed.Forbidden", Correlation());
    }

    private string Record(string time, string action, string on, string who, string result, string correlation) =>
        $$"""{"time":"{{time}}","resourceId":"{{on.ToUpperInvariant()}}","operationName":"{{action.ToUpperInvariant()}}","category":"Administrative","resultType":"{{result}}","correlationId":"{{correlation}}","callerIpAddress":"192.0.2.{{random.Below(200)}}","tenantId":"{{cast.Tenant}}","identity":{"authorization":{"scope":"{{on}}","action":"{{action}}"},"claims":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"{{cast.Id(who)}}","appid":"{{cast.Id("appid " + who)}}"} } }""";

    private IEnumerable<string> Vault(DateOnly day, int count)
    {
        for (var i = 0; i < count; i++)
            yield return $$"""{"time":"{{Time(day, 0, 24)}}","resourceId":"{{cast.Vault.ToUpperInvariant()}}","category":"AuditEvent","operationName":"SecretGet","resultType":"Success","correlationId":"{{Correlation()}}","tenantId":"{{cast.Tenant}}","identity":{"claim":{"oid":"{{cast.Id("mi func-orders")}}"} },"properties":{"httpStatusCode":200,"id":"https://kv-larkspur.vault.azure.net/secrets/orders-db/1"} }""";
    }

    private IEnumerable<string> Storage(DateOnly day, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var write = random.Below(3) == 0;
            yield return $$"""{"time":"{{Time(day, 0, 24)}}","resourceId":"{{cast.Storage}}/blobServices/default","category":"{{(write ? "StorageWrite" : "StorageRead")}}","operationName":"{{(write ? "PutBlob" : "GetBlob")}}","statusCode":200,"correlationId":"{{Correlation()}}","tenantId":"{{cast.Tenant}}","identity":{"type":"OAuth","requester":{"objectId":"{{cast.Id("mi func-orders")}}","tenantId":"{{cast.Tenant}}"} } }""";
        }
    }

    private IEnumerable<string> Entra(DateOnly day, int number, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var user = cast.Users[1 + random.Below(cast.Users.Count - 1)];
            if (user is "former.employee" or "uma.garden")
                continue;
            yield return $$"""{"time":"{{Time(day)}}","category":"SignInLogs","operationName":"Sign-in activity","resultType":"0","tenantId":"{{cast.Tenant}}","correlationId":"{{Correlation()}}","properties":{"userId":"{{cast.Id(user)}}","userPrincipalName":"{{cast.Upn(user)}}","appId":"c44b4083-3bb0-49c1-b47d-974e53cbdf3c","resourceDisplayName":"Azure Portal","status":{"errorCode":0} } }""";
        }

        yield return $$"""{"time":"{{Time(day)}}","category":"MicrosoftGraphActivityLogs","operationName":"Microsoft Graph Activity","tenantId":"{{cast.Tenant}}","properties":{"requestMethod":"GET","requestUri":"https://graph.microsoft.com/v1.0/users?$top=999","responseStatusCode":200,"servicePrincipalId":"{{cast.Id("sp crm-sync")}}","appId":"{{cast.Id("appid crm-sync")}}","roles":"Mail.ReadWrite User.Read.All","operationId":"{{Correlation()}}"} }""";
        if (number % 6 == 0)
            yield return $$"""{"time":"{{Time(day)}}","category":"AuditLogs","operationName":"Add member to role completed (PIM activation)","tenantId":"{{cast.Tenant}}","correlationId":"{{Correlation()}}","properties":{"activityDisplayName":"Add member to role completed (PIM activation)","result":"success","initiatedBy":{"user":{"id":"{{cast.Id("ops.ines")}}","userPrincipalName":"{{cast.Upn("ops.ines")}}"} },"targetResources":[{"id":"e8611ab8-c189-46e8-94e1-60213ab1f814","type":"Role"}]} }""";
        if (number % 4 == 0)
            yield return $$"""{"time":"{{Time(day)}}","category":"AuditLogs","operationName":"Reset password (by admin)","tenantId":"{{cast.Tenant}}","correlationId":"{{Correlation()}}","properties":{"activityDisplayName":"Reset password (by admin)","result":"success","initiatedBy":{"user":{"id":"{{cast.Id("nora.support")}}","userPrincipalName":"{{cast.Upn("nora.support")}}"} },"targetResources":[{"id":"{{cast.Id("sam.sales")}}","type":"User"}]} }""";
    }
}
