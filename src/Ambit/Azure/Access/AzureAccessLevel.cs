namespace Ambit.Azure.Access;

/// <summary>Access levels of actions in the house's words, by how Azure and Entra name their operations.</summary>
internal static class AzureAccessLevel
{
    private static readonly string[] Permissions =
        ["microsoft.authorization/", "/credentials/update", "/owners/update", "roleassignments", "/approleassignedto", "/password/update", "authenticationmethods", "accesspolicies/write",
         "federatedidentitycredentials", "rolemanagement.", "approleassignment.", "permissiongrant", "/members/update"];

    /// <summary>The level, null where the name tells nothing.</summary>
    public static string? Of(string action)
    {
        var name = action.ToLowerInvariant();
        if (name.EndsWith("/read", StringComparison.Ordinal) || name.Contains(".read.", StringComparison.Ordinal) || name.EndsWith(".read", StringComparison.Ordinal))
            return "Read";
        if (Permissions.Any(p => name.Contains(p, StringComparison.Ordinal)))
            return "Permissions management";
        if (name.EndsWith("tags/write", StringComparison.Ordinal))
            return "Tagging";
        if (name.EndsWith("/write", StringComparison.Ordinal) || name.EndsWith("/delete", StringComparison.Ordinal) || name.EndsWith("/action", StringComparison.Ordinal)
            || name.StartsWith("microsoft.directory/", StringComparison.Ordinal) || name.Contains("write", StringComparison.Ordinal))
            return name.Contains("list", StringComparison.Ordinal) && name.EndsWith("/action", StringComparison.Ordinal) ? "Read" : "Write";
        return name == "*" ? "Write" : null;
    }
}
