namespace Ambit.Model;

/// <summary>Something that a collection asked for and did not get, so that what it would have told is unknown.</summary>
/// <param name="Scope">The account, subscription, project.</param>
/// <param name="Region">The region, <c>global</c> where it has none.</param>
/// <param name="What">The call.</param>
/// <param name="Why">What the cloud answered.</param>
public sealed record NotCollected(string Scope, string Region, string What, string Why);
