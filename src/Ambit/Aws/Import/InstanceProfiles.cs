using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary><c>aws iam list-instance-profiles</c> and <c>get-instance-profile</c>.</summary>
internal sealed class InstanceProfiles : IExportFormat
{
    public string Name => "aws iam list-instance-profiles";

    public bool Recognises(Document document) =>
        document.Json.HasList("InstanceProfiles") || document.Json.Get("InstanceProfile").Has("InstanceProfileName");

    public void Read(Document document, ImportSink sink)
    {
        var account = FolderAccount.Of(document);
        var details = new IamDetails(document, sink, account, "");
        var n = 0;
        foreach (var profile in document.Json.Items("InstanceProfiles"))
            details.InstanceProfile(profile, null, $"/InstanceProfiles/{n++}");
        if (document.Json.Get("InstanceProfile").Has("InstanceProfileName"))
            details.InstanceProfile(document.Json.Get("InstanceProfile"), null, "/InstanceProfile");
        else if (account is not null && document.Json.Flag("IsTruncated") != true)
            sink.Lists(account, "AWS::IAM::InstanceProfile", document.At());
    }
}
