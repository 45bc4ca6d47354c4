namespace Ambit.RightSizing;

/// <summary>A permission that is kept although no log proves its use.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Why">Why it stays.</param>
public sealed record KeptPermission(string Permission, string Why);
