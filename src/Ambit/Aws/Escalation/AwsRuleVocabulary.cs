using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>The words of <c>rules/aws</c>.</summary>
internal static class AwsRuleVocabulary
{
    /// <summary>The vocabulary.</summary>
    public static readonly RuleVocabulary Vocabulary = new(
        "aws",
        [
            .. Identities(),
            .. Policies(),
            .. Workloads(),
            .. Federation(),
            .. Data(),
        ],
        new Dictionary<string, string>
        {
            ["trust-names-caller"] = "the trust policy of the role has been replaced by one that names the caller",
            ["tagged-as-asked"] = "the caller has set the tags that a grant or a trust asks for on itself, as far as it may",
        });

    private static IEnumerable<RelationSignature> Identities() =>
    [
        new("principal", ["id", "account", "kind"], "a user or role (`kind`) of an account"),
        new("user", ["user", "account", "password", "keys"], "a user, whether it has a password (`yes`, `no`), and whether there is room for another access key (`room`, `full`)"),
        new("role", ["role", "account"], "a role that people of the account may change: none of those that services or Identity Center made"),
        new("group", ["group", "account"], "a group"),
        new("member", ["user", "group"], "a user is in a group"),
        new("joinable", ["user", "group", "account"], "a group that the user is not in, and whose power nothing of the user's own (no boundary, no deny) would cap", ["user"]),
        new("assumable", ["start", "role", "how"], "a role whose trust may let the start in: `same-account` (the trust names its account), `cross-account`, `trust-alone` (it names the start itself), `tagged` (it would with other tags)", ["start"]),
        new("can-assume", ["role", "assumed"], "roles whose trust may let the role in, in any account", ["role"]),
        new("organization", ["management", "member"], "the management account of an organisation and one of its member accounts"),
        new("uncapped", ["start", "how", "principal", "account", "policy", "node", "from"], "the identity of a member account would administer it, did service control policies not cap it, and the start may take them off: `detach` (`policy` from `node`), `update` (`policy`), `disable` (at the root, `node`), `move` (the account, `policy`, from the unit `from` to `node`)", ["start", "how"]) { Scope = -1 },
        new("stack-sets-reach", ["administration", "member"], "stack sets with service-managed permissions of the one account deploy into the other"),
    ];

    private static IEnumerable<RelationSignature> Policies() =>
    [
        new("policy", ["policy", "account", "versions"], "a customer managed policy, and whether there is room for another version (`room`, `full`)"),
        new("attachable", ["policy", "account"], "a managed policy that allows everything, or to allow it oneself, of AWS's own or of the account"),
        new("holds", ["principal", "policy"], "a managed policy is attached to the identity or to a group of it"),
        new("boundary", ["principal", "policy"], "the permissions boundary of a user or role"),
        new("admin-after", ["principal", "change", "policy", "account"], "the identity would administer its account after the change: `written` (given a policy that allows everything), `written-inline` (the same, in place of an inline policy), `new-version` (of `policy`, which it holds), `older-version`, `unbounded` (its boundary gone), `written-unbounded` (both), `left` (out of the group `policy`), `detached`, `inline-deleted` (without `policy`), `member` (of the group `policy`). Its boundary, the guardrails and denies that it cannot take off then still cap it", ["principal", "change"]),
    ];

    private static IEnumerable<RelationSignature> Workloads() =>
    [
        new("role-trusts-service", ["role", "service", "account"], "the trust of the role lets the service assume it", ["service"]),
        new("instance-profile", ["profile", "role", "account"], "an instance profile and the role in it"),
        new("exists", ["resource", "type", "account", "state"], "a resource of CloudFormation's type name is there, in that state where it has one", ["type"]),
        new("runs-as", ["resource", "type", "role", "account", "state"], "a resource of that type runs as the role", ["type"]),
        new("managed-node", ["instance", "role"], "the role of the instance lets the agent of Systems Manager talk", ["instance", "role"]),
        new("shell", ["start", "instance", "account"], "the start can get a shell on a running instance", ["start"]),
        new("launches-from", ["template", "version", "account"], "an Auto Scaling group launches from the template's `latest` or `default` version"),
        new("container-instance", ["cluster", "account"], "a cluster with an active container instance"),
        new("command-document", ["document", "account"], "a document of Systems Manager that runs what the caller says on an instance"),
        new("pipeline-source", ["source", "kind", "role", "pipeline", "trigger"], "a pipeline takes its source from an object (`bucket`), a `repository` or an `image`, and a later stage of it runs that as the role; a `change` of the source starts it, or somebody has to (`start`)"),
        new("builds-from", ["resource", "repository", "role"], "a build project that takes its source and its buildspec from a repository"),
        new("deploys-to", ["group", "application", "instance", "account"], "a deployment group of an application reaches an instance"),
        new("stack-set", ["set", "administration", "execution", "account"], "a stack set with its administration role, and the execution role in an account that it has instances in"),
        new("runs-code-from", ["resource", "code", "role"], "a workload that runs as the role loads code from an object in S3"),
        new("runs-image-from", ["resource", "repository", "role"], "a workload that runs as the role runs an image of a repository"),
        new("callable-agent", ["agent", "alias"], "an agent and the aliases by which it is invoked; none where all of them reject invocations", ["agent"]),
        new("acts-as", ["agent", "role"], "an agent acts as its execution role"),
    ];

    private static IEnumerable<RelationSignature> Federation() =>
    [
        new("web-identity", ["start", "role"], "the trust of the role, and the provider it names, let a token of the outside workload in", ["start"]),
        new("guest-role", ["start", "role"], "the role that an identity pool gives to anybody", ["start"]),
        new("trusts-provider", ["role", "provider", "kind", "account"], "the role trusts an identity provider (`oidc`, `saml`) of its account"),
        new("identity-center", ["account", "target"], "the account administers Identity Center, and the other is one it assigns"),
        new("permission-set", ["set", "role", "account", "administration"], "a permission set, the role that it makes in an account, and the account that administers Identity Center") { Scope = -1 },
        new("center-group", ["group", "role", "administration"], "a group of Identity Center acts as the role, and the account that administers Identity Center"),
        new("center-person", ["start"], "the start is, or signs in as, a person of Identity Center", ["start"]),
        new("reserved-role", ["role", "account"], "a role that Identity Center made"),
    ];

    private static IEnumerable<RelationSignature> Data() =>
    [
        new("readable-after", ["resource", "principal", "change", "account"], "an identity that a boundary or a guardrail keeps from administering its account could read the resource, or take control of who may, after a policy that allows everything is `written` (`written-inline`) onto it", ["change"]) { Scope = -1 },
        new("parameter-key", ["parameter", "key", "sealed", "service"], "a parameter that is `sealed` (`yes`, `no`) by a customer managed key, and the service that its key is used through"),
        new("delegates-to-access-points", ["bucket"], "the policy of a bucket lets in whoever comes by an access point of its account", ["bucket"]),
        new("data", ["resource", "type", "account", "objects"], "a resource that matters by itself, and the ARN that its contents are asked by", ["type"]),
    ];
}
