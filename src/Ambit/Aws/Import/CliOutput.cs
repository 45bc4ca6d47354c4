using System.Text.Json;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// The output of one command of the AWS CLI that lists or describes resources, as a row: where the resources stand, what tells
/// them from others, and how their ARN is known. <c>CliOutputs</c> holds the rows.
/// </summary>
/// <param name="Command">The command: <c>ecs describe-tasks</c>.</param>
/// <param name="Root">The property that holds the list, or the one object; empty where the resource is the root itself.</param>
/// <param name="Type">CloudFormation's type.</param>
/// <param name="Arn">The property that holds the ARN, or a template with <c>{property}</c>, <c>{partition}</c>, <c>{region}</c>, <c>{account}</c>.</param>
/// <param name="Mark">A property that every resource of the output has; what tells two outputs with one root apart. A second after a blank.</param>
/// <param name="NameProperty">The property that holds the short name.</param>
internal sealed record CliOutput(string Command, string Root, string Type, string Arn, string Mark, string? NameProperty = null) : IExportFormat
{
    /// <summary>Whether the output lists all there is of the type.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Whether others have the same root: an empty list is told by the file's name, which begins with the service and ends with the thing listed.</summary>
    public bool SharedRoot { get; init; }

    /// <summary>The elements of a list within the list (<c>Reservations[].Instances[]</c>).</summary>
    public string? Inner { get; init; }

    /// <summary>Whether the output would show the resource policy.</summary>
    public bool ShowsPolicy { get; init; }

    /// <inheritdoc/>
    public string Name => $"aws {Command}";

    private string Facet => Command.Replace(' ', '.');

    /// <inheritdoc/>
    public bool Recognises(Document document)
    {
        var root = document.Json;
        if (root.ValueKind != JsonValueKind.Object)
            return false;
        if (Root.Length == 0)
            return IsOne(root);
        var value = root.Get(Root);
        return value.ValueKind switch
        {
            JsonValueKind.Array when value.GetArrayLength() == 0 => !SharedRoot || NamedByFile(document.FileName),
            JsonValueKind.Array => IsOne(value[0]) || (Inner is not null && value[0].Has(Inner)) || (Mark.Length == 0 && value[0].ValueKind == JsonValueKind.String),
            JsonValueKind.Object => IsOne(value),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var folder = FolderAccount.Of(document);
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        var n = 0;
        foreach (var resource in Resources(document.Json))
        {
            var pointer = Root.Length == 0 ? "" : document.Json.HasList(Root) ? $"/{Root}/{n++}" : $"/{Root}";
            if (Facts(resource, document, folder) is not { } facts)
            {
                sink.Bad(document.At(pointer, document.Line), $"a resource of `{Name}` names neither ARN nor account; put the file into a folder named by the account's id");
                continue;
            }

            facts.Write(sink, document.At(pointer));
            accounts.Add(facts.Account);
        }

        // In a folder of one region a list says nothing of the others; the collect notes tell when all regions are there.
        if (FolderAccount.Region(document) is not null)
            return;
        if (!Complete || !document.Json.HasList(Root) || document.Json.Text("NextToken", "nextToken", "NextMarker", "Marker") is not null)
            return;
        if (folder is not null)
            accounts.Add(folder);
        if (accounts.Count == 0)
            sink.Note($"{document.Path}: an empty list names no account; put it into a folder named by the account's id");
        foreach (var account in accounts)
            sink.Lists(account, Type, document.At());
    }

    private IEnumerable<JsonElement> Resources(JsonElement root)
    {
        if (Root.Length == 0)
            return [root];
        var items = root.Get(Root).ValueKind == JsonValueKind.Array ? root.Get(Root).EnumerateArray() : root.Items(Root);
        return Inner is null ? items : items.SelectMany(i => i.Items(Inner));
    }

    private bool IsOne(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || Mark.Length == 0)
            return false;
        foreach (var mark in Mark.Split(' '))
        {
            if (!value.Has(mark))
                return false;
        }

        return true;
    }

