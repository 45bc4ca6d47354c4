using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Sign-ins: they tell that an identity was used, and which application and credential with it, not which permission. They count as
/// uses of signing in, on the application signed in to.
/// </summary>
internal sealed class SignInLog() : LogSource(
    3, RecordField.ServicePrincipalId, RecordField.UserId, RecordField.UserPrincipalName, RecordField.SignInApp, RecordField.ErrorCode, RecordField.Result, RecordField.CredentialKey,
    RecordField.ResourceDisplayName)
{
    /// <summary>The action that stands for a sign-in.</summary>
    public const string Action = "microsoft.directory/signIns";

    private const string Kind = "signIn";

    /// <inheritdoc/>
    public override RecordMeaning Mean(LogRecord record, AzureUses uses)
    {
        var service = record.Filled(RecordField.ServicePrincipalId);
        var principal = (service ?? record.Filled(RecordField.UserId) ?? record[RecordField.UserPrincipalName] ?? record.Filled(RecordField.SignInApp))?.ToLowerInvariant();
        if (principal is null)
            return uses.Nothing(record, Kind);
        uses.Same(service is null ? record[RecordField.UserPrincipalName] : record.Filled(RecordField.SignInApp), principal);
        // "errorCode 0 = success"; diagnostic records repeat it as resultType
        var code = record.First(RecordField.ErrorCode, RecordField.Result) ?? "0";
        var context = record.Filled(RecordField.CredentialKey) is { } key ? UsageContext.Of([new("credentialKeyId", key.ToLowerInvariant())]) : UsageContext.Empty;
        var use = new UsageKey(
            AzureKinds.Cloud, principal, Action, record[RecordField.ResourceDisplayName], context, code == "0" ? UseOutcome.Used : UseOutcome.Untold, MappingBasis.Table, "SignInLogs");
        return uses.Use(record, Kind, use);
    }
}
