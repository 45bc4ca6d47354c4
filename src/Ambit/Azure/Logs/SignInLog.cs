using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Sign-ins: they tell that an identity was used, and which application and credential with it, not which permission. They count as
/// uses of signing in, on the application signed in to.
/// </summary>
internal static class SignInLog
{
    /// <summary>The action that stands for a sign-in.</summary>
    public const string Action = "microsoft.directory/signIns";

    /// <summary>Maps a record.</summary>
    public static bool Map(LogRecord record, AzureUses uses)
    {
        if (record.Time is not { } time)
            return false;
        uses.Count(record, "signIn", time);
        var service = Filled(record[RecordField.ServicePrincipalId]);
        var principal = (service ?? Filled(record[RecordField.UserId]) ?? record[RecordField.UserPrincipalName] ?? Filled(record[RecordField.SignInApp]))?.ToLowerInvariant();
        if (principal is null)
            return true;
        uses.Same(service is null ? record[RecordField.UserPrincipalName] : Filled(record[RecordField.SignInApp]), principal);
        // "errorCode 0 = success"; diagnostic records repeat it as resultType
        var code = record.First(RecordField.ErrorCode, RecordField.Result) ?? "0";
        var context = record[RecordField.CredentialKey] is { Length: > 0 } key ? UsageContext.Of([new("credentialKeyId", key.ToLowerInvariant())]) : UsageContext.Empty;
        var use = new UsageEvent(
            AzureKinds.Cloud, principal, Action, record[RecordField.ResourceDisplayName], time, context, code == "0" ? UseOutcome.Used : UseOutcome.Untold, MappingBasis.Table, "SignInLogs");
        uses.Add(use, AzureUses.Hash("signin", record[RecordField.Correlation], time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), principal, use.Resource), begins: false);
        return true;
    }

    private static string? Filled(string? text) => text is { Length: > 0 } ? text : null;
}
