using Ambit.Azure.Import;

namespace Ambit.Azure.Inventory;

/// <summary>A user, group, service principal, managed identity or application of a tenant.</summary>
/// <param name="ObjectId">Lower case.</param>
/// <param name="Kind">user, group, servicePrincipal, managedIdentity, application, device.</param>
/// <param name="Tenant">Lower case; <c>unknown</c> where no export tells it.</param>
/// <param name="Facts">What the exports tell.</param>
public sealed record DirectoryObject(string ObjectId, string Kind, string Tenant, MergedRows Facts)
{
    /// <summary>The kind of identities that Azure looks after itself.</summary>
    public const string ManagedIdentity = "managedIdentity";

    /// <summary>The canonical id: <c>azure:TENANT:KIND:OBJECTID</c>.</summary>
    public string CanonicalId { get; } = $"azure:{Tenant}:{Kind}:{ObjectId}";

    /// <summary>The name people know it by.</summary>
    public string Name { get; } = Facts.Text("displayName") ?? Facts.Text("appDisplayName") ?? Facts.Text("userPrincipalName") ?? Facts.Text("principalName") ?? ObjectId;

    /// <summary>The user principal name, null for what has none.</summary>
    public string? UserPrincipalName { get; } = Facts.Text("userPrincipalName");

    /// <summary>The app id of an application or service principal, lower case.</summary>
    public string? AppId { get; } = Facts.Text("appId")?.ToLowerInvariant();

    /// <summary>Whether it can sign in. AzureHound leaves a false value out, and one it did not read; other exports print it.</summary>
    public bool Enabled { get; } = Facts.Flag("accountEnabled") ?? true;

    /// <summary>Whether its account comes from another tenant.</summary>
    public bool Guest { get; } = "Guest".Equals(Facts.Text("userType"), StringComparison.OrdinalIgnoreCase)
        || (Facts.Text("userPrincipalName")?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>Whether it is kept by the directory on premises.</summary>
    public bool Synchronised { get; } = Facts.Flag("onPremisesSyncEnabled") ?? false;

    /// <summary>Whether a group may hold directory roles.</summary>
    public bool RoleAssignable { get; } = Facts.Flag("isAssignableToRole") ?? false;

    /// <summary>The rule of a dynamic group, null where members are assigned.</summary>
    public string? MembershipRule { get; } =
        Facts.Text("membershipRule") is { Length: > 0 } rule && !"Paused".Equals(Facts.Text("membershipRuleProcessingState"), StringComparison.OrdinalIgnoreCase) ? rule : null;

    /// <summary>Whether its membership follows a rule; nobody is added by hand then.</summary>
    public bool Dynamic { get; } = Facts.Texts("groupTypes").Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase) || Facts.Text("membershipRule") is { Length: > 0 };

    /// <summary>Whether it is a Microsoft 365 group.</summary>
    public bool Unified { get; } = Facts.Texts("groupTypes").Contains("Unified", StringComparer.OrdinalIgnoreCase);

    /// <summary>What of Entra's agents it is: <c>blueprint</c>, <c>blueprintPrincipal</c>, <c>agentIdentity</c>, <c>agentUser</c>; null for none.</summary>
    public string? AgentType { get; } = Facts.Text("@odata.type")?.TrimStart('#').ToLowerInvariant() switch
    {
        "microsoft.graph.agentidentityblueprint" => "blueprint",
        "microsoft.graph.agentidentityblueprintprincipal" => "blueprintPrincipal",
        "microsoft.graph.agentidentity" => "agentIdentity",
        "microsoft.graph.agentuser" => "agentUser",
        _ when Facts.Text("agentIdentityBlueprintId") is not null => "agentIdentity",
        _ when Facts.Text("identityParentId") is not null => "agentUser",
        _ => null,
    };

    /// <summary>The resource that a managed identity belongs to, normal form.</summary>
    public string? ResourceOfIdentity { get; } = Facts.Texts("alternativeNames").FirstOrDefault(n => n.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)) is { } r
        ? ResourceId.Normal(r) : null;

    /// <summary>Whether it is a service principal that owners and administrators can give credentials to.</summary>
    public bool TakesCredentials => Kind == AzureKinds.ServicePrincipal && AgentType != "agentIdentity";
}
