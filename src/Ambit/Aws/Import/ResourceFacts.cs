using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>One resource as some output shows it, on its way into a native document.</summary>
internal sealed record ResourceFacts(string Arn, string Type, string Account, string Facet)
{
    /// <summary>The region, empty where global or unknown.</summary>
    public string Region { get; init; } = "";

    /// <summary>The short name.</summary>
    public string? Name { get; init; }

    /// <summary>Tags in any of AWS's spellings.</summary>
    public JsonElement Tags { get; init; }

    /// <summary>The resource policy in any of its packings.</summary>
    public JsonElement Policy { get; init; }

    /// <summary>Whether the output would have shown a policy.</summary>
    public bool PolicyKnown { get; init; }

    /// <summary>What it is configured as; only what is listed for its type is kept.</summary>
    public IReadOnlyList<JsonElement> Configurations { get; init; } = [];

    /// <summary>Writes it.</summary>
    public void Write(ImportSink sink, SourceLocation source)
    {
        var policy = PolicyValue.Read(Policy, out var problem);
        if (problem is not null)
            sink.Bad(source, $"{problem}; the resource policy of `{Arn}` is unknown");
        sink.Add(AwsKind.Resource, Account, $"{Arn}|{Facet}", source, w =>
        {
            w.WriteString("Arn", Arn);
            w.WriteString("Type", Type);
            w.Optional("Region", Region.Length > 0 ? Region : Arn.ArnField(3) is { Length: > 0 } region ? region : null);
            w.Optional("Name", Name);
            w.Tags(Tags);
            if (policy.ValueKind == JsonValueKind.Object)
                w.Value("Policy", policy);
            if (PolicyKnown)
                w.WriteBoolean("PolicyKnown", problem is null);
            else if (problem is not null)
                w.WriteBoolean("PolicyBroken", true);
            Recorded.Write(w, Type, Configurations);
        });
    }
}
