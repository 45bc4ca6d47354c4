using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>
/// What can be applied to a role that Identity Center made: nothing, for IAM refuses to change it. It is changed through its permission
/// set, which has a result of its own.
/// </summary>
internal static class ReservedOutput
{
    /// <summary>Whether a result is for such a role.</summary>
    public static bool Is(RightSized result) => result.Subject.Kind == "role" && result.Subject.Id.Contains(":role/aws-reserved/", StringComparison.Ordinal);

    /// <summary>A file that says so.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result, string format)
    {
        var (begin, end) = format == "terraform" ? ("", ".tf") : ("#!/bin/sh\n", ".sh");
        return [(Names.File(Names.Of(result)) + end, $"{begin}# {Names.Comment(result.Subject.Id)}\n# AWS owns this role: change the permission set that it comes from\n")];
    }
}
