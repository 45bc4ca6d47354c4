namespace Ambit.Settings;

/// <summary>Only these may reach a resource.</summary>
/// <param name="Resource">A pattern of resource ids.</param>
/// <param name="Only">Patterns of identities.</param>
public sealed record ReachAssertion(string Resource, IReadOnlyList<string> Only);
