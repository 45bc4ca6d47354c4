namespace Ambit.Azure.Logs;

/// <summary>What Ambit takes from a record of any Azure or Entra log.</summary>
internal enum RecordField
{
    Time, Category, Operation, Result, ResultSignature, SubStatus, StatusCode, StatusMessage, ResourceId, Correlation, OperationId, Action, Scope,
    EvidenceAssignment, EvidenceRole, EvidencePrincipal, EvidenceType, ObjectId, AppId, Upn, Caller, Tenant, ManagedIdentityResource, HttpStatus, RequestUri, KeyVaultId,
    StorageAuth, RequesterObject, RequesterApp, RequesterUpn, StorageResult, StorageAssignment, UserId, UserPrincipalName, ServicePrincipalId,
    SignInApp, ErrorCode, CredentialKey, Activity, AuditResult, InitiatorUser, InitiatorUpn, InitiatorPrincipal, InitiatorApp, TargetId, Method, GraphUri, GraphStatus,
    GraphRoles, GraphScopes, AuthorizationText, ClaimsText, IdentityText, InitiatorText, TargetText, StatusText, ResourceDisplayName, Service, Hierarchy, ObjectKey, Uri, Count,
}
