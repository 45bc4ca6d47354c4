using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>What is known of a user's (or root's) credentials; null is unknown, not none.</summary>
/// <param name="HasPassword">Whether a password is set.</param>
/// <param name="AccessKeys">How many access keys there are, active or not (at most two).</param>
/// <param name="Mfa">Whether an MFA device is registered.</param>
/// <param name="All">Each credential with its dates, as far as known.</param>
public sealed record AwsCredentials(bool? HasPassword, int? AccessKeys, bool? Mfa, IReadOnlyList<Credential> All)
{
    /// <summary>No report and no list.</summary>
    public static readonly AwsCredentials Unknown = new(null, null, null, []);
}
