using System.Text.Json;

namespace Ambit.Aws.Inventory;

/// <summary>A KMS grant (KMS Developer Guide, "Grants in AWS KMS").</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="KeyArn">The key.</param>
/// <param name="Grantee">The grantee principal as the grant names it: a role, a session, a user, a service.</param>
/// <param name="RetiringPrincipal">Who may retire it.</param>
/// <param name="IssuingAccount">The account that issued it.</param>
/// <param name="Operations">The operations: Decrypt, GenerateDataKey, CreateGrant …</param>
/// <param name="Constraints">Encryption context constraints; undefined where none.</param>
public sealed record AwsKmsGrant(
    string Id, string KeyArn, string Grantee, string? RetiringPrincipal, string? IssuingAccount, IReadOnlyList<string> Operations, JsonElement Constraints);
