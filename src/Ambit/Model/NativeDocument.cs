using System.Text.Json;

namespace Ambit.Model;

/// <summary>
/// One fact of an estate in its cloud's own words: a role, a policy, a role assignment, a bucket, or the statement that
/// an export lists all of a kind (<see cref="CoverageKind"/>). An estate is a bag of these; the cloud's folder gives them meaning.
/// </summary>
/// <param name="Cloud">The cloud's name: <c>aws</c>, <c>azure</c>, <c>gcp</c>, <c>kubernetes</c>.</param>
/// <param name="Kind">The cloud's own word for what this is; defined by the cloud's folder.</param>
/// <param name="Scope">Account, tenant, subscription, project or cluster; empty where none is known.</param>
/// <param name="Id">Unique in cloud, kind and scope: an ARN, an object id. The later of two with one id wins.</param>
/// <param name="Content">The facts. Secrets (user data, environment variables, tokens) are left out by the importer.</param>
/// <param name="Source">Where it was read.</param>
public sealed record NativeDocument(string Cloud, string Kind, string Scope, string Id, JsonElement Content, SourceLocation Source)
{
    /// <summary>The kind that says: within <see cref="Scope"/>, everything of the kind named by <see cref="Id"/> is listed, so absent means none.</summary>
    public const string CoverageKind = "coverage";
}
