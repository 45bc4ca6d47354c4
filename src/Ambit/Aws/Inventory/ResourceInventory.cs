using System.Text.Json;
using Ambit.Aws.Import;

namespace Ambit.Aws.Inventory;

/// <summary>Resources with their policies, and KMS grants.</summary>
internal sealed class ResourceInventory
{
    public ResourceInventory(FactTable facts)
    {
        var named = facts.Layered(AwsKind.Resource, d => facts.ArnOf(d) is { } arn ? $"{d.Content.Text("Type")} {arn}" : null);
        Resources = [.. UnnamedPolicies.Join([.. named.Select(Resource)], facts)];
        KmsGrants = [.. facts.Layered(AwsKind.KmsGrant, d => d.Content.Text("GrantId")).Select(Grant).OfType<AwsKmsGrant>()];
    }

    public IReadOnlyList<AwsResource> Resources { get; }

    public IReadOnlyList<AwsKmsGrant> KmsGrants { get; }

    /// <summary>The four settings of Block Public Access, null where they are not told.</summary>
    public static PublicAccessBlock? Block(JsonElement value) => value.ValueKind != JsonValueKind.Object
        ? null
        : new PublicAccessBlock(
            value.Flag("BlockPublicAcls") == true, value.Flag("IgnorePublicAcls") == true, value.Flag("BlockPublicPolicy") == true, value.Flag("RestrictPublicBuckets") == true);

    private static AwsResource Resource(LayeredFact fact)
    {
        var arn = fact.Text("Arn")!;
        var policy = fact.Get("Policy") is { ValueKind: JsonValueKind.Object } document ? new PolicyText("resource policy", document, fact.SourceOf("Policy")) : null;
        if (policy is null && fact.Flag("PolicyBroken") == true)
            policy = new PolicyText("resource policy", default, fact.Source);
        return new AwsResource(
            arn, fact.Text("Type") ?? "", fact.Account, fact.Text("Region") ?? arn.ArnField(3), fact.Text("Name") ?? ShortName(arn), fact.Map("Tags"), policy,
            policy is { Known: true } || fact.Flag("PolicyKnown") == true, Properties(fact));
    }

    /// <summary>The properties of all layers, the later replacing the earlier one by one.</summary>
    private static JsonElement Properties(LayeredFact fact)
    {
        var layers = fact.Contents.Select(c => c.Get("Properties")).Where(p => p.ValueKind == JsonValueKind.Object).ToList();
        if (layers.Count == 1)
            return layers[0];
        var merged = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in layers.SelectMany(l => l.EnumerateObject()))
            merged[property.Name] = property.Value;
        return Facts.Object(w =>
        {
            foreach (var (name, value) in merged)
                w.Value(name, value);
        });
    }

    private static string ShortName(string arn)
    {
        var resource = arn.ArnField(5);
        return resource[(resource.LastIndexOfAny(['/', ':']) + 1)..];
    }

    private static AwsKmsGrant? Grant(LayeredFact fact) => fact.Text("KeyArn") is not { } key || fact.Text("GranteePrincipal") is not { } grantee
        ? null
        : new AwsKmsGrant(fact.Key, key, grantee, fact.Text("RetiringPrincipal"), fact.Text("IssuingAccount"), fact.Texts("Operations"), fact.Get("Constraints"));
}
