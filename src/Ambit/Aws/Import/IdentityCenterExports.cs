using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>
/// The outputs of <c>aws sso-admin</c> and <c>aws identitystore</c>: permission sets with their policies, account assignments,
/// people, groups and memberships (IAM Identity Center API Reference, Identity Store API Reference). What belongs to a permission
/// set is named by the file: <c>get-inline-policy-for-permission-set/INSTANCE/PERMISSION-SET-ARN.json</c>.
/// </summary>
internal sealed class IdentityCenterExports : IExportFormat
{
    public string Name => "aws sso-admin and identitystore";

    public bool Recognises(Document document) => Kind(document) is not null;

    public void Read(Document document, ImportSink sink)
    {
        var json = document.Json;
        switch (Kind(document))
        {
            case "PermissionSets":
                foreach (var arn in json.Texts("PermissionSets").Where(a => a.IsArn()))
                    Set(arn, "0list", document.At("/PermissionSets"), sink, _ => { });
                break;
            case "PermissionSet":
                Described(document, sink);
                break;
            case "AccountAssignments":
                Assignments(document, sink);
                break;
            case "Users":
                Each(document, "Users", (user, at) => Named(AwsKind.Person, user.Text("UserId"), user.Text("UserName", "DisplayName"), user, at, sink));
                break;
            case "Groups":
                Each(document, "Groups", (group, at) => Named(AwsKind.PersonGroup, group.Text("GroupId"), group.Text("DisplayName"), group, at, sink));
                break;
            case "GroupMemberships":
                Each(document, "GroupMemberships", (m, at) => Membership(m, at, sink));
                break;
            case "InlinePolicy":
                Part(document, "inline", sink, w => w.Value("Inline", Policy(json.Get("InlinePolicy"), document, sink)));
                break;
            case "AttachedManagedPolicies":
                Part(document, "managed", sink, w => w.Texts("AwsManaged", json.Items("AttachedManagedPolicies").Select(p => p.Text("Arn")).OfType<string>()));
                break;
            case "CustomerManagedPolicyReferences":
                Part(document, "customer", sink, w => w.Texts("CustomerManaged", json.Items("CustomerManagedPolicyReferences").Select(PathAndName).OfType<string>()));
                break;
            case "PermissionsBoundary":
                Part(document, "boundary", sink, w =>
                {
                    w.Optional("BoundaryArn", json.Get("PermissionsBoundary").Text("ManagedPolicyArn"));
                    w.Optional("BoundaryName", PathAndName(json.Get("PermissionsBoundary").Get("CustomerManagedPolicyReference")));
                });
                break;
        }
    }

    private static string? Kind(Document document)
    {
        var json = document.Json;
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        if (json.Get("PermissionSet").Has("PermissionSetArn"))
            return "PermissionSet";
        if (json.HasList("PermissionSets") && json.Texts("PermissionSets").All(a => a.Contains(":permissionSet/", StringComparison.Ordinal)))
            return "PermissionSets";
        if (json.Items("Instances").FirstOrDefault() is { ValueKind: JsonValueKind.Object } instance && instance.Has("IdentityStoreId"))
            return "Instances";
        if (json.HasList("AccountIds") && FileSubject.PermissionSet(document) is not null)
            return "AccountIds";
        foreach (var (root, mark) in (ReadOnlySpan<(string, string)>)[
            ("AccountAssignments", "PermissionSetArn"), ("Users", "IdentityStoreId"), ("Groups", "IdentityStoreId"), ("GroupMemberships", "MemberId"), ("CustomerManagedPolicyReferences", "Name")])
        {
            if (json.HasList(root) && (json.Get(root).GetArrayLength() == 0 ? root is not ("Users" or "Groups") || FileSubject.IsNamedBy(document, "identitystore", "") : json.Get(root)[0].Has(mark)))
                return root;
        }

        if (json.HasList("AttachedManagedPolicies") && FileSubject.PermissionSet(document) is not null)
            return "AttachedManagedPolicies";
        if (json.Has("InlinePolicy") && json.Get("InlinePolicy").ValueKind is JsonValueKind.String or JsonValueKind.Object)
            return "InlinePolicy";
        return json.Get("PermissionsBoundary") is { ValueKind: JsonValueKind.Object } boundary && (boundary.Has("ManagedPolicyArn") || boundary.Has("CustomerManagedPolicyReference")) ? "PermissionsBoundary" : null;
    }

