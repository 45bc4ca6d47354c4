using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>The words of the rules under <c>rules/azure</c> and <c>rules/entra</c>.</summary>
public static class AzureVocabulary
{
    /// <summary>What can be asked of an estate of Azure and Entra.</summary>
    public static readonly IReadOnlyList<RelationSignature> Relations =
    [
        new("tenant", ["of", "id"], "the identity or scope belongs to the tenant", ["of"]),
        new("scope", ["id"], "a management group, subscription or resource group"),
        new("resource", ["type", "id"], "a resource of a type (lower case)", ["type"]),
        new("content", ["type", "id", "in", "kind"], "a storage account or vault (kind all), or a container, queue, table, share, secret, key or certificate in it", ["type"]),
        new("runs-as", ["type", "resource", "identity"], "a resource of a type runs as a managed identity"),
        new("compute", ["id"], "a resource that can be given a user-assigned identity and runs code, or the resource group it would be made in"),
        new("user-assigned", ["resource", "identity"], "a user-assigned identity as resource and as identity"),
        new("setting", ["resource", "name", "value"], "how a resource is set; under a condition where no export tells", ["resource", "name"]),
        new("assignable-role", ["by", "on", "power", "role"], "a role (GUID) that the identity may assign there and that gives a power: own, code, secrets, blobs", ["by", "on", "power"]),
        new("assignable-to", ["by", "on", "to", "role"], "a role (GUID) that owns, and that the identity may assign there to another identity which its condition names", ["by", "on"]),
        new("custom-role-holder", ["holder", "role", "scope"], "an identity that holds a custom role at a scope"),
        new("custom-role-on", ["who", "role", "scope"], "the identity holds a custom role at a scope", ["who"]),
        new("role-rewritable", ["by", "role"], "the identity may update the custom role on all of its assignable scopes", ["by", "role"]),
        new("policy-identity", ["definition", "assignment", "identity"], "a custom policy that deploys or modifies is assigned with an identity"),
        new("owns", ["who", "what", "kind"], "a direct owner of a group, application or service principal", ["who"]),
        new("application", ["id", "principal"], "an application with its service principal in the tenant"),
        new("service-principal", ["id"], "a service principal that takes credentials of its own"),
        new("unlocked", ["id"], "the application behind it does not lock its credentials", ["id"]),
        new("owner-acts", ["who"], "a user; a service principal that owns needs a permission of Graph besides", ["who"]),
        new("group", ["id", "membership", "assignable"], "a group: membership assigned, dynamic or synchronised; role-assignable yes or no"),
        new("restricted", ["id"], "the object is in a restricted-management administrative unit", ["id"]),
        new("user", ["id"], "a user of the tenant"),
        new("plain-user", ["id"], "a user without roles that no role-assignable group protects"),
        new("global-administrator", ["id"], "a user who is Global Administrator now, for the whole tenant"),
        new("signs-in", ["who", "by"], "the user is enabled, or the other may enable it", ["who", "by"]),
        new("directory-role", ["who", "role"], "the identity holds the Entra role of that name", ["who"]),
        new("activation", ["who", "as", "plane"], "the identity may activate roles without approval", ["who"]),
        new("group-eligibility", ["who", "group", "access"], "the identity may activate membership or ownership of a group without approval", ["who"]),
        new("approves", ["who", "requester", "as"], "the identity approves activations of a role of somebody else", ["who"]),
        new("approves-group", ["who", "requester", "group"], "the identity approves memberships of a group for somebody else", ["who"]),
        new("guarded", ["requester", "as", "scope", "plane"], "an eligible role whose activation waits for approval", ["plane"]),
        new("guarded-group", ["requester", "group"], "an eligible membership whose activation waits for approval"),
        new("package", ["package", "group"], "an access package that gives a group"),
        new("package-open", ["package", "who"], "the identity may ask for the package, and nobody must approve", ["package", "who"]),
        new("package-role", ["who", "as", "way"], "the identity with the Entra roles of access packages: of those it may ask for, nobody approving (ask), or of all (manage)", ["who"]),
        new("synchronised-user", ["id"], "a user kept by the directory on premises"),
        new("device-user", ["device", "user"], "a managed Windows device and who it is registered to"),
        new("code-store", ["app", "account", "identity"], "a web or function app takes its code from a storage account and runs as a managed identity"),
        new("hybrid-worker", ["account", "identity"], "an automation account with a hybrid worker on a machine that has the identity"),
        new("carries-code", ["kind", "resource", "in", "identity"], "a lab's machine, group of desktops or cloud shell's share, and whom its code runs as", ["kind"]),
        new("domain-administrator", ["who", "domain"], "the identity is in the group that administers a domain of Entra Domain Services", ["who"]),
        new("method", ["name", "state"], "an authentication method of the tenant", ["name"]),
        new("custom-domain", ["name"], "a verified domain other than the initial one"),
        new("immutable-id", ["user"], "a user with an immutable id"),
        new("would-enter", ["unit", "user"], "a user whom an edit of an attribute moves into a dynamic administrative unit"),
        new("attribute-editor", ["who", "unit", "user"], "the identity or group may edit an attribute of the user that the unit's rule reads", ["unit", "user"]),
        new("unit-reset", ["who", "unit", "user"], "the identity may reset the user once it is in the unit", ["who", "unit", "user"]),
        new("enters-group", ["who", "group"], "the identity may edit one of its own attributes that the rule of a dynamic group reads", ["who"]),
        new("agent-of", ["blueprint", "agent"], "an agent identity made from a blueprint"),
        new("agent-user-of", ["agent", "user"], "a user account of an agent identity"),
        new("token-opens", ["token", "identity"], "a federated credential lets the outside identity act as the inner one"),
        new("same", ["a", "b"], "the application and the service principal are one identity", ["a"]),
    ];

    /// <summary>One vocabulary a prefix; both have the same words.</summary>
    public static readonly IReadOnlyList<RuleVocabulary> All =
    [
        new("azure", Relations, new Dictionary<string, string>()),
        new("entra", Relations, new Dictionary<string, string>()),
    ];
}
