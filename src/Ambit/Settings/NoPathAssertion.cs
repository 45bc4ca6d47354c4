namespace Ambit.Settings;

/// <summary>Nobody gets from one to the other.</summary>
/// <param name="From">A pattern of identities.</param>
/// <param name="To">A pattern of identities or resources, or <c>admin</c>.</param>
public sealed record NoPathAssertion(string From, string To);
