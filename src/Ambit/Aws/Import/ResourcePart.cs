using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// The output of a command that tells one part of a resource (its policy, its public access block, whether a trail logs) and
/// does not name the resource, or only half: the file does, or the policy's own resource elements do.
/// </summary>
/// <param name="Command">The command: <c>kms get-key-policy</c>.</param>
/// <param name="Root">The property that holds the part.</param>
/// <param name="Type">CloudFormation's type of the resource.</param>
/// <param name="Arn">The ARN made of the file's name and folders: <c>{name}</c>, <c>{partition}</c>, <c>{region}</c>, <c>{account}</c>, or a property of the output.</param>
internal sealed record ResourcePart(string Command, string Root, string Type, string Arn) : IExportFormat
{
    /// <summary>The property under which the part is kept; null where the part is the resource policy.</summary>
    public string? Property { get; init; }

    /// <summary>Whether the whole output is the part, and not the root's value alone.</summary>
    public bool Whole { get; init; }

    /// <summary>A property that has to stand beside, to tell it from others of the same root.</summary>
    public string? Beside { get; init; }

    /// <summary>Whether only the file's or folder's name tells it from others of the same root.</summary>
    public bool ByName { get; init; }

    /// <summary>What the ARNs in the policy's resource elements begin with, where those tell the resource: <c>:s3:::</c>.</summary>
    public string? InPolicy { get; init; }

    /// <inheritdoc/>
    public string Name => $"aws {Command}";

    private string Service => Command.Split(' ')[0];

    private string Thing => Command[(Command.IndexOf('-') + 1)..];

    /// <inheritdoc/>
    public bool Recognises(Document document)
    {
        var json = document.Json;
        if (!json.Has(Root) || (Beside is not null && !json.Has(Beside)))
            return false;
        if (ByName || InPolicy is null)
            return (!ByName || FileSubject.IsNamedBy(document, Service, Thing)) && (Property is not null || PolicyValue.Read(json.Get(Root), out _).Has("Statement"));
        return Owner(PolicyValue.Read(json.Get(Root), out _)) is not null || FileSubject.IsNamedBy(document, Service, Thing);
    }

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var json = document.Json;
        var account = FolderAccount.Of(document);
        var name = FileSubject.After(document, Service, Thing);
        var policy = Property is null ? PolicyValue.Read(json.Get(Root), out var problem) : PolicyValue.Read(default, out problem);
        if (problem is not null)
            sink.Bad(document.At($"/{Root}", document.Line), $"{problem}; what it could allow or deny is unknown");
        var known = Owner(policy) ?? Made(document, name, account);
        sink.Add(AwsKind.UnnamedPolicy, account ?? known?.ArnField(4) ?? "", $"{document.Path}|{Command}", document.At($"/{Root}"), w =>
        {
            w.WriteString("Type", Type);
            w.WriteString("Stem", FileSubject.Stem(document));
            w.WriteString("Subject", name);
            w.Optional("Guess", known);
            if (Property == "Tags")
            {
                w.Tags(json.Get(Root));
                return;
            }

            if (Property == "Region")
            {
                // "Buckets in Region us-east-1 have a LocationConstraint of null."
                w.WriteString("Region", json.Text(Root) is { } region ? region == "EU" ? "eu-west-1" : region : "us-east-1");
                return;
            }

            if (Property is not null)
            {
                Recorded.Write(w, Type, [Facts.Object(p => p.Value(Property, Whole ? json : json.Get(Root)))]);
                return;
            }

            w.Value("Policy", policy);
            w.WriteBoolean("PolicyBroken", problem is not null);
        });
    }

    /// <summary>The resource that every statement names, without what follows it (objects, qualifiers); null where they do not agree.</summary>
    private string? Owner(JsonElement policy)
    {
        if (InPolicy is null)
            return null;
        var owners = policy.Items("Statement").SelectMany(s => s.Texts("Resource")).Select(OwnerOf).Distinct(StringComparer.Ordinal).ToList();
        return owners is [{ } one] ? one : null;
    }

    private string? OwnerOf(string resource)
    {
        if (!resource.Contains(InPolicy!, StringComparison.Ordinal) || !resource.IsArn())
            return null;
        var id = resource.ArnField(5);
        var owner = Type switch
        {
            "AWS::S3::Bucket" => id.Split('/')[0],
            "AWS::Lambda::Function" => string.Join(':', id.Split(':').Take(2)),
            _ => string.Join('/', id.Split('/').Take(2)),
        };
        return owner.Contains('*') || owner.Contains('?') || owner.Contains('$') ? null : $"{string.Join(':', resource.Split(':').Take(5))}:{owner}";
    }

    private string? Made(Document document, string name, string? account)
    {
        if (name.IsArn())
            return name;
        var region = FolderAccount.Region(document);
        if (!Arn.Contains('{'))
            return document.Json.Text(Arn);
        if (Arn.Contains("{account}", StringComparison.Ordinal) && account is null || Arn.Contains("{region}", StringComparison.Ordinal) && region is null || name.Length == 0)
            return null;
        return Arn.Replace("{partition}", FolderAccount.Partition(region), StringComparison.Ordinal).Replace("{region}", region, StringComparison.Ordinal)
            .Replace("{account}", account, StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal);
    }
}
