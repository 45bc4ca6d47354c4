using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>A subscription still lists classic administrators, which Microsoft retired.</summary>
internal sealed class RetiredClassicAdministrator(AzureDirectory directory, AzureManager manager, IReadOnlyList<ClassicAdministrator> administrators) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "retired-classic-administrator";

    /// <inheritdoc/>
    public string Title => "Retired classic administrator";

    /// <inheritdoc/>
    public string Rule => "An export lists a Service Administrator or Co-Administrator of a subscription; Microsoft retired classic administrators on 2024-08-31.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var administrator in administrators.Where(a => a.Roles.Any(r => r != "Account Administrator")))
        {
            var holder = administrator.Holder is { } id ? directory.Objects.GetValueOrDefault(id) : null;
            var who = holder is null ? administrator.Mail : AzureFinding.Words(holder);
            var scope = manager.Spelled(administrator.Scope);
            var roles = string.Join(" and ", administrator.Roles);
            yield return new Finding
            {
                Id = FindingId.Of(Id, administrator.Id, who),
                Kind = Id,
                Severity = Severity.Low,
                Score = FindingScore.Of(Severity.Low, 0.4),
                Cloud = AzureKinds.Cloud,
                Scope = ResourceId.SubscriptionOf(administrator.Scope) ?? "",
                Identity = holder?.CanonicalId,
                Title = $"{who} is still listed as classic {roles} of {scope}",
                Why = $"Microsoft retired classic administrators on {ClassicAdministrator.RetiredOn}: the listing grants nothing, so whoever relies on it has lost access, or has been given Owner in its place.",
                Evidence = [new FindingEvidence($"classic {roles}", administrator.Id, 0)],
                Remediation = new Remediation("remove-grant", $"Remove the classic administrator; assign an Azure role to whoever still needs access to {scope}."),
            };
        }
    }
}
