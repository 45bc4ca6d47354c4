using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>
/// Which administrator may change the password and other sensitive facts of whom.
/// Microsoft Learn, "Who can reset passwords" and "Who can perform sensitive actions".
/// </summary>
internal sealed class ResetRights(AzureDirectory directory)
{
    public const string PrivilegedAuthentication = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
    private const string PartnerTier2 = "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8";
    private const string PartnerTier1 = "4ba39ca4-527c-499a-b93d-d9b492c50246";
    private const string Password = "966707d0-3269-4727-9be2-8c3a10f19b9d";
    private const string Helpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    private const string Authentication = "c4e39bd9-1100-46d3-8c65-fb160da0071f";
    private const string User = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    private const string Groups = "fdd7a751-b60b-444a-984c-02652fe8fa1c";
    private const string Readers = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    private const string GuestInviter = "95e79109-95c0-4d8e-aee3-d01accf2d47b";

    /// <summary>Message Center, Reports and Usage Summary Reports Reader, User Experience Success Manager.</summary>
    private static readonly string[] ReportReaders =
        ["790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "4a5d8f65-41da-4de4-8968-e035b65339cf", "75934031-6c7e-415a-99d7-48dbd49e875e", "27460883-1df1-4691-b032-3b79643e5e63"];

    /// <summary>Roles of a target that leave it within reach of a role; "every role it holds must be allowed".</summary>
    private static readonly Dictionary<string, HashSet<string>> Allowed = new(StringComparer.Ordinal)
    {
        [Password] = [Readers, GuestInviter, Password],
        [Helpdesk] = [Readers, GuestInviter, Password, Helpdesk, .. ReportReaders],
        [Authentication] = [Readers, GuestInviter, Password, Authentication, .. ReportReaders],
        [User] = [Readers, GuestInviter, Password, Helpdesk, User, Groups, .. ReportReaders],
        [PartnerTier1] = [],
    };

    /// <summary>Whether a holding reaches a user with a sensitive change.</summary>
    public bool Reaches(RoleHolding holding, string target)
    {
        if (holding.Role is PrivilegedAuthentication or AzureDirectory.GlobalAdministrator or PartnerTier2)
            return true;
        var held = directory.EffectiveHoldings(target).Where(h => !h.Eligible).ToList();
        if (IsProtected(target) || held.Any(h => h.Unit is { } u && directory.Units.TryGetValue(u, out var unit) && unit.Restricted))
            return false;
        // a unit-scoped holder reaches non-administrators only; a custom role too
        if (holding.Scope != "/" || !Allowed.TryGetValue(holding.Role, out var allowed))
            return held.Count == 0;
        return held.All(h => allowed.Contains(h.Role));
    }

    /// <summary>"Members and owners of a role-assignable group, even without a role, can be reset only by Privileged Authentication Administrator and GA."</summary>
    public bool IsProtected(string target) =>
        directory.GroupsOf(target).Any(directory.IsRoleAssignable) || directory.OwnedBy(target).Any(directory.IsRoleAssignable);
}
