using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws iam get-account-authorization-details</c>, whole or page by page, as the CLI or as the raw API gives it
/// (IAM API Reference, GetAccountAuthorizationDetails).
/// </summary>
internal sealed class AuthorizationDetails : IExportFormat
{
    private static readonly (string Section, string Type)[] Sections =
        [("UserDetailList", "AWS::IAM::User"), ("GroupDetailList", "AWS::IAM::Group"), ("RoleDetailList", "AWS::IAM::Role"), ("Policies", "AWS::IAM::Policy")];

    public string Name => "aws iam get-account-authorization-details";

    public bool Recognises(Document document)
    {
        var root = Unwrapped(document.Json);
        return IsSection(root, "UserDetailList") || IsSection(root, "GroupDetailList") || IsSection(root, "RoleDetailList")
            || root.Items("Policies").FirstOrDefault().Has("PolicyVersionList");
    }

    public void Read(Document document, ImportSink sink)
    {
        var root = Unwrapped(document.Json);
        var account = FolderAccount.Of(document);
        var details = new IamDetails(document, sink, account, "");
        Each(root, "UserDetailList", details.User);
        Each(root, "GroupDetailList", details.Group);
        Each(root, "RoleDetailList", details.Role);
        Each(root, "Policies", details.ManagedPolicy);
        if (root.Flag("IsTruncated") == true)
            return;
        details.Accounts.Remove("aws");
        if (details.Accounts.Count == 0 && account is not null)
            details.Accounts.Add(account);
        foreach (var owner in details.Accounts.Where(a => a.Length > 0))
        {
            foreach (var (section, type) in Sections.Where(s => root.Has(s.Section)))
                sink.Lists(owner, type, document.At($"/{section}"));
            if (Sections.All(s => root.Has(s.Section)))
                sink.Lists(owner, AwsEstate.Iam, document.At());
        }
    }

    private static bool IsSection(JsonElement root, string name) => root.Get(name).ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    /// <summary>The raw API's answer lies in two envelopes.</summary>
    private static JsonElement Unwrapped(JsonElement root)
    {
        root = root.Get("GetAccountAuthorizationDetailsResponse") is { ValueKind: JsonValueKind.Object } response ? response : root;
        return root.Get("GetAccountAuthorizationDetailsResult") is { ValueKind: JsonValueKind.Object } result ? result : root;
    }

    private static void Each(JsonElement root, string section, Action<JsonElement, string> read)
    {
        var n = 0;
        foreach (var item in root.Items(section))
            read(item, $"/{section}/{n++}");
    }
}
