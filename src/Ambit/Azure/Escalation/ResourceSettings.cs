using Ambit.Azure.Access;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>How resources are set where it decides an escalation; under a condition where no export tells.</summary>
internal sealed class ResourceSettings(AzureManager manager)
{
    /// <summary>The row of one setting, none where the resource or the name is not known.</summary>
    public IEnumerable<Fact> Of(string resource, string name)
    {
        if (!manager.Resources.TryGetValue(ResourceId.Normal(resource), out var r))
            return [];
        return name switch
        {
            // a listing that leaves properties out tells no model; then either may be
            "access-model" => VaultPolicies.TellsModel(r) ? [new Fact(resource, name, VaultPolicies.UsesPolicies(r) ? "policies" : "roles")] : [Open(resource, name, "policies"), Open(resource, name, "roles")],
            "template-deployment" => [new Fact(resource, name, r.Facts.Flag("enabledForTemplateDeployment") == true ? "on" : "off")],
            // "allowSharedKeyAccess: null means allowed"
            "shared-keys" => [new Fact(resource, name, r.Facts.Flag("allowSharedKeyAccess") == false ? "off" : "on")],
            "local-auth" => [new Fact(resource, name, r.Facts.Flag("disableLocalAuth") == true ? "off" : "on")],
            "admin-user" => [new Fact(resource, name, r.Facts.Flag("adminUserEnabled") == true ? "on" : "off")],
            "local-accounts" => [new Fact(resource, name, r.Facts.Flag("disableLocalAccounts") == true ? "off" : "on")],
            "entra-integration" => [new Fact(resource, name, r.Facts.Child("aadProfile") is null ? "off" : "on")],
            "azure-rbac" => [new Fact(resource, name, r.Facts.Child("aadProfile")?.Flag("enableAzureRBAC") == true ? "on" : "off")],
            "run-command" => [new Fact(resource, name, r.Facts.Child("apiServerAccessProfile")?.Flag("disableRunCommand") == true ? "off" : "on")],
            "sign-in-extension" => SignIn(r, resource, name),
            _ => [],
        };
    }

    /// <summary>"Needs the AADLogin/AADSSHLogin extension": certain where an extension of the machine is listed; none where others' are and its own is not.</summary>
    private IEnumerable<Fact> SignIn(AzureResource machine, string resource, string name)
    {
        var extensions = manager.OfType("microsoft.compute/virtualmachines/extensions").Concat(manager.OfType("microsoft.hybridcompute/machines/extensions")).ToList();
        var has = extensions.Any(e => e.Key.StartsWith(machine.Key + "/extensions/", StringComparison.Ordinal)
            && (e.Name.Contains("AADLogin", StringComparison.OrdinalIgnoreCase) || e.Name.Contains("AADSSHLogin", StringComparison.OrdinalIgnoreCase)
                || "Microsoft.Azure.ActiveDirectory".Equals(e.Facts.Text("publisher"), StringComparison.OrdinalIgnoreCase)));
        if (has)
            return [new Fact(resource, name, "on")];
        return extensions.Count > 0 ? [new Fact(resource, name, "off")] : [Open(resource, name, "on")];
    }

    private static Fact Open(string resource, string name, string value) => new([resource, name, value], [Fact.Unknown(name, resource)], []);
}
