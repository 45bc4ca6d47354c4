using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// The resource of a request. Where the question is "on at least one resource", an Allow for any of them counts, a Deny only
/// if it covers every one.
/// </summary>
/// <param name="Kind">How it is named.</param>
/// <param name="Text">The ARN as asked.</param>
/// <param name="Patterns">For <see cref="TargetKind.Some"/>: globs all of which the resource matches; for <see cref="TargetKind.Star"/> the text that AWS matches besides <c>*</c>.</param>
/// <param name="Narrow">
/// Whether the patterns were narrowed to what one statement of each layer allows: another statement counts only if it allows on all
/// that is left, for its own narrower patterns are asked about by themselves; and what a deny spares (NotResource) is asked about by itself too.
/// </param>
internal readonly record struct Target(TargetKind Kind, string Text, int[][] Patterns, bool Narrow = false)
{
    /// <summary>The resource type, where each of several types that one call touches needs its allow; null otherwise.</summary>
    public string? Each { get; init; }

    /// <summary>One resource.</summary>
    public static Target One(string arn) => new(TargetKind.One, arn, []);

    /// <summary>Whether a statement that allows is about it.</summary>
    public Truth Allowed(CompiledStatement statement, IRequestFacts facts)
    {
        if (statement.EveryResource)
            return Truth.Yes;
        if (statement.NoResource || (statement.Resources.Length == 0 && !statement.Source.NotResource))
            return Truth.No;
        return statement.Source.NotResource ? Every(statement, facts, covers: true).Not() : Any(statement, facts, covers: Narrow);
    }

    /// <summary>Whether a statement that denies is about it.</summary>
    public Truth Denied(CompiledStatement statement, IRequestFacts facts)
    {
        if (statement.EveryResource)
            return Truth.Yes;
        if (statement.NoResource || (statement.Resources.Length == 0 && !statement.Source.NotResource))
            return Truth.No;
        return statement.Source.NotResource ? Every(statement, facts, covers: Narrow).Not() : Any(statement, facts, covers: true);
    }

    private Truth Any(CompiledStatement statement, IRequestFacts facts, bool covers)
    {
        var truth = Truth.No;
        foreach (var pattern in statement.Resources)
        {
            truth = truth.Or(Kind is TargetKind.One ? pattern.Matches(Text, facts) : Matches(pattern, facts, covers));
            if (truth is Truth.Yes)
                break;
        }
        return truth;
    }

    /// <summary>Whether NotResource takes the resource out. A pattern in which a variable is missing takes out nothing.</summary>
    private Truth Every(CompiledStatement statement, IRequestFacts facts, bool covers) => Any(statement, facts, covers);

    private Truth Matches(ResourcePattern pattern, IRequestFacts facts, bool covers)
    {
        if (pattern.All)
            return Truth.Yes;
        // A pattern covers a resource that matches several globs where it covers one of them; it meets it where it meets all.
        var truth = covers ? Truth.No : Truth.Yes;
        foreach (var glob in Patterns)
            truth = covers ? truth.Or(pattern.Covers(glob, facts)) : truth.And(pattern.Meets(glob, facts));
        return Patterns.Length == 0 ? Truth.No : truth;
    }
}
