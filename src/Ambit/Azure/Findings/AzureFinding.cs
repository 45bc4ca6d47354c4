using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>Puts a finding of Azure or Entra together.</summary>
internal static class AzureFinding
{
    /// <summary>A finding about an identity.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="severity">How bad.</param>
    /// <param name="weight">0 to 1 within the severity.</param>
    /// <param name="identity">Whom it is about.</param>
    /// <param name="about">What tells it from its sisters.</param>
    /// <param name="title">Who and what.</param>
    /// <param name="why">Why it matters.</param>
    /// <param name="evidence">The facts.</param>
    /// <param name="remediation">What to do.</param>
    public static Finding Of(
        IFindingKind kind, Severity severity, double weight, DirectoryObject identity, string about, string title, string why,
        IReadOnlyList<FindingEvidence> evidence, Remediation remediation) => new()
        {
            Id = FindingId.Of(kind.Id, identity.CanonicalId, about),
            Kind = kind.Id,
            Severity = severity,
            Score = FindingScore.Of(severity, weight),
            Cloud = AzureKinds.Cloud,
            Scope = identity.Tenant,
            Identity = identity.CanonicalId,
            Title = title,
            Why = why,
            Evidence = evidence,
            Remediation = remediation,
        };

    /// <summary>An identity as people say it.</summary>
    public static string Words(DirectoryObject o) => $"{o.Kind switch { AzureKinds.ServicePrincipal => "application", DirectoryObject.ManagedIdentity => "managed identity", var k => k }} {o.UserPrincipalName ?? o.Name}";
}
