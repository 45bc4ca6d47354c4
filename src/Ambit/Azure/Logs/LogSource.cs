namespace Ambit.Azure.Logs;

/// <summary>Tells which log a record is of and hands it over.</summary>
internal static class LogSource
{
    /// <summary>Maps a record; false where it is of none of the logs.</summary>
    public static bool Map(LogRecord record, AzureUses uses)
    {
        var category = record[RecordField.Category] ?? "";
        var operation = record[RecordField.Operation];
        if (category.Equals("AuditEvent", StringComparison.OrdinalIgnoreCase) || (category.Length == 0 && record[RecordField.KeyVaultId] is not null && record[RecordField.HttpStatus] is not null))
            return VaultLog.Map(record, uses);
        if (category.StartsWith("Storage", StringComparison.OrdinalIgnoreCase) && category is not "StorageAccount")
            return StorageLog.Map(record, uses);
        if (category.Equals("MicrosoftGraphActivityLogs", StringComparison.OrdinalIgnoreCase) || (record[RecordField.Method] is not null && record[RecordField.GraphStatus] is not null))
            return GraphLog.Map(record, uses);
        if (category.EndsWith("SignInLogs", StringComparison.OrdinalIgnoreCase))
            return SignInLog.Map(record, uses);
        if (record[RecordField.Activity] is not null || category.Equals("AuditLogs", StringComparison.OrdinalIgnoreCase))
            return AuditLog.Map(record, uses);
        if (operation is not null)
            return ActivityLog.Map(record, uses);
        return (record[RecordField.UserPrincipalName] ?? record[RecordField.ServicePrincipalId]) is not null && SignInLog.Map(record, uses);
    }
}
