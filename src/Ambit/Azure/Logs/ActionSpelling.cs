using System.Collections.Frozen;

namespace Ambit.Azure.Logs;

/// <summary>Actions as Azure spells them: diagnostic streams print some in capitals, and names compare without case.</summary>
internal sealed class ActionSpelling
{
    /// <summary>Actions that escalation rules and findings ask for.</summary>
    private static readonly string[] WellKnown =
    [
        "Microsoft.Compute/virtualMachines/write", "Microsoft.Compute/virtualMachines/runCommand/action", "Microsoft.Compute/virtualMachines/start/action", "Microsoft.Compute/virtualMachines/restart/action",
        "Microsoft.Compute/virtualMachines/deallocate/action", "Microsoft.Compute/virtualMachines/delete", "Microsoft.Compute/virtualMachines/extensions/write", "Microsoft.Storage/storageAccounts/write",
        "Microsoft.Storage/storageAccounts/delete", "Microsoft.KeyVault/vaults/write", "Microsoft.KeyVault/vaults/delete", "Microsoft.KeyVault/vaults/accessPolicies/write", "Microsoft.Web/sites/write",
        "Microsoft.Web/sites/config/list/action", "Microsoft.Web/sites/publishxml/action", "Microsoft.Web/sites/host/listkeys/action", "Microsoft.Web/sites/restart/action",
        "Microsoft.Authorization/roleDefinitions/write", "Microsoft.Authorization/locks/delete", "Microsoft.Authorization/locks/write", "Microsoft.Authorization/policyAssignments/write",
        "Microsoft.Authorization/policyDefinitions/write", "Microsoft.Authorization/elevateAccess/action", "Microsoft.Resources/deployments/write", "Microsoft.Resources/subscriptions/resourceGroups/write",
        "Microsoft.Resources/subscriptions/resourceGroups/delete", "Microsoft.Network/networkSecurityGroups/write", "Microsoft.Network/virtualNetworks/write",
        "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", "Microsoft.Automation/automationAccounts/jobs/write", "Microsoft.Automation/automationAccounts/runbooks/write",
        "Microsoft.DocumentDB/databaseAccounts/listKeys/action",
    ];

    private const int MostLearnt = 50_000;
    private static readonly Lazy<FrozenDictionary<string, string>> Known =
        new(() => Catalogued().DistinctBy(a => a.Key, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));

    private readonly Dictionary<string, string> _learnt = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The catalogue's spelling; of an unknown action in capitals the lower case, of any other the first spelling seen.</summary>
    public string Of(string action)
    {
        if (Known.Value.TryGetValue(action, out var spelled) || _learnt.TryGetValue(action, out spelled))
            return spelled;
        var own = action.Any(char.IsAsciiLetterLower) ? action : Calmed(action);
        if (_learnt.Count < MostLearnt)
            _learnt.Add(own, own);
        return own;
    }

    private static string Calmed(string action)
    {
        var lower = action.ToLowerInvariant();
        return lower.StartsWith("microsoft.", StringComparison.Ordinal) ? "Microsoft." + lower["microsoft.".Length..] : lower;
    }

    private static IEnumerable<KeyValuePair<string, string>> Catalogued()
    {
        foreach (var file in new[] { "azure-roles.txt", "data-actions.txt" })
        {
            using var reader = new StreamReader(Embedded.Open("catalog/azure/" + file));
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#' && !line.StartsWith("role ", StringComparison.Ordinal) && !line.Contains('*') && line[(line.IndexOf(' ') + 1)..] is { Length: > 0 } action)
                    yield return new(action, action);
            }
        }

        foreach (var action in VaultLog.Actions.Concat(StorageLog.Actions).Concat(WellKnown))
            yield return new(action, action);
    }
}
