using Ambit.Access;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Access;

/// <summary>An outcome as one of the truths that another outcome hangs on.</summary>
internal static class Truths
{
    /// <summary>Allowed is yes, conditional unknown, all else no.</summary>
    public static Truth Of(Outcome outcome) => outcome switch
    {
        Outcome.Allowed => Truth.Yes,
        Outcome.Conditional => Truth.Unknown,
        _ => Truth.No,
    };
}
