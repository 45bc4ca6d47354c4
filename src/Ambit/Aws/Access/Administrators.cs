using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// What administrator means: all of the account by identity policies and boundary, with no deny of theirs cutting it; guardrails
/// do not end it while <c>iam:*</c> stays allowed under them.
/// </summary>
internal static class Administrators
{
    /// <summary>Whether the principal of the evaluation holds it.</summary>
    public static Truth Holds(Evaluation e, AwsCatalogue catalogue)
    {
        var principal = e.Principal;
        if (!principal.Caller.HasIdentity || principal.ServiceLinked)
            return Truth.No;
        var truth = Truth.Yes;
        if (principal.Kind is not CallerKind.Root)
            truth = Everything(e, principal.Identity, catalogue);
        if (truth is not Truth.No && principal.Boundary is { } boundary)
            truth = truth.And(Everything(e, boundary, catalogue));
        foreach (var level in principal.ServiceControl)
        {
            if (truth is Truth.No)
                break;
            truth = truth.And(Identities(e, level, catalogue));
        }
        return truth;
    }

    /// <summary>Whether a layer allows every action on every resource and denies none.</summary>
    private static Truth Everything(Evaluation e, PolicyLayer layer, AwsCatalogue catalogue)
    {
        var allowed = Union(e, layer, Covers, 0, catalogue.Count);
        if (layer.MayAllow)
            allowed = allowed.Or(Truth.Unknown);
        if (allowed is Truth.No)
            return Truth.No;
        foreach (var statement in layer.Denies)
        {
            if (statement.Source.Actions.Count > 0)
                allowed = allowed.And(statement.Holds(e).Not());
        }
        return layer.MayDeny ? allowed.And(Truth.Unknown) : allowed;
    }

    /// <summary>Whether a guardrail's level leaves all of <c>iam:*</c>.</summary>
    private static Truth Identities(Evaluation e, PolicyLayer level, AwsCatalogue catalogue)
    {
        if (catalogue.Service("iam") is not { } iam)
            return Truth.Unknown;
        var allowed = level.MayAllow ? Truth.Unknown : Union(e, level, Covers, iam.First, iam.Count);
        foreach (var statement in level.Denies)
        {
            if (Touches(statement, iam.First, iam.Count))
                allowed = allowed.And(statement.Holds(e).Not());
        }
        return level.MayDeny ? allowed.And(Truth.Unknown) : allowed;
    }

    /// <summary>Whether the statements that allow on every resource together allow all actions of a range.</summary>
    private static Truth Union(Evaluation e, PolicyLayer layer, Func<ulong[], int, int, bool> covers, int first, int count)
    {
        ulong[]? sure = null, maybe = null;
        foreach (var statement in layer.Allows)
        {
            if (!statement.EveryResource)
                continue;
            var holds = statement.Holds(e);
            if (holds is Truth.No)
                continue;
            var bits = statement.Bits;
            maybe = Or(maybe, bits);
            if (holds is Truth.Yes)
                sure = Or(sure, bits);
        }
        if (sure is not null && covers(sure, first, count))
            return Truth.Yes;
        return maybe is not null && covers(maybe, first, count) ? Truth.Unknown : Truth.No;
    }

    private static bool Touches(CompiledStatement statement, int first, int count)
    {
        var bits = statement.Bits;
        for (var i = first; i < first + count; i++)
        {
            if ((bits[i >> 6] & (1UL << (i & 63))) != 0)
                return true;
        }
        return false;
    }

    private static bool Covers(ulong[] bits, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            if ((bits[i >> 6] & (1UL << (i & 63))) == 0)
                return false;
        }
        return true;
    }

    private static ulong[] Or(ulong[]? into, ulong[] bits)
    {
        into ??= new ulong[bits.Length];
        for (var i = 0; i < bits.Length; i++)
            into[i] |= bits[i];
        return into;
    }
}
