using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>Secrets and certificates of applications that live too long, or are dead and left behind.</summary>
internal sealed class CredentialExpiry(AzureDirectory directory) : IFindingKind
{
    private const int LongestLife = 366;

    /// <inheritdoc/>
    public string Id => "credential-expiry";

    /// <inheritdoc/>
    public string Title => "Secret or certificate of an application lives too long or has expired";

    /// <inheritdoc/>
    public string Rule => "A secret or certificate of an application is valid for more than a year in all, or has expired and was left behind.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var o in directory.Objects.Values.Where(o => o.Kind is AzureKinds.Application or AzureKinds.ServicePrincipal && !IdentityList.IsMicrosofts(o)))
        {
            foreach (var (list, word) in new[] { ("passwordCredentials", "secret"), ("keyCredentials", "certificate") })
            {
                foreach (var key in o.Facts.Items(list).Select(i => new AzureRow(i)))
                {
                    if (Found(o, word, key, facts.Now) is { } finding)
                        yield return finding;
                }
            }
        }
    }

    private Finding? Found(DirectoryObject o, string word, AzureRow key, DateTimeOffset now)
    {
        if (key.Time("endDateTime") is not { } end)
            return null;
        var id = key.Text("keyId") ?? key.Text("displayName") ?? word;
        if (end < now)
            return AzureFinding.Of(
                this, Severity.Low, 0.2, o, id, $"{AzureFinding.Words(o)} keeps a {word} that expired {end.UtcDateTime:yyyy-MM-dd}",
                "A dead credential hides which ones are alive, and an application that needs it has been broken since.",
                [new FindingEvidence($"{word} `{id}` ended {end.UtcDateTime:yyyy-MM-dd}")], new Remediation("remove-credential", $"Remove the {word} {id} from {o.Name}."));
        if (key.Time("startDateTime") is not { } start || (end - start).TotalDays <= LongestLife)
            return null;
        var years = (end - start).TotalDays / 365;
        return AzureFinding.Of(
            this, Severity.Medium, Math.Min(1, years / 20), o, id, $"{AzureFinding.Words(o)} has a {word} that lives {(years < 2 ? $"{(int)(end - start).TotalDays} days" : $"{(int)years} years")}",
            "The longer a credential lives, the more places it has leaked to.",
            [new FindingEvidence($"{word} `{id}` is valid from {start.UtcDateTime:yyyy-MM-dd} to {end.UtcDateTime:yyyy-MM-dd}")],
            new Remediation("rotate-credential", $"Replace the {word} {id} of {o.Name} by a managed identity or a federated credential, or by one that lives half a year."));
    }
}
