using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>
/// The outputs of <c>aws organizations</c> that list or describe: the organisation, its roots, units, accounts, parents and
/// children, guardrails and delegated administrators (AWS Organizations API Reference). Lists that do not say of whom they are
/// take it from the file's name: <c>list-policies-for-target/ou-9xk1-b7c2d3e4.json</c>.
/// </summary>
internal sealed class Organizations : IExportFormat
{
    /// <summary>The scope of facts whose organisation another file tells.</summary>
    private const string Untold = "";

    public string Name => "aws organizations";

    public bool Recognises(Document document) => Kind(document) is not null;

    public void Read(Document document, ImportSink sink)
    {
        var json = document.Json;
        switch (Kind(document))
        {
            case "Features":
                Features(document, sink);
                break;
            case "Organization":
                Head(json.Get("Organization"), document, sink);
                break;
            case "Roots":
                Each(document, "Roots", (root, at) => Root(root, at, sink));
                break;
            case "Accounts":
                var parent = FileSubject.OrganizationTarget(document) is { } of && !char.IsAsciiDigit(of[0]) ? of : null;
                Each(document, "Accounts", (account, at) => Account(account, parent, at, sink));
                break;
            case "OrganizationalUnits":
                var above = FileSubject.OrganizationTarget(document);
                Each(document, "OrganizationalUnits", (unit, at) => Unit(unit, above, at, sink));
                break;
            case "Parents":
                Parents(document, sink);
                break;
            case "Children":
                Children(document, sink);
                break;
            case "Policies":
                Policies(document, sink);
                break;
            case "Policy":
                Policy(document, sink);
                break;
            case "Targets":
                Targets(document, sink);
                break;
            case "DelegatedAdministrators":
                Each(document, "DelegatedAdministrators", (a, at) => Administrator(a.Text("Id"), OrganizationOf(a), [], at, sink));
                break;
            case "DelegatedServices":
                Administrator(FileSubject.OrganizationTarget(document), Untold, json.Items("DelegatedServices").Select(s => s.Text("ServicePrincipal")).OfType<string>(), document.At(), sink);
                break;
        }
    }

    /// <summary>Which of the outputs it is; the name of its root.</summary>
    private static string? Kind(Document document)
    {
        var json = document.Json;
        if (json.Get("Organization").Has("MasterAccountId"))
            return "Organization";
        if (json.Has("OrganizationId") && json.HasList("EnabledFeatures"))
            return "Features";
        if (json.Get("Policy").Get("PolicySummary").Has("Type"))
            return "Policy";
        if (json.Get("Policies").ValueKind == JsonValueKind.Array)
        {
            var first = json.Items("Policies").FirstOrDefault();
            return first.Text("Type")?.EndsWith("_POLICY", StringComparison.Ordinal) == true || (first.ValueKind == JsonValueKind.Undefined && document.FileName.StartsWith("organizations-", StringComparison.OrdinalIgnoreCase))
                ? "Policies"
                : null;
        }

        foreach (var (root, mark) in (ReadOnlySpan<(string, string)>)[
            ("Roots", "PolicyTypes"), ("Accounts", "Arn"), ("OrganizationalUnits", "Arn"), ("Parents", "Type"), ("Children", "Type"), ("Targets", "TargetId"), ("DelegatedAdministrators", "Id"), ("DelegatedServices", "ServicePrincipal")])
        {
            if (json.HasList(root) && (json.Get(root).GetArrayLength() == 0 ? root is not ("Accounts" or "Parents" or "Children" or "Targets") || FileSubject.IsNamedBy(document, "organizations", "") : json.Get(root)[0].Has(mark)))
                return root;
        }

        return null;
    }

