using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ambit.Azure.Logs;

/// <summary>A row of a table as the record it stands for: what the portals call columns, by the names that the logs themselves use.</summary>
internal static class AzureTableRow
{
    /// <summary>Columns of Entra's portal and of Log Analytics that are called otherwise in records; the way to the name in the record.</summary>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        // "TenantId: the Log Analytics workspace"
        ["TenantId"] = [],
        ["Activity"] = ["activityDisplayName"],
        ["ActorUserPrincipalName"] = ["initiatedBy", "user", "userPrincipalName"],
        ["ActorServicePrincipalId"] = ["initiatedBy", "app", "servicePrincipalId"],
        ["ActorObjectId"] = ["initiatedBy", "user", "id"],
        ["Service"] = ["loggedByService"],
        ["User ID"] = ["userId"],
        ["Username"] = ["userPrincipalName"],
        ["Application ID"] = ["appId"],
        ["Application"] = ["appDisplayName"],
        ["Resource"] = ["resourceDisplayName"],
        ["Service principal ID"] = ["servicePrincipalId"],
        ["Correlation ID"] = ["correlationId"],
        ["Sign-in error code"] = ["status", "errorCode"],
        ["ErrorCode"] = ["status", "errorCode"],
        ["AccountObjectId"] = ["userId"],
        ["AccountUpn"] = ["userPrincipalName"],
        ["ApplicationId"] = ["appId"],
        ["Operation"] = [],
    };

    /// <summary>The record.</summary>
    public static JsonObject Of(IEnumerable<(string Name, JsonNode? Value)> cells)
    {
        var record = new JsonObject();
        var row = cells.Where(c => c.Value is not null).DistinctBy(c => c.Name.Trim(), StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Name.Trim(), c => c.Value!, StringComparer.OrdinalIgnoreCase);
        var byApplication = "Application".Equals(Text(row, "ActorType"), StringComparison.OrdinalIgnoreCase) || "ServicePrincipal".Equals(Text(row, "ActorType"), StringComparison.OrdinalIgnoreCase);
        foreach (var (name, value) in row)
        {
            if (name.Equals("Date", StringComparison.OrdinalIgnoreCase) || name.Equals("TimeGenerated", StringComparison.OrdinalIgnoreCase) || name.Equals("Timestamp", StringComparison.OrdinalIgnoreCase))
                Put(record, ["time"], JsonValue.Create(Time(value.ToString())));
            else if (name.Equals("Target1ObjectId", StringComparison.OrdinalIgnoreCase))
                record["targetResources"] = new JsonArray(new JsonObject { ["id"] = value.DeepClone() });
            else if (name.Equals("ActorObjectId", StringComparison.OrdinalIgnoreCase) && byApplication)
                Put(record, ["initiatedBy", "app", "servicePrincipalId"], value);
            else if (name.Equals("Status", StringComparison.OrdinalIgnoreCase) && row.ContainsKey("Application ID"))
                Put(record, ["status", "errorCode"], JsonValue.Create(value.ToString().Equals("Success", StringComparison.OrdinalIgnoreCase) ? "0" : Text(row, "Sign-in error code") ?? "1"));
            else if (name.Equals("Id", StringComparison.OrdinalIgnoreCase) && row.ContainsKey("HttpStatusCode"))
                Put(record, ["id_s"], value);
            else
                Put(record, Names.GetValueOrDefault(name) ?? [name], value);
        }

        return record;
    }

    private static string? Text(Dictionary<string, JsonNode> row, string name) => row.GetValueOrDefault(name)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The first of several columns for one name counts.</summary>
    private static void Put(JsonObject record, string[] way, JsonNode? value)
    {
        if (way.Length == 0)
            return;
        foreach (var step in way[..^1])
        {
            if (record[step] is not JsonObject inner)
                record[step] = inner = [];
            record = inner;
        }

        if (!record.ContainsKey(way[^1]))
            record[way[^1]] = value?.DeepClone();
    }

    /// <summary>Log Analytics' CSV prints <c>11/1/2026, 10:00:00.123 AM</c>, in UTC.</summary>
    private static string Time(string written) =>
        IsKnown(written) || !DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? written : time.ToString("O", CultureInfo.InvariantCulture);

    private static bool IsKnown(string written) => Ambit.Import.WrittenTime.TryParse(Encoding.UTF8.GetBytes(written), out _);
}