    private static void Described(Document document, ImportSink sink)
    {
        var set = document.Json.Get("PermissionSet");
        Set(set.Text("PermissionSetArn") ?? "", "describe", document.At("/PermissionSet"), sink, w =>
        {
            w.Optional("Name", set.Text("Name"));
            w.Optional("SessionDuration", set.Text("SessionDuration"));
        });
    }

    private static void Set(string arn, string facet, SourceLocation at, ImportSink sink, Action<Utf8JsonWriter> write) => sink.Add(AwsKind.PermissionSet, "", $"{Id(arn)}|{facet}", at, w =>
    {
        w.WriteString("SetId", Id(arn));
        w.WriteString("Arn", arn);
        w.WriteString("InstanceArn", $"arn:{arn.ArnField(1)}:sso:::instance/{arn.Split('/').ElementAtOrDefault(1)}");
        write(w);
    });

    private static void Assignments(Document document, ImportSink sink) => Each(document, "AccountAssignments", (assignment, at) =>
    {
        if (assignment.Text("AccountId") is not { } account || assignment.Text("PermissionSetArn") is not { } set || assignment.Text("PrincipalId") is not { } principal)
        {
            sink.Bad(at, "an account assignment without account, permission set or principal is left out");
            return;
        }

        sink.Add(AwsKind.AccountAssignment, account, $"{set}|{principal}", at, w =>
        {
            w.WriteString("AccountId", account);
            w.WriteString("PermissionSetArn", set);
            w.WriteString("PrincipalType", assignment.Text("PrincipalType") ?? "USER");
            w.WriteString("PrincipalId", principal);
        });
    });

    private static void Named(string kind, string? id, string? name, JsonElement thing, SourceLocation at, ImportSink sink)
    {
        if (id is null)
            return;
        sink.Add(kind, "", id, at, w =>
        {
            w.WriteString("Id", id);
            w.Optional("Name", name);
            w.Optional("IdentityStoreId", thing.Text("IdentityStoreId"));
        });
    }

    private static void Membership(JsonElement membership, SourceLocation at, ImportSink sink)
    {
        if (membership.Text("GroupId") is not { } group || (membership.Get("MemberId").Text("UserId") ?? membership.Text("MemberId")) is not { } user)
            return;
        sink.Add(AwsKind.Membership, "", $"{group}|{user}", at, w =>
        {
            w.WriteString("GroupId", group);
            w.WriteString("UserId", user);
        });
    }

    private static void Part(Document document, string facet, ImportSink sink, Action<Utf8JsonWriter> write)
    {
        if (FileSubject.PermissionSet(document) is not { } set)
        {
            sink.Bad(document.At(), "a part of a permission set does not say of which; name the file by the permission set's ARN or id (ps-…)");
            return;
        }

        sink.Add(AwsKind.PermissionSet, "", $"{set}|{facet}", document.At(), w =>
        {
            w.WriteString("SetId", set);
            write(w);
        });
    }

    private static string? PathAndName(JsonElement reference) => reference.Text("Name") is { } name ? $"{reference.Text("Path") ?? "/"}{name}" : null;

    private static string Id(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static JsonElement Policy(JsonElement value, Document document, ImportSink sink)
    {
        var policy = PolicyValue.Read(value, out var problem);
        if (problem is not null)
            sink.Bad(document.At("/InlinePolicy", document.Line), $"{problem}; what it could allow is unknown");
        return policy;
    }

    private static void Each(Document document, string root, Action<JsonElement, SourceLocation> read)
    {
        var n = 0;
        foreach (var item in document.Json.Items(root))
            read(item, document.At($"/{root}/{n++}"));
    }
}
