namespace Ambit.Access;

/// <summary>An effective grant: actions on resource patterns under conditions, after every layer has cut it.</summary>
/// <param name="Actions">Concrete actions, in the catalogue's spelling, or patterns where the catalogue does not know them.</param>
/// <param name="Resources">Resource patterns.</param>
/// <param name="ExceptResources">Patterns that are taken out again by denies and layers.</param>
/// <param name="Conditions">What has to hold.</param>
/// <param name="Sources">The statements that grant it.</param>
public sealed record Entitlement(
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> ExceptResources,
    IReadOnlyList<OpenCondition> Conditions,
    IReadOnlyList<StatementReference> Sources);
