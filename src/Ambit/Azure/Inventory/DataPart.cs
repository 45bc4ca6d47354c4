namespace Ambit.Azure.Inventory;

/// <summary>
/// What lies within an account or vault and can be the scope of a data role: a container, queue, table, share, secret, key or certificate.
/// Microsoft Learn, "Understand scope for Azure RBAC" and "Provide access to Key Vault with Azure RBAC".
/// </summary>
internal static class DataPart
{
    /// <summary>Kinds by what stands between the whole and the part's name, lower case.</summary>
    private static readonly (string Whole, string Between, string Kind)[] Parts =
    [
        ("microsoft.storage/storageaccounts", "/blobservices/default/containers/", "container"),
        ("microsoft.storage/storageaccounts", "/queueservices/default/queues/", "queue"),
        ("microsoft.storage/storageaccounts", "/tableservices/default/tables/", "table"),
        ("microsoft.storage/storageaccounts", "/fileservices/default/fileshares/", "share"),
        ("microsoft.storage/storageaccounts", "/fileservices/default/shares/", "share"),
        ("microsoft.keyvault/vaults", "/secrets/", "secret"),
        ("microsoft.keyvault/vaults", "/keys/", "key"),
        ("microsoft.keyvault/vaults", "/certificates/", "certificate"),
    ];

    /// <summary>The whole that a normal id is a part of, and the part's kind; null where it is none.</summary>
    public static (string Whole, string WholeType, string Kind)? Of(string key)
    {
        foreach (var (whole, between, kind) in Parts)
        {
            var provider = key.IndexOf($"/providers/{whole}/", StringComparison.Ordinal);
            var at = provider < 0 ? -1 : key.IndexOf(between, provider, StringComparison.Ordinal);
            if (at > 0 && key.Length > at + between.Length && !key[(at + between.Length)..].Contains('/') && key.LastIndexOf('/', at - 1) == provider + "/providers/".Length + whole.Length)
                return (key[..at], whole, kind);
        }

        return null;
    }
}
