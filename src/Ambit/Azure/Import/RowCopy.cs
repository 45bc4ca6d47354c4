using System.Buffers;
using System.Text.Json;

namespace Ambit.Azure.Import;

/// <summary>
/// Copies the facts of a row that Ambit uses and nothing else: what a secret may hide in (settings, variables, user data,
/// passwords, keys) never reaches a document.
/// </summary>
internal static class RowCopy
{
    private static readonly HashSet<string> Directory = Names(
        "@odata.type id objectId appId displayName userPrincipalName mail accountEnabled userType creationType onPremisesSyncEnabled onPremisesImmutableId "
        + "onPremisesSecurityIdentifier externalUserState createdDateTime signInActivity department jobTitle companyName employeeId employeeType city country state "
        + "officeLocation usageLocation mobilePhone otherMails businessPhones extensionAttributes onPremisesExtensionAttributes mailNickname securityEnabled "
        + "mailEnabled groupTypes isAssignableToRole membershipRule membershipRuleProcessingState membershipType isManagementRestricted appDisplayName "
        + "servicePrincipalType appOwnerOrganizationId appRoles oauth2PermissionScopes keyCredentials passwordCredentials appRoleAssignmentRequired "
        + "alternativeNames servicePrincipalNames requiredResourceAccess signInAudience servicePrincipalLockConfiguration identifierUris tags "
        + "isMemberManagementRestricted visibility templateId isBuiltIn isEnabled resourceScopes rolePermissions inheritsPermissionsFrom principalId "
        + "principalType principalDisplayName roleDefinitionId directoryScopeId appScopeId resourceScope startDateTime endDateTime memberType assignmentType "
        + "roleEligibilityScheduleId roleAssignmentScheduleId roleAssignmentOriginId scheduleInfo status appRoleId resourceId resourceDisplayName clientId "
        + "consentType scope groupId accessId scopeId scopeType policy policyId effectiveRules endUserAssignmentRequiresApproval endUserAssignmentUserApprovers "
        + "endUserAssignmentGroupApprovers roleTemplateId issuer subject audiences claimsMatchingExpression name description verifiedDomains tenantId tenantType "
        + "allowInvitesFrom guestUserRoleId defaultUserRolePermissions allowedToSignUpEmailBasedSubscriptions authenticationMethodConfigurations "
        + "grantControls sessionControls conditions agentIdentityBlueprintId agentAppId identityParentId resourceAppId inheritableScopes inheritableRoles "
        + "skuId defaultDomain resourceRoleScopes accessPackageResourceRoleScopes assignmentPolicies accessPackageAssignmentPolicies allowedTargetScope specificAllowedTargets requestApprovalSettings requestorSettings catalogId accessPackage roles managementType deviceId operatingSystem isManaged isCompliant createdByAppId parent type");

    private static readonly HashSet<string> Manager = Names(
        "id name type kind location identity tags managedBy subscriptionId tenantId displayName state homeTenantId managedByTenants resourceGroup principalId "
        + "principalType principalName roleDefinitionId roleDefinitionName roleName roleType isCustom scope condition conditionVersion createdOn createdBy updatedOn "
        + "delegatedManagedIdentityResourceId assignableScopes permissions actions notActions dataActions notDataActions denyAssignmentName description "
        + "doNotApplyToChildScopes principals excludePrincipals isSystemProtected denyAssignmentEffect status startDateTime endDateTime memberType assignmentType "
        + "linkedRoleEligibilityScheduleId effectiveRules policyId emailAddress role registrationDefinition registrationDefinitionId authorizations "
        + "eligibleAuthorizations managedByTenantId managedByTenantName details children parent parentNameChain managementGroupAncestorsChain path isDataAction "
        + "ObjectId ObjectType RoleAssignmentId RoleAssignmentName SignInName enableRbacAuthorization accessPolicies enabledForTemplateDeployment enableSoftDelete "
        + "publicNetworkAccess allowSharedKeyAccess allowBlobPublicAccess defaultToOAuthAuthentication disableLocalAuth adminUserEnabled aadProfile "
        + "disableLocalAccounts enableRBAC identityProfile nodeResourceGroup oidcIssuerProfile addonProfiles apiServerAccessProfile securityProfile clientId "
        + "publisher provisioningState enabled policyDefinitionId policyRule policyType enforcementMode policyDefinitions mode level issuer subject audiences "
        + "claimsMatchingExpression managedResourceGroupId osType denySettings serverFarmId vmResourceId administrators hybridConnectionState vmId virtualMachineScaleSet computeId resourceId hostPoolArmPath applicationGroupType");

    private static readonly string[] Secretive =
        ["secretText", "password", "passwordProfile", "key", "hint", "userData", "customData", "adminPassword", "protectedSettings", "appSettings", "environmentVariables",
         "connectionStrings", "primaryKey", "secondaryKey", "connectionString", "value", "token", "ssh", "commandToExecute", "script"];

    /// <summary>A copy of a Graph row.</summary>
    public static JsonElement OfDirectory(JsonElement row) => Copy(row, Directory);

    /// <summary>A copy of an Azure Resource Manager row; what stands under <c>properties</c> is copied by the same list. Of an app it is told which storage accounts hold its code.</summary>
    public static JsonElement OfManager(JsonElement row) => Write(w =>
    {
        Kept(w, row, Manager);
        if (ContentStorage.Of(row) is not { Count: > 0 } accounts)
            return;
        w.WriteStartArray("contentStorage");
        foreach (var account in accounts)
            w.WriteStringValue(account);
        w.WriteEndArray();
    });

    /// <summary>Writes an object by hand.</summary>
    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static HashSet<string> Names(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);

    private static JsonElement Copy(JsonElement row, HashSet<string> keep) => Write(w => Kept(w, row, keep));

    private static void Kept(Utf8JsonWriter writer, JsonElement row, HashSet<string> keep)
    {
        foreach (var p in row.EnumerateObject())
        {
            if (p.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (p.Name.Equals("properties", StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind == JsonValueKind.Object)
            {
                writer.WriteStartObject("properties");
                Kept(writer, p.Value, keep);
                writer.WriteEndObject();
            }
            else if (keep.Contains(p.Name) && !IsCredentialValue(p))
            {
                writer.WritePropertyName(p.Name);
                Clean(writer, p.Value, p.Name);
            }
        }
    }

    /// <summary>An App Service that prints <c>key</c> or <c>value</c> at its top prints a secret; the list keeps neither.</summary>
    private static bool IsCredentialValue(JsonProperty p) => p.Value.ValueKind == JsonValueKind.String && Secretive.Contains(p.Name, StringComparer.OrdinalIgnoreCase);

    private static void Clean(Utf8JsonWriter writer, JsonElement value, string within)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var p in value.EnumerateObject())
                {
                    if (!IsSecret(p, within))
                    {
                        writer.WritePropertyName(p.Name);
                        Clean(writer, p.Value, p.Name is "tags" ? within : p.Name);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var v in value.EnumerateArray())
                    Clean(writer, v, within);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>App roles and claims have a <c>value</c> that is their name, filters of a policy rule compare with one; everything else called so is left out.</summary>
    private static bool IsSecret(JsonProperty p, string within) =>
        Secretive.Contains(p.Name, StringComparer.OrdinalIgnoreCase)
        && within is not ("appRoles" or "oauth2PermissionScopes" or "claimsMatchingExpression" or "tags")
        && !(within.EndsWith("Credentials", StringComparison.Ordinal) && p.Name is not ("secretText" or "key" or "hint"));
}
