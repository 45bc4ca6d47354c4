using System.Text.Json;
using Ambit.Aws.Import;

namespace Ambit.Aws.Inventory;

/// <summary>
/// Joins resource policies (and other parts) from outputs that do not name their resource with the resource they are of: by a
/// manifest beside the file, else by the file's name (docs/import.md).
/// </summary>
internal static class UnnamedPolicies
{
    /// <summary>The resources, with what was joined; a policy whose resource nothing else shows makes the resource.</summary>
    public static IReadOnlyList<AwsResource> Join(List<AwsResource> resources, FactTable facts)
    {
        var named = facts.Of(AwsKind.Manifest).SelectMany(m => m.Content.Items("Files")).Where(f => f.Text("File") is not null && f.Text("Resource") is not null)
            .DistinctBy(f => f.Text("File")).ToDictionary(f => f.Text("File")!, f => f.Text("Resource")!, StringComparer.Ordinal);
        foreach (var document in facts.Of(AwsKind.UnnamedPolicy))
        {
            var (type, account) = (document.Content.Text("Type") ?? "", document.Scope);
            var file = document.Source.File;
            var hint = named.GetValueOrDefault(file) ?? document.Content.Text("Resource");
            var at = hint is null
                ? resources.FindIndex(r => r.Type == type && r.Account == account && (r.Name == document.Content.Text("Subject") || r.Arn == document.Content.Text("Guess") || IsNamedBy(r, document.Content.Text("Stem") ?? "")))
                : resources.FindIndex(r => r.Type == type && (r.Arn == hint || r.Name == hint && r.Account == account));
            if (at < 0 && (hint ?? document.Content.Text("Guess")) is { } arn && arn.IsArn())
            {
                at = resources.Count;
                resources.Add(new AwsResource(arn, type, account.Length > 0 ? account : arn.ArnField(4), arn.ArnField(3), arn[(arn.LastIndexOfAny([':', '/']) + 1)..], new Dictionary<string, string>(), null, false, Facts.Object(_ => { })));
            }

            if (at >= 0)
                resources[at] = With(resources[at], document.Content, new PolicyText("resource policy", document.Content.Get("Policy"), document.Source));
        }

        return resources;
    }

    private static AwsResource With(AwsResource resource, JsonElement content, PolicyText policy)
    {
        if (content.Has("Policy"))
            resource = resource with { Policy = policy.Known || content.Flag("PolicyBroken") == true ? policy : null, PolicyKnown = content.Flag("PolicyBroken") != true };
        if (content.Text("Region") is { } region)
            resource = resource with { Region = region };
        if (content.Get("Tags") is { ValueKind: JsonValueKind.Object } tags)
            resource = resource with { Tags = tags.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString() ?? "", StringComparer.Ordinal) };
        if (content.Get("Properties") is not { ValueKind: JsonValueKind.Object } more)
            return resource;
        var old = resource.Properties;
        return resource with
        {
            Properties = Facts.Object(w =>
            {
                foreach (var property in old.EnumerateObject().Where(p => !more.Has(p.Name)))
                    w.Value(property.Name, property.Value);
                foreach (var property in more.EnumerateObject())
                    w.Value(property.Name, property.Value);
            }),
        };
    }

    /// <summary><c>kms-key-policy-1234abcd.json</c> and <c>1234abcd.json</c> are of the key 1234abcd.</summary>
    private static bool IsNamedBy(AwsResource resource, string stem) =>
        Ends(stem, resource.Name) || Ends(stem, resource.Arn) || Ends(stem, Uri.EscapeDataString(resource.Arn)) || Ends(stem, resource.Arn[(resource.Arn.LastIndexOfAny([':', '/']) + 1)..]);

    private static bool Ends(string stem, string name) =>
        name.Length > 0 && stem.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (stem.Length == name.Length || stem[^(name.Length + 1)] is '-' or '_' or '.' or ' ');
}
