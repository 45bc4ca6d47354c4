using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>Where calls of one kind are counted.</summary>
/// <param name="Log">The coverage of the log.</param>
/// <param name="Uses">The permissions that each such call uses.</param>
/// <param name="Unmapped">Whether the call maps to nothing and is to be listed so.</param>
/// <param name="Recipe">What is known of the kind.</param>
internal sealed record CallTallies(DayTally Log, DayTally[] Uses, bool Unmapped, CallRecipe Recipe);
