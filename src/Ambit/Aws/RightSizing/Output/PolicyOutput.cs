using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>The policies as they are: one JSON file each.</summary>
internal static class PolicyOutput
{
    /// <summary>One file a policy.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result) =>
        [.. result.After.Select(p => ($"{Names.File(Names.Of(result))}-{Names.File(p.Name)}.json", PolicyJson.Indented(p.Document) + "\n"))];
}
