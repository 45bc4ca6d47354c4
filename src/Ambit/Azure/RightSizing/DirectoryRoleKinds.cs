using Ambit.Azure.Access;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.RightSizing;

/// <summary>What kinds of Entra role there are, as far as it decides what may take whose place and where.</summary>
internal static class DirectoryRoleKinds
{
    /// <summary>Roles whose work is in another service and its logs: Exchange, SharePoint, Teams, Intune, security, billing …</summary>
    private static readonly HashSet<string> OtherServices = new(StringComparer.Ordinal)
    {
        "29232cdf-9323-42fd-ade2-1d097af3e4de", "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "69091246-20e8-4a56-aa4d-066075b2a7a8", "810a2642-a034-447f-a5e8-41beaa378541",
        "3a2c62db-5318-420d-8d74-23affee5d9d5", "11451d60-acb2-45eb-a7d6-43d0f0125c13", "11648597-926c-4cf3-9c36-bcebb0ba8dcc", "e3973bdf-4987-49ae-837a-ba8e231c7286",
        "b0f54661-2d74-4c50-afa3-1ec803f12efe", "4d6ac14f-3453-41d0-bef9-a3e0c569773a", "17315797-102d-40b4-93e0-432062caca18", "194ae4cb-b126-40b2-bd5b-6091b380977d",
        "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "d2562ede-74db-457e-a7b6-544e236ebb61", "644ef478-e28f-4e28-b9dc-3fdde9aa0b1f", "b5a8dcf3-09d5-43a9-a639-8e29ef291470",
        "744ec460-397e-42ad-a462-8b3f9747a02c", "58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d", "8424c6f0-a189-499e-bbd0-26c1753c96d4", "f023fd81-a637-4b56-95fd-791ac0226033",
        "d29b2b05-8046-44ba-8758-1e26182fcf32", "9f06204d-73c1-4d4c-880a-6edb90606fd8", "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", "59d46f88-662b-457b-bceb-5c3809e5908f",
    };

    /// <summary>"Roles that can be assigned with administrative unit scope": Authentication, Cloud Device, Groups, Helpdesk, License, Password, Printer, Privileged Authentication, SharePoint, Teams, User Administrators.</summary>
    private static readonly HashSet<string> InUnits = new(StringComparer.Ordinal)
    {
        "c4e39bd9-1100-46d3-8c65-fb160da0071f", "7698a772-787b-4ac8-901f-60d6b08affd2", "fdd7a751-b60b-444a-984c-02652fe8fa1c", "729827e3-9c14-49f7-bb1b-9608f156bbb8",
        "4d6ac14f-3453-41d0-bef9-a3e0c569773a", "966707d0-3269-4727-9be2-8c3a10f19b9d", "644ef478-e28f-4e28-b9dc-3fdde9aa0b1f", "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
        "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "69091246-20e8-4a56-aa4d-066075b2a7a8", "fe930be7-5e62-47db-91af-98c3a49a38b1",
    };

    /// <summary>Application and Cloud Application Administrator.</summary>
    private static readonly string[] OverApplications = ["9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "158c047a-c907-4556-b7ef-446551a6b5f7"];

    /// <summary>Namespaces that nearly every role holds and that change nobody's rights.</summary>
    private static readonly string[] Everywhere = ["serviceHealth", "supportTickets", "webPortal", "messageCenter", "usageReports", "networkPerformance"];

    /// <summary>Whether its work is in another service.</summary>
    public static bool IsOfAnotherService(DirectoryRole role) =>
        OtherServices.Contains(role.Id) || role.Actions.Any(a => !DirectoryAction.Is(a) && !a.EndsWith("/read", StringComparison.OrdinalIgnoreCase) && !Everywhere.Any(e => a.Contains(e, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether it only reads.</summary>
    public static bool OnlyReads(DirectoryRole role) => role.Actions.All(a => a.EndsWith("/read", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the role takes a scope of an administrative unit; custom roles do.</summary>
    public static bool TakesUnits(DirectoryRole role) => !role.BuiltIn || InUnits.Contains(role.Id);

    /// <summary>Whether the role takes the scope of one application.</summary>
    public static bool TakesApplications(DirectoryRole role) => !role.BuiltIn || OverApplications.Contains(role.Id);

    /// <summary>Whether an action gives power over identities.</summary>
    public static bool IsPrivileged(string action) => action.Contains("credentials", StringComparison.OrdinalIgnoreCase) || action.Contains("owners/", StringComparison.OrdinalIgnoreCase) || action.Contains("appRoleAssignedTo", StringComparison.OrdinalIgnoreCase) || action.Contains("allProperties", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all that a role allows another allows too; Global Administrator allows all there is.</summary>
    public static bool IsWithin(DirectoryRole role, DirectoryRole other) =>
        role.Id != AzureDirectory.GlobalAdministrator
        && (other.Id == AzureDirectory.GlobalAdministrator || (other.Excluded.Count == 0 && role.Actions.Count > 0 && role.Actions.All(a => other.Actions.Any(o => DirectoryAction.Covers(o, a, [])))));

    /// <summary>How much a role allows: an action that stands for many counts as many.</summary>
    public static int Breadth(DirectoryRole role) =>
        role.Actions.Sum(a => (a.Contains("allEntities", StringComparison.OrdinalIgnoreCase) ? 1000 : 1) * (a.Contains("allProperties", StringComparison.OrdinalIgnoreCase) ? 10 : 1) * (a.EndsWith("allTasks", StringComparison.OrdinalIgnoreCase) ? 4 : 1));
}
