using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws ec2 describe-launch-template-versions</c>: what a template launches with. The default version is the template's; Config has
/// the same under <c>LaunchTemplateData</c>.
/// </summary>
internal sealed class LaunchTemplateVersions : IExportFormat
{
    public string Name => "aws ec2 describe-launch-template-versions";

    public bool Recognises(Document document) => document.Json.HasList("LaunchTemplateVersions");

    public void Read(Document document, ImportSink sink)
    {
        var n = 0;
        var templates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in document.Json.Items("LaunchTemplateVersions").OrderByDescending(v => v.Flag("DefaultVersion") == true))
        {
            var pointer = $"/LaunchTemplateVersions/{n++}";
            if (version.Text("LaunchTemplateId") is not { } id || FolderAccount.Of(document) is not { } account)
            {
                sink.Bad(document.At(pointer, document.Line), "a launch template version names no template, or lies in no folder named by its account; it is left out");
                continue;
            }

            if (!templates.Add(id))
                continue;
            var region = FolderAccount.Region(document);
            new ResourceFacts($"arn:{FolderAccount.Partition(region)}:ec2:{region}:{account}:launch-template/{id}", "AWS::EC2::LaunchTemplate", account, "ec2.versions")
            {
                Name = version.Text("LaunchTemplateName"),
                Configurations = [Facts.Object(w => w.Value("LaunchTemplateData", version.Get("LaunchTemplateData")))],
            }.Write(sink, document.At(pointer));
        }
    }
}
