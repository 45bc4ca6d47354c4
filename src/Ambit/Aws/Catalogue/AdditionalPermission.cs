namespace Ambit.Aws.Catalogue;

/// <summary>What a call needs besides its own permission when its request asks for more (an ACL, tags).</summary>
/// <param name="Parameter">The request parameter that asks for it, null for always.</param>
/// <param name="Action">The permission.</param>
/// <param name="Page">The page of AWS's documentation that says so.</param>
public sealed record AdditionalPermission(string? Parameter, string Action, string Page);
