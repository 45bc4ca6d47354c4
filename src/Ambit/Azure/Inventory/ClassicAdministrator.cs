namespace Ambit.Azure.Inventory;

/// <summary>
/// Somebody who was a classic administrator of a subscription. Microsoft retired these on 2024-08-31: they are shown for what they are
/// and grant nothing. Microsoft Learn, "Azure classic subscription administrators".
/// </summary>
/// <param name="Id">The row's id, or scope and holder where it has none.</param>
/// <param name="Holder">Object id of the user, lower case; null where no export of the directory has the mail address.</param>
/// <param name="Mail">The address that the export names.</param>
/// <param name="Roles">What it was, in Microsoft's words: <c>Service Administrator</c>, <c>Co-Administrator</c>, <c>Account Administrator</c>.</param>
/// <param name="Scope">The subscription, normal form.</param>
public sealed record ClassicAdministrator(string Id, string? Holder, string Mail, IReadOnlyList<string> Roles, string Scope)
{
    /// <summary>The day that Microsoft retired them.</summary>
    public const string RetiredOn = "2024-08-31";

    /// <summary>What it is, for people.</summary>
    /// <param name="scope">The subscription as exports spell it.</param>
    public string Words(string scope) => $"classic {string.Join(" and ", Roles)} of {scope}: retired by Microsoft on {RetiredOn}, grants nothing";
}
