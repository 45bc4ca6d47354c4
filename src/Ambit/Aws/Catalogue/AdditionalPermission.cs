namespace Ambit.Aws.Catalogue;

/// <summary>What a call needs besides its own permission when its request asks for more (an ACL, tags).</summary>
/// <param name="Parameter">The request parameter that asks for it, null for always.</param>
/// <param name="Action">The permission.</param>
/// <param name="Page">The page of AWS's documentation that says so.</param>
/// <param name="BeginsWith">The parameter's value has to begin so, whatever the case; null for any value but false.</param>
public sealed record AdditionalPermission(string? Parameter, string Action, string Page, string? BeginsWith = null)
{
    /// <summary>Reads the cells of a row: <c>*</c> for always, <c>policyType^TRANSFORMER</c> for a value that begins so.</summary>
    internal static AdditionalPermission Of(string parameter, string action, string page) =>
        parameter == "*" ? new AdditionalPermission(null, action, page)
        : parameter.IndexOf('^') is > 0 and var at ? new AdditionalPermission(parameter[..at], action, page, parameter[(at + 1)..])
        : new AdditionalPermission(parameter, action, page);
}
