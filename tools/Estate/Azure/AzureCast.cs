namespace Ambit.Estate.Azure;

/// <summary>Who and what there is in the company's Azure.</summary>
internal sealed class AzureCast
{
    public const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    private const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    public AzureCast()
    {
        Production = "/subscriptions/" + Id("sub larkspur-production");
        Development = "/subscriptions/" + Id("sub larkspur-development");
        ResourceGroups = [Production + "/resourceGroups/rg-shop", Production + "/resourceGroups/rg-data", Development + "/resourceGroups/rg-lab"];
        var (shop, data, lab) = (ResourceGroups[0] + "/providers/", ResourceGroups[1] + "/providers/", ResourceGroups[2] + "/providers/");
        Vault = data + "Microsoft.KeyVault/vaults/kv-larkspur";
        Storage = data + "Microsoft.Storage/storageAccounts/stlarkspurorders";
        Machine = shop + "Microsoft.Compute/virtualMachines/vm-build";
        Site = shop + "Microsoft.Web/sites/func-orders";
        Resources =
        [
            (Machine, "Microsoft.Compute/virtualMachines", "mi vm-build", "null"),
            (Site, "Microsoft.Web/sites", "mi func-orders", """{"state":"Running"}"""),
            (Vault, "Microsoft.KeyVault/vaults", null, """{"enableRbacAuthorization":true,"accessPolicies":[]}"""),
            (data + "Microsoft.KeyVault/vaults/kv-legacy", "Microsoft.KeyVault/vaults", null, $$"""{"enableRbacAuthorization":false,"accessPolicies":[{"tenantId":"{{Tenant}}","objectId":"{{Id("mi func-orders")}}","permissions":{"secrets":["get","list"],"keys":[],"certificates":[]} }]}"""),
            (Storage, "Microsoft.Storage/storageAccounts", null, """{"allowSharedKeyAccess":null}"""),
            (data + "Microsoft.DocumentDB/databaseAccounts/cosmos-plants", "Microsoft.DocumentDB/databaseAccounts", null, """{"disableLocalAuth":true}"""),
            (lab + "Microsoft.Compute/virtualMachines/vm-lab", "Microsoft.Compute/virtualMachines", null, "null"),
        ];
        Assignments =
        [
            ("ops.ada", "User", Owner, Production), ("platform", "Group", Contributor, Production), ("sp deploy-pipeline", "ServicePrincipal", Contributor, Production),
            ("mi vm-build", "ServicePrincipal", Owner, ResourceGroups[1]), ("mi func-orders", "ServicePrincipal", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", Storage),
            ("mi func-orders", "ServicePrincipal", "4633458b-17de-408a-b874-0445c86b69e6", Vault), ("rene.contractor", "User", Contributor, ResourceGroups[0]),
            ("ops.jon", "User", Id("role operator"), ResourceGroups[0]), ("everybody", "Group", Reader, Production), ("devi.developer", "User", Contributor, ResourceGroups[2]),
            ("sp crm-sync", "ServicePrincipal", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", Storage), ("gone.employee", "User", Contributor, Development),
        ];
    }

    public string Tenant { get; } = Named("tenant larkspur");

    public string Production { get; }

    public string Development { get; }

    public string Vault { get; }

    public string Storage { get; }

    public string Machine { get; }

    public string Site { get; }

    public IReadOnlyList<string> Subscriptions { get; } = ["larkspur-production", "larkspur-development"];

    public IReadOnlyList<string> ResourceGroups { get; }

    public IReadOnlyList<(string Id, string Type, string? Identity, string Properties)> Resources { get; }

    public IReadOnlyList<(string Who, string Type, string Role, string Scope)> Assignments { get; }

    public IReadOnlyList<string> Users { get; } =
        ["breakglass", "ops.ada", "ops.ines", "ops.jon", "nora.support", "devi.developer", "mira.director", "rene.contractor", "former.employee", "sam.sales", "tess.finance", "uma.garden"];

    public IReadOnlyDictionary<string, string[]> Groups { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["everybody"] = ["platform", "nora.support", "devi.developer", "mira.director", "sam.sales", "tess.finance", "uma.garden"],
        ["platform"] = ["ops.ada", "ops.ines", "ops.jon"],
        ["privileged-operators"] = ["ops.ines"],
    };

    public IReadOnlyList<string> Applications { get; } = ["deploy-pipeline", "directory-backup", "crm-sync"];

    /// <summary>RoleManagement.ReadWrite.Directory, Directory.Read.All, Mail.ReadWrite, User.Read.All.</summary>
    public IReadOnlyList<(string App, string Role)> Permissions { get; } =
    [
        ("directory-backup", "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"), ("directory-backup", "7ab1d382-f21e-4acd-a863-ba3e13f7da61"),
        ("crm-sync", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"), ("crm-sync", "df021288-bdef-4463-88db-98f22de89214"),
    ];

    /// <summary>Global Administrator, Helpdesk, Application and Privileged Role Administrator.</summary>
    public IReadOnlyList<(string Who, string Role, string Scope)> DirectoryRoles { get; } =
    [
        ("breakglass", "62e90394-69f5-4237-9190-012177145e10", "/"), ("ops.ada", "62e90394-69f5-4237-9190-012177145e10", "/"),
        ("nora.support", "729827e3-9c14-49f7-bb1b-9608f156bbb8", "/"), ("privileged-operators", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "/"),
    ];

    public IReadOnlyList<(string Who, string Role)> Eligible { get; } = [("ops.ines", "e8611ab8-c189-46e8-94e1-60213ab1f814"), ("ops.jon", "fe930be7-5e62-47db-91af-98c3a49a38b1")];

    public string Upn(string user) => user == "rene.contractor" ? "rene_seedlings.example#EXT#@larkspur.onmicrosoft.com" : user + "@larkspur.example";

    /// <summary>The id of somebody or something in the cast; a GUID stays as it is.</summary>
    public string Id(string name) => name.StartsWith("role ", StringComparison.Ordinal) || !name.Contains('-') || name.Length != 36 ? Named(name) : name;

    /// <summary>A GUID that depends on the name alone.</summary>
    public static string Named(string name)
    {
        var (a, b) = (Seeded.Of("azure " + name), Seeded.Of("azure' " + name));
        return $"{a >> 32:x8}-{(a >> 16) & 0xffff:x4}-4{a & 0xfff:x3}-8{(b >> 48) & 0xfff:x3}-{b & 0xffffffffffff:x12}";
    }
}
