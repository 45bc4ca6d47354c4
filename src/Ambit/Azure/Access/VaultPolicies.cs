using Ambit.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>
/// Vaults in access-policy mode: "RBAC: access policies ignored. Access policies: the RBAC data roles ignored."
/// Microsoft Learn, "Provide access to Key Vault with Azure RBAC".
/// </summary>
internal sealed class VaultPolicies
{
    private const string Prefix = "microsoft.keyvault/vaults/";

    /// <summary>Verbs of access policies by the data action, lower case and without the prefix.</summary>
    private static readonly Dictionary<string, (string List, string[] Verbs)> Verbs = new(StringComparer.Ordinal)
    {
        ["secrets/getsecret/action"] = ("secrets", ["get"]),
        ["secrets/readmetadata/action"] = ("secrets", ["list"]),
        ["secrets/setsecret/action"] = ("secrets", ["set"]),
        ["secrets/update/action"] = ("secrets", ["set"]),
        ["secrets/delete"] = ("secrets", ["delete"]),
        ["secrets/recover/action"] = ("secrets", ["recover"]),
        ["secrets/purge/action"] = ("secrets", ["purge"]),
        ["secrets/backup/action"] = ("secrets", ["backup"]),
        ["secrets/restore/action"] = ("secrets", ["restore"]),
        ["keys/read"] = ("keys", ["get", "list"]),
        ["keys/create/action"] = ("keys", ["create"]),
        ["keys/import/action"] = ("keys", ["import"]),
        ["keys/update/action"] = ("keys", ["update"]),
        ["keys/delete"] = ("keys", ["delete"]),
        ["keys/recover/action"] = ("keys", ["recover"]),
        ["keys/purge/action"] = ("keys", ["purge"]),
        ["keys/backup/action"] = ("keys", ["backup"]),
        ["keys/restore/action"] = ("keys", ["restore"]),
        ["keys/encrypt/action"] = ("keys", ["encrypt"]),
        ["keys/decrypt/action"] = ("keys", ["decrypt"]),
        ["keys/wrap/action"] = ("keys", ["wrapkey"]),
        ["keys/unwrap/action"] = ("keys", ["unwrapkey"]),
        ["keys/sign/action"] = ("keys", ["sign"]),
        ["keys/verify/action"] = ("keys", ["verify"]),
        ["keys/release/action"] = ("keys", ["release"]),
        ["keys/rotate/action"] = ("keys", ["rotate"]),
        ["certificates/read"] = ("certificates", ["get", "list"]),
        ["certificates/create/action"] = ("certificates", ["create"]),
        ["certificates/import/action"] = ("certificates", ["import"]),
        ["certificates/update/action"] = ("certificates", ["update"]),
        ["certificates/delete"] = ("certificates", ["delete"]),
        ["certificates/recover/action"] = ("certificates", ["recover"]),
        ["certificates/purge/action"] = ("certificates", ["purge"]),
        ["certificates/backup/action"] = ("certificates", ["backup"]),
        ["certificates/restore/action"] = ("certificates", ["restore"]),
    };

    private readonly AzureManager _manager;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    public VaultPolicies(AzureManager manager)
    {
        _manager = manager;
        foreach (var vault in manager.OfType("microsoft.keyvault/vaults").Where(UsesPolicies))
            _named.UnionWith(Policies(vault).Select(p => p.Text("objectId")?.ToLowerInvariant()).OfType<string>());
    }

    /// <summary>"Missing on an existing vault" means access policies; a listing that leaves all properties out tells nothing.</summary>
    public static bool UsesPolicies(AzureResource vault) => vault.Facts.Flag("enableRbacAuthorization") != true && TellsModel(vault);

    /// <summary>Whether the exports tell which model the vault uses.</summary>
    public static bool TellsModel(AzureResource vault) => vault.Facts.Has("enableRbacAuthorization") || vault.Facts.Has("accessPolicies");

    /// <summary>Whether some vault's policy names the actor.</summary>
    public bool MayHold(Actor actor, string action) =>
        action.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && _named.Overlaps(actor.Principals);

    /// <summary>The answer of a vault in access-policy mode; null where roles decide.</summary>
    public AzureAnswer? Decide(Actor actor, string action, string key)
    {
        if (!action.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || VaultOf(key) is not { } vault || !UsesPolicies(vault))
            return null;
        if (actor.Power is { } power && _manager.Hierarchy.Covers(power, vault.Key))
            return new AzureAnswer(Outcome.Allowed, [], [new AzureGrant(actor.Id, vault.Id, 0, action, "access policy", "accessPolicy")], []);
        if (!Verbs.TryGetValue(action[Prefix.Length..].ToLowerInvariant(), out var needed))
            return AzureAnswer.No;
        var i = 0;
        AzureAnswer answer = AzureAnswer.No;
        foreach (var policy in Policies(vault))
        {
            var index = i++;
            if (policy.Text("objectId")?.ToLowerInvariant() is not { } holder || !actor.Principals.Contains(holder) || !Names(policy, needed.List, needed.Verbs))
                continue;
            var grant = new AzureGrant(holder, vault.Id, index, action, "access policy", "accessPolicy");
            // "compound identity": only for that application acting for the user
            if (policy.Text("applicationId") is { } application)
                answer = answer.Holds ? answer : new AzureAnswer(Outcome.Conditional, [new OpenCondition("applicationId", "GuidEquals", [application], Needed: true)], [grant], []);
            else
                return new AzureAnswer(Outcome.Allowed, [], [grant], []);
        }

        return answer;
    }

    private AzureResource? VaultOf(string key)
    {
        const string marker = "/providers/microsoft.keyvault/vaults/";
        var at = key.IndexOf(marker, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var end = key.IndexOf('/', at + marker.Length);
        return _manager.Resources.GetValueOrDefault(end < 0 ? key : key[..end]);
    }

    private static IEnumerable<AzureRow> Policies(AzureResource vault) => vault.Facts.AllItems("accessPolicies").Select(p => new AzureRow(p));

    private static bool Names(AzureRow policy, string list, string[] verbs) =>
        policy.Child("permissions")?.Texts(list).Any(v => verbs.Contains(v.ToLowerInvariant()) || v.Equals("all", StringComparison.OrdinalIgnoreCase)) ?? false;
}
