namespace Ambit.Azure.Inventory;

/// <summary>A deny assignment: wins over every role. Microsoft Learn, "Understand Azure deny assignments".</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">Normal form.</param>
/// <param name="OnlyScope">Whether it stops at that very scope.</param>
/// <param name="Permissions">What is denied.</param>
/// <param name="Principals">Object ids, lower case; <see cref="Everyone"/> for all.</param>
/// <param name="Excluded">Object ids that it spares.</param>
/// <param name="Condition">A condition, null for none.</param>
/// <param name="Stack">Id of the deployment stack that made it, empty where its name does not tell which; null where none did.</param>
public sealed record AzureDenyAssignment(
    string Id, string Name, string Scope, bool OnlyScope, IReadOnlyList<AzurePermission> Permissions,
    IReadOnlySet<string> Principals, IReadOnlySet<string> Excluded, string? Condition, string? Stack)
{
    /// <summary>Whether a deployment stack made it.</summary>
    public bool FromStack => Stack is not null;

    /// <summary>The principal that stands for everybody.</summary>
    public const string Everyone = "00000000-0000-0000-0000-000000000000";
}
