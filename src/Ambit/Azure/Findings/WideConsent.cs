using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>An application may do more in the tenant than almost any application needs.</summary>
internal sealed class WideConsent(AzureDirectory directory) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "wide-consent";

    /// <inheritdoc/>
    public string Title => "Consent too wide";

    /// <inheritdoc/>
    public string Rule => "An application holds a permission of Graph that leads to Global Administrator or opens all of a kind of data, or acts for every user with such a permission.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var held in directory.AppRoles.Where(a => PowerTable.AdminPermissions.Contains(a.Permission) || PowerTable.WidePermissions.Contains(a.Permission)))
        {
            if (directory.Objects.TryGetValue(held.Principal, out var o) && !IdentityList.IsMicrosofts(o))
                yield return Found(o, held.Id, held.Permission, "by itself, for everybody", AlonePower, PowerTable.AdminPermissions.Contains(held.Permission) ? Severity.High : Severity.Medium);
        }

        foreach (var grant in directory.DelegatedGrants.Where(g => g.Everybody))
        {
            var wide = string.Join(", ", grant.Scopes.Where(s => PowerTable.AdminPermissions.Contains(s) || PowerTable.WidePermissions.Contains(s)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
            if (wide.Length > 0 && directory.Objects.TryGetValue(grant.Client, out var o) && !IdentityList.IsMicrosofts(o))
                yield return Found(o, grant.Id, wide, "for whichever user signs in", AsUserPower, Severity.Medium);
        }
    }

    private const string AlonePower = "Whoever has a credential of the application, or an owner of it, has the permission over all of the tenant.";

    private const string AsUserPower = "Whoever controls the application acts with it as every user who signs in to it, as far as that user's own rights go; an administrator needs to sign in once.";

    private Finding Found(DirectoryObject o, string grant, string permission, string how, string why, Severity severity) =>
        AzureFinding.Of(
            this, severity, 0.5, o, grant + permission, $"{AzureFinding.Words(o)} holds {permission} {how}",
            why,
            [new FindingEvidence($"consent to {permission}", grant, 0)],
            new Remediation("narrow-consent", $"Replace {permission} of {o.Name} by the least permission that its calls need (`ambit rightsize` names it where Graph's activity log is at hand), or remove the consent."));
}
