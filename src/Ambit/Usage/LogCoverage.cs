namespace Ambit.Usage;

/// <summary>What the logs at hand cover: how many records of a kind a scope's log in one region holds for one day.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Scope">The account, tenant, project or cluster whose log it is.</param>
/// <param name="Region">Where, empty for none.</param>
/// <param name="Kind">management, data, signIn, activity, audit …</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Events">How many records.</param>
/// <param name="Last">When the last of them happened.</param>
public sealed record LogCoverage(string Cloud, string Scope, string Region, string Kind, DateOnly Day, long Events, DateTimeOffset Last)
{
    /// <summary>The kind of logs that one resource keeps of itself, delivered on best effort: they show use and never its absence.</summary>
    public const string OfOneResource = "serverAccess";
}
