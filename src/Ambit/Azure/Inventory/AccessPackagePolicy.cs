namespace Ambit.Azure.Inventory;

/// <summary>Who may ask for a package, and whether somebody else must approve.</summary>
/// <param name="Scope">As Graph spells it: <c>allMemberUsers</c>, <c>allDirectoryUsers</c>, <c>specificDirectoryUsers</c> …; empty where it tells none.</param>
/// <param name="Targets">Users and groups of a specific scope, object ids.</param>
/// <param name="Approval">Whether somebody else must approve.</param>
/// <param name="Open">Whether targets ask for themselves.</param>
public sealed record AccessPackagePolicy(string Scope, IReadOnlySet<string> Targets, bool Approval, bool Open)
{
    /// <summary>Whether somebody gets the package by asking, alone.</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="groups">The groups it is in.</param>
    public bool Lets(DirectoryObject who, IReadOnlySet<string> groups) =>
        Open && !Approval && Scope.ToLowerInvariant() switch
        {
            "alldirectoryusers" => who.Kind == Import.AzureKinds.User,
            "allmemberusers" => who is { Kind: Import.AzureKinds.User, Guest: false },
            "alldirectoryserviceprincipals" => who.Kind == Import.AzureKinds.ServicePrincipal,
            "specificdirectoryusers" or "specificdirectoryserviceprincipals" => Targets.Contains(who.ObjectId) || Targets.Overlaps(groups),
            _ => false,
        };
}
