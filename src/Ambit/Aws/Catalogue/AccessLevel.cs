namespace Ambit.Aws.Catalogue;

/// <summary>
/// What an action does, as AWS's service authorization reference classes it. An action with two labels has the one that says
/// more: "Permissions management, Write" is permissions management.
/// </summary>
public enum AccessLevel : byte
{
    /// <summary>Tells what there is, not what is in it.</summary>
    List = 0,

    /// <summary>Reads content or configuration.</summary>
    Read = 1,

    /// <summary>Creates, changes or deletes.</summary>
    Write = 2,

    /// <summary>Changes tags only.</summary>
    Tagging = 3,

    /// <summary>Grants or changes permissions.</summary>
    PermissionsManagement = 4,
}
