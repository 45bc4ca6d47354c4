using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>iam list-users</c>, <c>list-roles</c>, <c>list-groups</c>, <c>get-user</c>, <c>get-role</c>: identities without their policies, which stay
/// unknown until the authorization details are there.
/// </summary>
internal sealed class IamLists : IExportFormat
{
    private static readonly (string List, string One, string Mark)[] Kinds = [("Users", "User", "UserName"), ("Roles", "Role", "RoleName"), ("Groups", "Group", "GroupName")];

    public string Name => "aws iam list-users, list-roles, list-groups";

    public bool Recognises(Document document) => Kinds.Any(k => Marked(document.Json.Items(k.List).FirstOrDefault(), k.Mark) || Marked(document.Json.Get(k.One), k.Mark));

    public void Read(Document document, ImportSink sink)
    {
        var details = new IamDetails(document, sink, FolderAccount.Of(document), "0list", showsPolicies: false);
        foreach (var (list, one, mark) in Kinds)
        {
            var n = 0;
            foreach (var item in document.Json.Items(list))
                Read(details, mark, item, $"/{list}/{n++}");
            if (Marked(document.Json.Get(one), mark))
                Read(details, mark, document.Json.Get(one), $"/{one}");
        }
    }

    private static void Read(IamDetails details, string mark, JsonElement item, string pointer)
    {
        switch (mark)
        {
            case "UserName":
                details.User(item, pointer);
                break;
            case "RoleName":
                details.Role(item, pointer);
                break;
            default:
                details.Group(item, pointer);
                break;
        }
    }

    private static bool Marked(JsonElement value, string mark) => value.Has(mark) && value.Text("Arn") is { } arn && arn.Contains(":iam::", StringComparison.Ordinal);
}