    /// <summary><c>cloudformation-stack-sets.json</c> is <c>cloudformation list-stack-sets</c>.</summary>
    private bool NamedByFile(string fileName)
    {
        var words = Command.Split(' ');
        var thing = words[1][(words[1].IndexOf('-') + 1)..];
        var stem = fileName.Split('.')[0];
        stem = stem.StartsWith($"{words[0]}-list-", StringComparison.OrdinalIgnoreCase) || stem.StartsWith($"{words[0]}-describe-", StringComparison.OrdinalIgnoreCase) ? $"{words[0]}-{stem[(stem.IndexOf('-', words[0].Length + 1) + 1)..]}" : stem;
        return stem.StartsWith(words[0], StringComparison.OrdinalIgnoreCase)
            && (stem.EndsWith(thing, StringComparison.OrdinalIgnoreCase) || stem.Contains($"{thing}-", StringComparison.OrdinalIgnoreCase));
    }

    private ResourceFacts? Facts(JsonElement resource, Document document, string? folder)
    {
        var arn = ArnOf(resource, document, folder);
        if (arn is null)
            return null;
        var account = arn.ArnField(4) is { Length: > 0 } id ? id : folder;
        if (account is null)
            return null;
        return new ResourceFacts(arn, Type, account, Facet)
        {
            Region = arn.ArnField(3) is { Length: > 0 } inArn ? inArn : RegionOf(resource, document) ?? "",
            Name = NameProperty is null ? null : resource.Text(NameProperty),
            Tags = resource.Get("Tags", "tags"),
            Policy = PolicyPlaces.Find(Type, [resource]),
            PolicyKnown = ShowsPolicy,
            Configurations = resource.ValueKind == JsonValueKind.Object ? [resource] : [],
        };
    }

    private string? ArnOf(JsonElement resource, Document document, string? folder)
    {
        if (resource.ValueKind == JsonValueKind.String && !Arn.Contains("{}", StringComparison.Ordinal))
            return resource.GetString() is { Length: > 0 } text && text.IsArn() ? text : null;
        if (!Arn.Contains('{'))
            return resource.Text(Arn) is { } arn && arn.IsArn() ? arn : null;
        var region = RegionOf(resource, document);
        var made = Arn.Replace("{partition}", FolderAccount.Partition(region), StringComparison.Ordinal).Replace("{region}", region ?? "", StringComparison.Ordinal);
        if (made.Contains("{account}", StringComparison.Ordinal))
        {
            if ((resource.Text("OwnerId", "Owner", "registryId") ?? folder) is not { } account)
                return null;
            made = made.Replace("{account}", account, StringComparison.Ordinal);
        }

        if (Arn.Contains("{file}", StringComparison.Ordinal))
            made = made.Replace("{file}", Plain(FileSubject.After(document, Command.Split(' ')[0], Command[(Command.IndexOf('-', Command.IndexOf(' ')) + 1)..])), StringComparison.Ordinal);
        if (resource.ValueKind == JsonValueKind.String)
            return made.Replace("{}", Plain(resource.GetString()!), StringComparison.Ordinal);
        while (made.IndexOf('{') is >= 0 and var open)
        {
            var close = made.IndexOf('}', open);
            if (resource.Text(made[(open + 1)..close]) is not { } value)
                return null;
            made = string.Concat(made.AsSpan(0, open), Plain(value), made.AsSpan(close + 1));
        }

        return made;
    }

    /// <summary>Braces in a name are no places to fill.</summary>
    private static string Plain(string value) => value.Replace("{", "(", StringComparison.Ordinal);

    private static string? RegionOf(JsonElement resource, Document document)
    {
        if (resource.Text("AvailabilityZone") is { Length: > 2 } zone || resource.Get("Placement").Text("AvailabilityZone") is { Length: > 2 } placed && (zone = placed) is not null)
            return char.IsAsciiLetter(zone[^1]) ? zone[..^1] : zone;
        return FolderAccount.Region(document);
    }
}
