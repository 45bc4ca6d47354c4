namespace Ambit.Aws.Catalogue;

/// <summary>The words of AWS's reference for access levels.</summary>
public static class AccessLevels
{
    /// <summary><c>List</c>, <c>Read</c>, <c>Write</c>, <c>Tagging</c>, <c>Permissions management</c>.</summary>
    public static string Word(this AccessLevel level) => level == AccessLevel.PermissionsManagement ? "Permissions management" : level.ToString();
}