    private static void Head(JsonElement head, Document document, ImportSink sink)
    {
        if (head.Text("Id") is not { } id)
            return;
        sink.Add(AwsKind.Organization, id, $"{id}|describe", document.At("/Organization"), w =>
        {
            w.Optional("Arn", head.Text("Arn"));
            w.Optional("ManagementAccountId", head.Text("MasterAccountId"));
            if (head.Text("FeatureSet") == "CONSOLIDATED_BILLING")
            {
                // "Consolidated billing": no policies of any type.
                w.WriteBoolean("ServiceControlPolicies", false);
                w.WriteBoolean("ResourceControlPolicies", false);
            }
        });
    }

    /// <summary><c>iam list-organizations-features</c>: <c>RootCredentialsManagement</c>, <c>RootSessions</c>.</summary>
    private static void Features(Document document, ImportSink sink)
    {
        if (document.Json.Text("OrganizationId") is not { Length: > 0 } id)
            return;
        sink.Add(AwsKind.Organization, id, $"{id}|features", document.At("/EnabledFeatures"), w =>
            w.WriteBoolean("RootSessions", document.Json.Texts("EnabledFeatures").Any(f => f is "RootSessions" or "RootCredentialsManagement")));
    }

    private static void Root(JsonElement root, SourceLocation at, ImportSink sink)
    {
        if (root.Text("Id") is not { } id)
            return;
        OrganizationFacts.Node(sink, OrganizationOf(root), id, "list", at, w =>
        {
            w.WriteString("Kind", "root");
            w.Optional("Name", root.Text("Name"));
        });
        if (OrganizationOf(root) is not { Length: > 0 } organization || !root.HasList("PolicyTypes"))
            return;
        var enabled = root.Items("PolicyTypes").Where(t => t.Text("Status") == "ENABLED").Select(t => t.Text("Type")).ToHashSet();
        sink.Add(AwsKind.Organization, organization, $"{organization}|roots", at, w =>
        {
            w.Optional("ManagementAccountId", root.Text("Arn")?.ArnField(4));
            w.WriteBoolean("ServiceControlPolicies", enabled.Contains("SERVICE_CONTROL_POLICY"));
            w.WriteBoolean("ResourceControlPolicies", enabled.Contains("RESOURCE_CONTROL_POLICY"));
        });
    }

    private static void Account(JsonElement account, string? parent, SourceLocation at, ImportSink sink)
    {
        if (account.Text("Id") is not { } id)
            return;
        OrganizationFacts.Node(sink, OrganizationOf(account), id, parent is null ? "list" : "list-for-parent", at, w =>
        {
            w.WriteString("Kind", "account");
            w.Optional("Name", account.Text("Name"));
            w.Optional("Status", account.Text("Status"));
            w.Optional("ParentId", parent);
        });
    }

    private static void Unit(JsonElement unit, string? parent, SourceLocation at, ImportSink sink)
    {
        if (unit.Text("Id") is not { } id)
            return;
        OrganizationFacts.Node(sink, OrganizationOf(unit), id, "list", at, w =>
        {
            w.WriteString("Kind", "organizationalUnit");
            w.Optional("Name", unit.Text("Name"));
            w.Optional("ParentId", parent == id ? null : parent);
        });
    }

    private static void Parents(Document document, ImportSink sink)
    {
        if (FileSubject.OrganizationTarget(document) is not { } child)
        {
            sink.Bad(document.At(), "a list of parents does not say whose; name the file by the child's id");
            return;
        }

        Each(document, "Parents", (parent, at) => Placed(child, parent.Text("Id"), at, sink));
    }

    private static void Children(Document document, ImportSink sink)
    {
        if (FileSubject.OrganizationTarget(document) is not { } parent)
        {
            sink.Bad(document.At(), "a list of children does not say whose; name the file by the parent's id");
            return;
        }

        Each(document, "Children", (child, at) => Placed(child.Text("Id"), parent, at, sink));
    }

    private static void Placed(string? child, string? parent, SourceLocation at, ImportSink sink)
    {
        if (child is not null && parent is not null)
            OrganizationFacts.Node(sink, Untold, child, "parents", at, w => w.WriteString("ParentId", parent));
    }

