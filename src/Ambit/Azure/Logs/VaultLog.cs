using System.Collections.Frozen;
using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>Key Vault's <c>AuditEvent</c>: the data plane of vaults, and some of the control plane. Microsoft Learn, "Key Vault logging".</summary>
internal sealed class VaultLog() : LogSource(
    5, RecordField.Operation, RecordField.HttpStatus, RecordField.ObjectId, RecordField.AppId, RecordField.Upn, RecordField.Caller, RecordField.ManagedIdentityResource, RecordField.EvidenceAssignment)
{
    private const string Kind = "data";
    private const string Prefix = "Microsoft.KeyVault/vaults/";

    private static readonly FrozenDictionary<string, string> Operations = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["SecretGet"] = "secrets/getSecret/action",
        ["SecretList"] = "secrets/readMetadata/action",
        ["SecretListVersions"] = "secrets/readMetadata/action",
        ["SecretGetDeleted"] = "secrets/readMetadata/action",
        ["SecretListDeleted"] = "secrets/readMetadata/action",
        ["SecretSet"] = "secrets/setSecret/action",
        ["SecretUpdate"] = "secrets/update/action",
        ["SecretDelete"] = "secrets/delete",
        ["SecretRecover"] = "secrets/recover/action",
        ["SecretPurge"] = "secrets/purge/action",
        ["SecretBackup"] = "secrets/backup/action",
        ["SecretRestore"] = "secrets/restore/action",
        ["KeyGet"] = "keys/read",
        ["KeyList"] = "keys/read",
        ["KeyListVersions"] = "keys/read",
        ["KeyGetDeleted"] = "keys/read",
        ["KeyListDeleted"] = "keys/read",
        ["KeyCreate"] = "keys/create/action",
        ["KeyImport"] = "keys/import/action",
        ["KeyUpdate"] = "keys/update/action",
        ["KeyDelete"] = "keys/delete",
        ["KeyRecover"] = "keys/recover/action",
        ["KeyPurge"] = "keys/purge/action",
        ["KeyBackup"] = "keys/backup/action",
        ["KeyRestore"] = "keys/restore/action",
        ["KeyRotate"] = "keys/rotate/action",
        ["KeySign"] = "keys/sign/action",
        ["KeyVerify"] = "keys/verify/action",
        ["KeyWrap"] = "keys/wrap/action",
        ["KeyUnwrap"] = "keys/unwrap/action",
        ["KeyEncrypt"] = "keys/encrypt/action",
        ["KeyDecrypt"] = "keys/decrypt/action",
        ["KeyRelease"] = "keys/release/action",
        ["CertificateGet"] = "certificates/read",
        ["CertificateList"] = "certificates/read",
        ["CertificateListVersions"] = "certificates/read",
        ["CertificateCreate"] = "certificates/create/action",
        ["CertificateImport"] = "certificates/import/action",
        ["CertificateUpdate"] = "certificates/update/action",
        ["CertificateDelete"] = "certificates/delete",
        ["CertificateRecover"] = "certificates/recover/action",
        ["CertificatePurge"] = "certificates/purge/action",
        ["CertificateBackup"] = "certificates/backup/action",
        ["CertificateRestore"] = "certificates/restore/action",
        ["CertificateGetDeleted"] = "certificates/read",
        ["CertificateListDeleted"] = "certificates/read",
        ["CertificatePendingGet"] = "certificates/read",
        ["CertificatePolicyGet"] = "certificates/read",
        ["CertificatePolicySet"] = "certificates/update/action",
        ["CertificatePolicyUpdate"] = "certificates/update/action",
        ["CertificateContactsSet"] = "certificatecontacts/write",
        ["CertificateContactsDelete"] = "certificatecontacts/write",
        ["CertificateIssuerGet"] = "certificatecas/read",
        ["CertificateIssuersList"] = "certificatecas/read",
        ["CertificateIssuerSet"] = "certificatecas/write",
        ["CertificateIssuerUpdate"] = "certificatecas/write",
        ["CertificateIssuerDelete"] = "certificatecas/delete",
        ["KeyRotateIfDue"] = "keys/rotate/action",
        ["KeyRotationPolicyGet"] = "keyrotationpolicies/read",
        ["KeyRotationPolicySet"] = "keyrotationpolicies/write",
        ["VaultList"] = "read",
        ["VaultGet"] = "read",
        ["VaultPut"] = "write",
        ["VaultPatch"] = "write",
        ["VaultDelete"] = "delete",
        ["Authentication"] = "",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The actions it maps to.</summary>
    public static IEnumerable<string> Actions => Operations.Values.Where(a => a.Length > 0).Select(a => Prefix + a);

    /// <inheritdoc/>
    public override void AddKey(LogRecord record, ref SecretHash hash)
    {
        base.AddKey(record, ref hash);
        hash.Add(record.Bytes(record.Has(RecordField.KeyVaultId) ? RecordField.KeyVaultId : record.Has(RecordField.RequestUri) ? RecordField.RequestUri : RecordField.GraphUri));
    }

    /// <inheritdoc/>
    public override RecordMeaning? Mean(LogRecord record, AzureUses uses)
    {
        if (record[RecordField.Operation] is not { } operation)
            return null;
        var status = record[RecordField.HttpStatus];
        // "Before authentication a 401 is logged with no identity: ignore"
        if (status == "401" || (ActivityLog.PrincipalOf(record, uses) ?? record[RecordField.AppId]?.ToLowerInvariant()) is not { } principal)
            return uses.Nothing(record, Kind);
        // what the vault tells Event Grid of expiry and the like is nobody's call
        if (operation.EndsWith("EventGridNotification", StringComparison.OrdinalIgnoreCase))
            return uses.Nothing(record, Kind);
        if (!Operations.TryGetValue(operation, out var action))
            return uses.Unmapped(record, Kind, "KeyVault", operation);
        uses.Same(record[RecordField.ManagedIdentityResource] is { } resource ? ResourceId.Normal(resource) : null, principal);
        if (action.Length == 0)
            return uses.Nothing(record, Kind);
        var use = new UsageKey(
            AzureKinds.Cloud, principal, Prefix + action, ResourceOf(record), AzureUses.Context(record[RecordField.EvidenceAssignment], null),
            status == "403" ? UseOutcome.Refused : UseOutcome.Used, MappingBasis.Table, "KeyVault " + operation);
        return uses.Use(record, Kind, use, besides: record[RecordField.KeyVaultId]);
    }

    /// <summary>The vault, and the secret, key or certificate where the request names one: the scope that a role could be assigned at.</summary>
    private static string? ResourceOf(LogRecord record)
    {
        if (record[RecordField.ResourceId] is not { } vault)
            return null;
        var key = ResourceId.Normal(vault);
        if (!Uri.TryCreate(record[RecordField.KeyVaultId] ?? record[RecordField.RequestUri] ?? record[RecordField.GraphUri], UriKind.Absolute, out var uri) || uri.Segments is not [_, var kind, var name, ..])
            return key;
        return kind.TrimEnd('/') is "secrets" or "keys" or "certificates" && ResourceId.TypeOf(key) is { } t && t.EndsWith("/vaults", StringComparison.OrdinalIgnoreCase)
            ? $"{key}/{kind.TrimEnd('/')}/{name.TrimEnd('/').ToLowerInvariant()}" : key;
    }
}
