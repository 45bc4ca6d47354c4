using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Sets;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>Proves by <see cref="PolicySets"/> that new policies allow nothing that today's do not.</summary>
internal static class WidthProof
{
    /// <summary>The proof, or why there is none.</summary>
    public static SizingProof Of(IReadOnlyList<SourcePolicy> before, IReadOnlyList<SizedPolicy> after, PolicyKind kind)
    {
        if (after.Count == 0)
            return SizingProof.Proved;
        var unknown = before.Where(b => b.Compiled is null).Select(b => $"the text of `{b.Name}` is not known").ToList();
        var answer = PolicySets.NoNewAccess(
            [.. after.Select(a => PolicyDocument.Read(a.Document))], [.. before.Where(b => b.Compiled is not null).Select(b => b.Compiled!.Document)], kind);
        return answer.Holds switch
        {
            true when unknown.Count == 0 => SizingProof.Proved,
            // A text that is not known can only add to what is allowed today, unless it denies.
            true => new SizingProof(null, unknown),
            false when unknown.Count == 0 => new SizingProof(false, [$"it allows {answer.Witness?.Action} on {answer.Witness?.Resource}"]),
            _ => new SizingProof(null, [.. unknown, .. answer.Undecided]),
        };
    }
}
