namespace Ambit.Estate.Aws;

/// <summary>A session of an actor: what its calls share.</summary>
/// <param name="Name">The session's name.</param>
/// <param name="Key">Its access key; null where the day alone makes it.</param>
/// <param name="Opened">When it was opened; null where the call's own time makes it.</param>
internal sealed record TrailSession(string Name, string? Key, DateTime? Opened);