    /// <summary><c>list-policies</c> and <c>list-policies-for-target</c> have one shape; the second is named by its target.</summary>
    private static void Policies(Document document, ImportSink sink)
    {
        var policies = document.Json.Items("Policies").ToList();
        Each(document, "Policies", (policy, at) => Summary(policy, at, sink));
        if (FileSubject.OrganizationTarget(document) is not { } target)
            return;
        foreach (var type in policies.GroupBy(p => p.Text("Type") ?? ""))
            OrganizationFacts.Attachment(sink, Untold, target, type.Key, "list", type.Select(p => p.Text("Arn", "Id")).OfType<string>(), document.At());
    }

    /// <summary><c>list-targets-for-policy</c>: where one guardrail is attached; all of them together tell what is attached to each.</summary>
    private static void Targets(Document document, ImportSink sink)
    {
        if (FileSubject.Guardrail(document) is not { } policy)
        {
            sink.Bad(document.At(), "a list of targets does not say of which policy; name the file by the policy's id");
            return;
        }

        Each(document, "Targets", (target, at) =>
        {
            if (target.Text("TargetId") is { } id)
                sink.Add(AwsKind.OrganizationAttachment, OrganizationOf(target), $"{id}|target|{policy}", at, w =>
                {
                    w.WriteString("TargetId", id);
                    w.WriteString("Policy", policy);
                });
        });
    }

    private static void Summary(JsonElement summary, SourceLocation at, ImportSink sink)
    {
        if (summary.Text("Id") is not { } id)
            return;
        sink.Add(AwsKind.OrganizationPolicy, PolicyOrganization(summary), $"{id}|list", at, w => Named(w, id, summary));
    }

    private static void Policy(Document document, ImportSink sink)
    {
        var summary = document.Json.Get("Policy").Get("PolicySummary");
        if (summary.Text("Id") is not { } id)
            return;
        var content = PolicyValue.Read(document.Json.Get("Policy").Get("Content"), out var problem);
        if (problem is not null)
            sink.Bad(document.At("/Policy/Content", document.Line), $"{problem}; what the guardrail denies is unknown");
        sink.Add(AwsKind.OrganizationPolicy, PolicyOrganization(summary), $"{id}|describe", document.At("/Policy"), w =>
        {
            Named(w, id, summary);
            if (content.ValueKind == JsonValueKind.Object)
                w.Value("Document", content);
        });
    }

    private static void Named(Utf8JsonWriter w, string id, JsonElement summary)
    {
        w.WriteString("PolicyId", id);
        w.Optional("Type", summary.Text("Type"));
        w.Optional("Arn", summary.Text("Arn"));
        w.Optional("Name", summary.Text("Name"));
    }

    private static void Administrator(string? account, string organization, IEnumerable<string> services, SourceLocation at, ImportSink sink)
    {
        if (account is null)
        {
            sink.Bad(at, "a list of delegated services does not say whose; name the file by the account's id");
            return;
        }

        var list = services.ToList();
        sink.Add(AwsKind.DelegatedAdministrator, organization, $"{account}|{(list.Count == 0 ? "list" : "services")}", at, w =>
        {
            w.WriteString("AccountId", account);
            w.Texts("Services", list);
        });
    }

    /// <summary><c>arn:aws:organizations::MANAGEMENT:ou/o-4fa2k9/ou-9xk1-b7</c>.</summary>
    private static string OrganizationOf(JsonElement thing) =>
        thing.Text("Arn")?.Split('/') is { Length: >= 3 } parts && parts[1].StartsWith("o-", StringComparison.Ordinal) ? parts[1] : Untold;

    /// <summary>AWS's own policies are of no organisation: <c>arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess</c>.</summary>
    private static string PolicyOrganization(JsonElement summary) => OrganizationOf(summary);

    private static void Each(Document document, string root, Action<JsonElement, SourceLocation> read)
    {
        var n = 0;
        foreach (var item in document.Json.Items(root))
            read(item, document.At($"/{root}/{n++}"));
    }
}
