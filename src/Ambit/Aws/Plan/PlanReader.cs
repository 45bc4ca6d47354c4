using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Plan;

/// <summary>Reads the policies that a Terraform plan (<c>terraform show -json</c>) or a CloudFormation change set (<c>describe-change-set --include-property-values</c>) would change.</summary>
internal static class PlanReader
{
    private static JsonElement None => default;

    /// <summary>The resources that change; null where the JSON is neither.</summary>
    public static IReadOnlyList<PlannedResource>? Resources(JsonElement plan)
    {
        if (plan.ValueKind is not JsonValueKind.Object)
            return null;
        if (plan.TryGetProperty("resource_changes", out var changes) && changes.ValueKind is JsonValueKind.Array)
            return [.. changes.EnumerateArray().Select(Terraform).OfType<PlannedResource>()];
        if (plan.TryGetProperty("Changes", out changes) && changes.ValueKind is JsonValueKind.Array)
            return [.. changes.EnumerateArray().Select(CloudFormation).OfType<PlannedResource>()];
        // A plan that changes nothing has no changes to list.
        return plan.TryGetProperty("format_version", out _) && plan.TryGetProperty("planned_values", out _) ? [] : null;
    }

    /// <summary>Whether the plan is one of Terraform's.</summary>
    public static bool IsTerraform(JsonElement plan) => plan.TryGetProperty("format_version", out _) || plan.TryGetProperty("resource_changes", out _);

    /// <summary>The policies that change.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="resources">Its resources.</param>
    /// <param name="managed">The document of a managed policy that the plan does not hold, by its ARN.</param>
    public static IEnumerable<PlannedPolicy> Policies(JsonElement plan, IReadOnlyList<PlannedResource> resources, Func<string, JsonElement> managed)
    {
        var configuration = new PlanConfiguration(plan, resources);
        foreach (var resource in resources)
        {
            foreach (var (policy, subject, kind) in PolicyAttributes.All.GetValueOrDefault(resource.Type) ?? [])
                yield return Attribute(resource, policy, subject, KindOf(resource, kind), configuration);
            if (PolicyAttributes.InlineLists.TryGetValue(resource.Type, out var inline))
            {
                foreach (var found in Inline(resource, inline, configuration))
                    yield return found;
            }

            // "ChangeSetId: the change set ID of the nested change set" (CloudFormation API Reference, "ResourceChange").
            if (resource.Nested is { } nested)
                yield return new PlannedPolicy(resource.Address, resource.Address, PolicyKind.Identity, null, null, [], $"what the nested stack changes stands in a change set of its own: {nested}");
            if (resource.Type == "aws_lambda_permission")
                yield return new PlannedPolicy(resource.Address, resource.Text("function_name") ?? resource.Address, PolicyKind.Resource, Permission(resource.Before), Permission(resource.After), [], null);
            foreach (var found in Attached(resource, resources, configuration, managed))
                yield return found;
        }
    }

    private static PlannedResource? Terraform(JsonElement change)
    {
        if (!change.TryGetProperty("change", out var values) || PlannedResource.TextOf(change, "address") is not { } address || PlannedResource.TextOf(change, "mode") == "data")
            return null;
        return new PlannedResource(address, PlannedResource.TextOf(change, "type") ?? "", Get(values, "before"), Get(values, "after"), Get(values, "after_unknown"));
    }

    private static PlannedResource? CloudFormation(JsonElement change)
    {
        if (!change.TryGetProperty("ResourceChange", out var resource) || PlannedResource.TextOf(resource, "LogicalResourceId") is not { } id)
            return null;
        return new PlannedResource(id, PlannedResource.TextOf(resource, "ResourceType") ?? "", Properties(resource, "BeforeContext"), Properties(resource, "AfterContext"),
            PlannedResource.TextOf(resource, "Action") is "Remove" || resource.TryGetProperty("AfterContext", out _) ? None : Get(resource, "Scope"))
        {
            Nested = PlannedResource.TextOf(resource, "Action") is "Remove" ? null : PlannedResource.TextOf(resource, "ChangeSetId"),
        };
    }

