namespace Ambit.Model;

/// <summary>Something that permissions are about: a bucket, a key, a vault, a function.</summary>
/// <param name="Id">ARN, resource id, full resource name.</param>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Scope">Account, subscription, project, cluster.</param>
/// <param name="Kind">The cloud's own type name.</param>
/// <param name="Name">The short name.</param>
/// <param name="Tags">Tags or labels.</param>
/// <param name="HoldsData">Whether it is a store of data or secrets, so that reaching it matters by itself.</param>
public sealed record Resource(
    string Id, string Cloud, string Scope, string Kind, string Name, IReadOnlyDictionary<string, string> Tags, bool HoldsData);
