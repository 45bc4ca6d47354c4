using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws cloudformation list-stack-instances</c>: where a stack set has put its stacks. The owner is the account whose folder it
/// lies in. An empty list is told by its name, <c>cloudformation-stack-instances-NAME.json</c>.
/// </summary>
internal sealed class StackInstances : IExportFormat
{
    private const string FileMark = "stack-instances-";
    private const string Type = "AWS::CloudFormation::StackInstance";

    public string Name => "aws cloudformation list-stack-instances";

    public bool Recognises(Document document) =>
        document.Json.HasList("Summaries") && (document.Json.Items("Summaries").FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } first
            ? first.Has("StackSetId") && first.Has("Account")
            : document.FileName.Contains(FileMark, StringComparison.OrdinalIgnoreCase));

    public void Read(Document document, ImportSink sink)
    {
        var folder = FolderAccount.Of(document);
        var region = FolderAccount.Region(document);
        var n = 0;
        var sets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instance in document.Json.Items("Summaries"))
        {
            var pointer = $"/Summaries/{n++}";
            if (instance.Text("StackSetId") is not { } set || instance.Text("Account") is not { } target || folder is null)
            {
                sink.Bad(document.At(pointer), "a stack instance names no stack set or account, or lies in no folder named by the owner's account id; it is left out");
                continue;
            }

            sets.Add(set.Split(':')[0]);
            var where = instance.Text("Region") ?? "";
            new ResourceFacts($"arn:{FolderAccount.Partition(region)}:cloudformation:{region}:{folder}:stackset-target/{set}/{target}/{where}", Type, folder, "list")
            {
                Name = $"{set.Split(':')[0]} in {target} {where}",
                Region = where,
                Configurations = [instance],
            }.Write(sink, document.At(pointer));
        }

        var at = document.FileName.IndexOf(FileMark, StringComparison.OrdinalIgnoreCase);
        if (sets.Count == 0 && at >= 0)
            sets.Add(document.FileName[(at + FileMark.Length)..].Split('.')[0]);
        foreach (var set in sets.Where(_ => folder is not null && document.Json.Text("NextToken") is null))
            sink.Lists(folder!, $"{Type}:{set}", document.At());
    }
}
