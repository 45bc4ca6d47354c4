using System.Text;

namespace Ambit.Azure.Logs;

/// <summary>The names on the way to the fields of a record; what is not on a way is skipped unread.</summary>
internal sealed class FieldTree
{
    private readonly List<(byte[] Name, FieldTree Child)> _children = [];

    /// <summary>The field that ends here, null for none.</summary>
    public RecordField? Field { get; private set; }

    /// <summary>Whether a list under this name is of records.</summary>
    public bool Wraps { get; private set; }

    /// <summary>The tree of all Azure and Entra logs.</summary>
    public static readonly FieldTree All = Build();

    /// <summary>The names that lie beneath this one.</summary>
    public IReadOnlyList<(byte[] Name, FieldTree Child)> Children => _children;

    /// <summary>What lies beneath a name, compared without regard to case; null where nothing does.</summary>
    public FieldTree? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (own, child) in _children)
        {
            if (own.Length == name.Length && (child.Exact ? own.AsSpan().SequenceEqual(name) : Ascii.EqualsIgnoreCase(own, name)))
                return child;
        }

        return null;
    }

    /// <summary>Whether the name is another when it is written in other case: Log Analytics calls its workspace <c>TenantId</c>.</summary>
    private bool Exact { get; init; }

    private void Add(RecordField field, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            Field = field;
            return;
        }

        var name = Encoding.UTF8.GetBytes(path[0]);
        var child = Find(name);
        if (child is null)
            _children.Add((name, child = new FieldTree { Exact = path is ["tenantId"] }));
        child.Add(field, path[1..]);
    }

    private static FieldTree Build()
    {
        var tree = new FieldTree();
        foreach (var (field, ways) in Ways())
        {
            foreach (var way in ways)
                tree.Add(field, way.Split('|'));
        }

        foreach (var list in new[] { "records", "value" })
            tree._children.Add((Encoding.UTF8.GetBytes(list), new FieldTree { Wraps = true }));
        return tree;
    }

    /// <summary>Ways to each field; names on a way are parted by `|`, since claims have slashes in their names.</summary>
    private static IEnumerable<(RecordField, string[])> Ways() => [.. Common(), .. Identities(), .. Entra(), .. Services()];

    private static IEnumerable<(RecordField, string[])> Common() =>
    [
        (RecordField.Time, ["time", "eventTimestamp", "TimeGenerated", "createdDateTime", "activityDateTime", "event_timestamp"]),
        (RecordField.Category, ["category", "category|value", "CategoryValue", "Type"]),
        (RecordField.Operation, ["operationName", "operationName|value", "OperationNameValue", "operation_name|value"]),
        (RecordField.Result, ["resultType", "status|value", "ActivityStatusValue"]),
        (RecordField.ResultSignature, ["resultSignature"]),
        (RecordField.SubStatus, ["subStatus|value", "ActivitySubstatusValue", "sub_status|value"]),
        (RecordField.StatusCode, ["properties|statusCode", "statusCode", "Properties_d|statusCode"]),
        (RecordField.StatusMessage, ["properties|statusMessage"]),
        (RecordField.ResourceId, ["resourceId", "_ResourceId", "resource_id"]),
        (RecordField.Correlation, ["correlationId", "correlation_id"]),
        (RecordField.OperationId, ["operationId", "operation_id"]),
        (RecordField.Action, ["authorization|action", "identity|authorization|action", "Authorization_d|action", "AuthorizationDetails|action"]),
        (RecordField.Scope, ["authorization|scope", "identity|authorization|scope", "Authorization_d|scope"]),
        (RecordField.EvidenceAssignment, ["identity|authorization|evidence|roleAssignmentId", "authorization|evidence|roleAssignmentId", "Authorization_d|evidence|roleAssignmentId", "properties|appliedAssignmentId", "AppliedAssignmentId"]),
        (RecordField.EvidenceRole, ["identity|authorization|evidence|roleDefinitionId", "authorization|evidence|roleDefinitionId", "Authorization_d|evidence|roleDefinitionId"]),
        (RecordField.EvidencePrincipal, ["identity|authorization|evidence|principalId", "authorization|evidence|principalId", "Authorization_d|evidence|principalId"]),
        (RecordField.EvidenceType, ["identity|authorization|evidence|principalType", "authorization|evidence|principalType", "Authorization_d|evidence|principalType"]),
        (RecordField.Hierarchy, ["properties|hierarchy", "Hierarchy"]),
        (RecordField.AuthorizationText, ["Authorization"]),
        (RecordField.ClaimsText, ["Claims"]),
        (RecordField.IdentityText, ["identity"]),
        (RecordField.Tenant, ["tenantId", "AADTenantId", "claims|http://schemas.microsoft.com/identity/claims/tenantid", "identity|claims|http://schemas.microsoft.com/identity/claims/tenantid"]),
    ];

    private static IEnumerable<(RecordField, string[])> Identities() =>
    [
        (RecordField.ObjectId, [.. Claim("http://schemas.microsoft.com/identity/claims/objectidentifier"), .. Claim("oid"), "identity_claim_oid_g", "identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g"]),
        (RecordField.AppId, [.. Claim("appid"), "identity_claim_appid_g"]),
        (RecordField.Upn, [.. Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"), .. Claim("upn"), "identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s"]),
        (RecordField.ManagedIdentityResource, Claim("xms_mirid")),
        (RecordField.Caller, ["caller"]),
    ];

    private static string[] Claim(string name) => [$"claims|{name}", $"identity|claims|{name}", $"identity|claim|{name}", $"Claims_d|{name}"];

    private static IEnumerable<(RecordField, string[])> Entra() =>
    [
        (RecordField.UserId, Both("userId")),
        (RecordField.UserPrincipalName, Both("userPrincipalName")),
        (RecordField.ServicePrincipalId, Both("servicePrincipalId")),
        (RecordField.SignInApp, Both("appId")),
        (RecordField.ErrorCode, ["status|errorCode", "properties|status|errorCode"]),
        (RecordField.CredentialKey, Both("servicePrincipalCredentialKeyId")),
        (RecordField.ResourceDisplayName, Both("resourceDisplayName")),
        (RecordField.Activity, Both("activityDisplayName")),
        (RecordField.AuditResult, Both("result")),
        (RecordField.InitiatorUser, Both("initiatedBy|user|id")),
        (RecordField.InitiatorUpn, Both("initiatedBy|user|userPrincipalName")),
        (RecordField.InitiatorPrincipal, Both("initiatedBy|app|servicePrincipalId")),
        (RecordField.InitiatorApp, Both("initiatedBy|app|appId")),
        (RecordField.TargetId, Both("targetResources|id")),
        (RecordField.InitiatorText, ["initiatedBy"]),
        (RecordField.TargetText, ["targetResources"]),
        (RecordField.StatusText, ["status"]),
        (RecordField.Service, Both("loggedByService")),
    ];

    private static string[] Both(string name) => [name, "properties|" + name];

    private static IEnumerable<(RecordField, string[])> Services() =>
    [
        (RecordField.HttpStatus, ["properties|httpStatusCode", "httpStatusCode_d", "HttpStatusCode"]),
        (RecordField.RequestUri, ["properties|requestUri", "requestUri_s"]),
        (RecordField.KeyVaultId, ["properties|id", "id_s"]),
        (RecordField.StorageAuth, ["identity|type", "AuthenticationType"]),
        (RecordField.RequesterObject, ["identity|requester|objectId", "RequesterObjectId"]),
        (RecordField.RequesterApp, ["identity|requester|appId", "RequesterAppId"]),
        (RecordField.RequesterUpn, ["identity|requester|upn", "RequesterUpn"]),
        (RecordField.StorageResult, ["identity|authorization|result", "authorization|result", "AuthorizationDetails|result"]),
        (RecordField.ObjectKey, ["properties|objectKey", "ObjectKey"]),
        (RecordField.Uri, ["uri", "Uri"]),
        (RecordField.StorageAssignment, ["identity|authorization|roleAssignmentId", "authorization|roleAssignmentId", "AuthorizationDetails|roleAssignmentId"]),
        (RecordField.Method, Both("requestMethod")),
        (RecordField.GraphUri, ["requestUri"]),
        (RecordField.GraphStatus, Both("responseStatusCode")),
        (RecordField.GraphRoles, Both("roles")),
        (RecordField.GraphScopes, Both("scopes")),
    ];
}