    private static JsonElement Properties(JsonElement resource, string name)
    {
        if (PlannedResource.TextOf(resource, name) is not { } text)
            return None;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("Properties", out var properties) ? properties.Clone() : json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static PlannedPolicy Attribute(PlannedResource resource, string policy, string subject, PolicyKind kind, PlanConfiguration configuration)
    {
        var who = Subject(resource, subject, configuration);
        var before = Document(resource.Before, policy);
        if (Document(resource.After, policy) is { } after)
            return new PlannedPolicy(resource.Address, who, kind, before, after, [], HiddenIn(resource.After, policy)) { Json = Json(resource.After, policy) };
        // A change set without property values does not tell the policy.
        if (resource.Unknown.ValueKind is JsonValueKind.Array)
            return new PlannedPolicy(resource.Address, who, kind, before, null, [], "the change set was described without --include-property-values");
        // A policy that the configuration does not set is the service's own: its account and nobody else.
        if (!resource.IsUnknown(policy) || (kind is PolicyKind.Resource && !configuration.Sets(resource.Address, policy)))
            return new PlannedPolicy(resource.Address, who, kind, before, null, [], null);
        var (text, symbols, why) = configuration.Rebuild(resource.Address, policy);
        return text is null
            ? new PlannedPolicy(resource.Address, who, kind, before, null, [], why)
            : new PlannedPolicy(resource.Address, who, kind, before, PolicyDocument.Parse(text), symbols, null) { Json = Json(text) };
    }

    private static IEnumerable<PlannedPolicy> Inline(PlannedResource resource, (string Policies, string Document, string Subject) inline, PlanConfiguration configuration)
    {
        var before = List(resource.Before, inline.Policies).Select(p => Document(p, inline.Document)).OfType<PolicyDocument>().ToList();
        var who = resource.Text(inline.Subject) ?? resource.Address;
        foreach (var document in before)
            yield return new PlannedPolicy(resource.Address, who, PolicyKind.Identity, document, null, [], null);
        var place = 0;
        foreach (var entry in List(resource.After, inline.Policies))
        {
            var references = configuration.References(resource.Address, inline.Policies, place++, inline.Document);
            if (Document(entry, inline.Document) is { } document)
                yield return new PlannedPolicy(resource.Address, who, PolicyKind.Identity, null, document, [], null) { Json = Json(entry, inline.Document) };
            else if (Marked(resource.Unknown, inline.Policies, place - 1, inline.Document))
                yield return Hidden(resource.Address, who, configuration.Rebuild(resource.Address, references));
        }

        // All of the blocks at once: made by what is known only after the change.
        if (resource.IsUnknown(inline.Policies) && resource.Unknown.GetProperty(inline.Policies).ValueKind is JsonValueKind.True && configuration.Sets(resource.Address, inline.Policies))
            yield return new PlannedPolicy(resource.Address, who, PolicyKind.Identity, null, null, [], "its inline policies are known only after the change");
    }

    private static IEnumerable<PlannedPolicy> Attached(PlannedResource resource, IReadOnlyList<PlannedResource> resources, PlanConfiguration configuration, Func<string, JsonElement> managed)
    {
        if (PolicyAttributes.AttachedLists.TryGetValue(resource.Type, out var list))
        {
            var had = Texts(resource.Before, list.Policies).ToHashSet(StringComparer.Ordinal);
            foreach (var arn in Texts(resource.After, list.Policies).Where(a => !had.Contains(a)))
                yield return Attachment(resource.Address, resource.Text(list.Subject) ?? resource.Address, arn, managed);
        }

        if (PolicyAttributes.AttachedLists.TryGetValue(resource.Type, out list) && Unattached(resource, list.Policies, configuration))
        {
            foreach (var referred in Referred(resource, list.Policies, resources, configuration))
                yield return referred with { Subject = resource.Text(list.Subject) ?? resource.Address };
        }

        if (!PolicyAttributes.Attachments.TryGetValue(resource.Type, out var one) || resource.After.ValueKind is not JsonValueKind.Object)
            yield break;
        var who = Subject(resource, one.Subject, configuration);
        if (resource.Text(one.Policy) is { } policy)
        {
            if (PlannedResource.TextOf(resource.Before, one.Policy) != policy)
                yield return Attachment(resource.Address, who, policy, managed);
            yield break;
        }

        foreach (var referred in Referred(resource, one.Policy, resources, configuration))
            yield return referred with { Subject = who };
    }

    /// <summary>Whether ARNs of the list are known only after the change, and the configuration sets it.</summary>
    private static bool Unattached(PlannedResource resource, string list, PlanConfiguration configuration) =>
        resource.Unknown.ValueKind is JsonValueKind.Object && resource.Unknown.TryGetProperty(list, out var unknown) && configuration.Sets(resource.Address, list)
        && (unknown.ValueKind is JsonValueKind.True || (unknown.ValueKind is JsonValueKind.Array && unknown.EnumerateArray().Any(u => u.ValueKind is JsonValueKind.True)));

    /// <summary>The policy's ARN is known after the change only; the policy itself may stand in the same plan.</summary>
    private static IEnumerable<PlannedPolicy> Referred(PlannedResource resource, string attribute, IReadOnlyList<PlannedResource> resources, PlanConfiguration configuration)
    {
        var module = Address.ModuleOf(resource.Address);
        var targets = configuration.References(resource.Address, attribute).Where(r => r.StartsWith("aws_iam_policy.", StringComparison.Ordinal))
            .Select(r => module + string.Join('.', Address.Plain(r).Split('.')[..2])).Distinct(StringComparer.Ordinal)
            .SelectMany(a => resources.Where(r => r.Type == "aws_iam_policy" && (r.Address == a || r.Address.StartsWith(a + "[", StringComparison.Ordinal)))).ToList();
        var own = targets.Where(t => Address.KeyOf(t.Address) == Address.KeyOf(resource.Address)).ToList();
        var planned = (own.Count > 0 ? own : targets).Select(t => Attribute(t, "policy", "name", PolicyKind.Identity, configuration)).ToList();
        return planned.Count > 0
            ? planned.Select(p => p with { Address = resource.Address, Before = null })
            : [new PlannedPolicy(resource.Address, resource.Address, PolicyKind.Identity, null, null, [], "the ARN of the policy attached is known only after the change")];
    }

    private static PlannedPolicy Hidden(string address, string who, (string? Text, IReadOnlyList<string> Symbols, string Why) rebuilt) => rebuilt.Text is { } text
        ? new PlannedPolicy(address, who, PolicyKind.Identity, null, PolicyDocument.Parse(text), rebuilt.Symbols, null) { Json = Json(text) }
        : new PlannedPolicy(address, who, PolicyKind.Identity, null, null, [], rebuilt.Why);

    private static bool Marked(JsonElement unknown, string list, int place, string name) =>
        unknown.ValueKind is JsonValueKind.Object && unknown.TryGetProperty(list, out var marks) && marks.ValueKind is JsonValueKind.Array && place < marks.GetArrayLength()
        && (marks[place].ValueKind is JsonValueKind.True || (marks[place].ValueKind is JsonValueKind.Object && marks[place].TryGetProperty(name, out var mark) && mark.ValueKind is JsonValueKind.True));

    private static PlannedPolicy Attachment(string address, string who, string arn, Func<string, JsonElement> managed)
    {
        var json = managed(arn);
        if (json.ValueKind is not JsonValueKind.Object && AwsCatalogue.Current.ManagedPolicies.Find(arn) is { } known)
            json = Json(System.Text.Encoding.UTF8.GetString(known.Json.Span));
        return json.ValueKind is JsonValueKind.Object
            ? new PlannedPolicy(address, who, PolicyKind.Identity, null, PolicyDocument.Read(json), [], null) { Json = json }
            : new PlannedPolicy(address, who, PolicyKind.Identity, null, null, [], $"neither snapshot nor catalogue holds the policy `{arn}`");
    }

    private static string Subject(PlannedResource resource, string name, PlanConfiguration configuration)
    {
        if ((resource.Text(name) ?? PlannedResource.TextOf(resource.Before, name)) is { Length: > 0 } known)
            return known;
        var references = configuration.References(resource.Address, name);
        if (references.Count > 0 && configuration.NameOf(resource.Address, references[0]) is { } planned)
            return planned;
        return references.Count > 0 ? string.Join('.', references[0].Split('.').Take(2)) : resource.Address;
    }

    private static PolicyKind KindOf(PlannedResource resource, PolicyKind kind) =>
        kind is PolicyKind.ServiceControl && (resource.Text("type") ?? resource.Text("Type")) == "RESOURCE_CONTROL_POLICY" ? PolicyKind.ResourceControl : kind;

    private static PolicyDocument? Document(JsonElement values, string name)
    {
        if (values.ValueKind is not JsonValueKind.Object || !values.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.Object)
            return PolicyDocument.Read(value);
        return value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? PolicyDocument.Parse(text) : null;
    }

    /// <summary>The same as JSON; undefined where it is none.</summary>
    private static JsonElement Json(JsonElement values, string name)
    {
        if (values.ValueKind is not JsonValueKind.Object || !values.TryGetProperty(name, out var value))
            return None;
        return value.ValueKind is JsonValueKind.String ? Json(value.GetString()!) : value;
    }

    private static JsonElement Json(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>CloudFormation shows a value that is not known as <c>{{changeSet:KNOWN_AFTER_APPLY}}</c>.</summary>
    private static string? HiddenIn(JsonElement values, string name) =>
        values.TryGetProperty(name, out var value) && value.GetRawText().Contains("KNOWN_AFTER_APPLY", StringComparison.Ordinal) ? "parts of it are known only after the change" : null;

    private static PolicyDocument? Permission(JsonElement values)
    {
        if (PlannedResource.TextOf(values, "action") is not { } action || PlannedResource.TextOf(values, "principal") is not { } principal)
            return null;
        var named = principal == "*" ? "\"*\"" : $$"""{"{{(principal.Contains('.') ? "Service" : "AWS")}}":{{JsonEncodedText(principal)}}}""";
        var conditions = new List<string>();
        if (PlannedResource.TextOf(values, "source_arn") is { } arn)
            conditions.Add($$"""
                "ArnLike":{"aws:SourceArn":{{JsonEncodedText(arn)}}}
                """);
        if (PlannedResource.TextOf(values, "source_account") is { } account)
            conditions.Add($$"""
                "StringEquals":{"aws:SourceAccount":{{JsonEncodedText(account)}}}
                """);
        var block = "{" + string.Join(',', conditions) + "}";
        return PolicyDocument.Parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + named + ",\"Action\":" + JsonEncodedText(action) + ",\"Resource\":\"*\",\"Condition\":" + block + "}}");
    }

    private static string JsonEncodedText(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private static JsonElement Get(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : None;

    private static IEnumerable<JsonElement> List(JsonElement values, string name) =>
        values.ValueKind is JsonValueKind.Object && values.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];

    private static IEnumerable<string> Texts(JsonElement values, string name) => List(values, name).Where(v => v.ValueKind is JsonValueKind.String).Select(v => v.GetString()!);
}
