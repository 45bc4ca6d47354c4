namespace Ambit.Findings.Scoring;

/// <summary>The two scores of many identities together: of a scope or of a cloud.</summary>
/// <param name="Id">The scope's id or the cloud's name.</param>
/// <param name="Identities">How many identities it is made of.</param>
/// <param name="Impact">0 to 100.</param>
/// <param name="Waste">0 to 100.</param>
public sealed record GroupScore(string Id, int Identities, int Impact, int Waste);
