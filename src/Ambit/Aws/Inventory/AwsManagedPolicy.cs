namespace Ambit.Aws.Inventory;

/// <summary>A managed policy.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Default">The default version's document.</param>
/// <param name="DefaultVersionId"><c>v3</c>; null where unknown.</param>
/// <param name="Versions">All versions by id, as far as exported (at most five exist).</param>
/// <param name="FromCatalogue">Resolved from the catalogue because the export gives the ARN only.</param>
public sealed record AwsManagedPolicy(
    string Arn, PolicyText Default, string? DefaultVersionId, IReadOnlyDictionary<string, PolicyText> Versions, bool FromCatalogue)
{
    /// <summary>Whether <see cref="Versions"/> are all that there are, so that five of them mean that no sixth can be made.</summary>
    public bool AllVersions { get; init; }

    /// <summary>Whether AWS owns it: <c>arn:aws:iam::aws:policy/…</c>; nobody in an account can edit it.</summary>
    public bool AwsOwned => Arn.Contains(":iam::aws:policy/", StringComparison.Ordinal);
}
