using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>A statement, compiled once and shared by all policies with the same text.</summary>
internal sealed class CompiledStatement(Statement source, ActionSet actions, ResourcePattern[] resources, CompiledCondition[] conditions, bool trust)
{
    private static readonly RequestKeyKind[] OfTheCaller =
    [
        RequestKeyKind.PrincipalArn, RequestKeyKind.PrincipalTag, RequestKeyKind.UserId, RequestKeyKind.UserName, RequestKeyKind.SourceIdentity,
        RequestKeyKind.FederatedProvider, RequestKeyKind.Federation,
    ];

    private static readonly RequestKeyKind[] Everywhere = [RequestKeyKind.RequestedRegion, RequestKeyKind.CurrentTime, RequestKeyKind.EpochTime, RequestKeyKind.SecureTransport];

    private static int _count;
    private ulong[]? _bits;

    /// <summary>A number of its own among all that this process compiled.</summary>
    public int Number { get; } = Interlocked.Increment(ref _count);

    /// <summary>Whether it asks who calls: its answer is one principal's alone.</summary>
    public bool Personal { get; } = source.Resources.Any(r => r.Contains("${", StringComparison.Ordinal))
        || conditions.Any(c => OfTheCaller.Contains(c.Key.Kind) || c.Source.Values.Any(v => v.Contains("${", StringComparison.Ordinal)));

    /// <summary>Whether account, resource or action have a part in its answer, besides its being about the action.</summary>
    public bool Local { get; } = !((!source.HasResource && trust) || (!source.NotResource && Array.Exists(resources, r => r.All)))
        || conditions.Any(c => !Everywhere.Contains(c.Key.Kind));

    /// <summary>What it was read from.</summary>
    public Statement Source { get; } = source;

    /// <summary>The actions of Action or NotAction.</summary>
    public ActionSet Actions { get; } = actions;

    /// <summary>The patterns of Resource or NotResource.</summary>
    public ResourcePattern[] Resources { get; } = resources;

    /// <summary>The conditions.</summary>
    public CompiledCondition[] Conditions { get; } = conditions;

    /// <summary>Whether it is about every resource: <c>*</c>, or the resource that the policy is attached to.</summary>
    public bool EveryResource { get; } = (!source.HasResource && trust) || (!source.NotResource && Array.Exists(resources, r => r.All));

    /// <summary>Whether NotResource takes out everything.</summary>
    public bool NoResource { get; } = source.NotResource && Array.Exists(resources, r => r.All);

    /// <summary>Whether it is about the action.</summary>
    public bool Acts(ActionName action) => Source.NotAction ? Source.Actions.Count > 0 && !Actions.Contains(action) : Actions.Contains(action);

    /// <summary>The actions that it is about, as bits over the catalogue; made once and shared, not to be written to.</summary>
    public ulong[] Bits => _bits ??= MakeBits();

    /// <summary>Whether its conditions hold.</summary>
    public Truth Holds(IRequestFacts facts)
    {
        var truth = Truth.Yes;
        foreach (var condition in Conditions)
        {
            truth = truth.And(condition.Holds(facts, Source.Effect));
            if (truth is Truth.No)
                return Truth.No;
        }
        return truth;
    }

    private ulong[] MakeBits()
    {
        var bits = Actions.Bits();
        if (!Source.NotAction)
            return bits;
        var turned = new ulong[bits.Length];
        if (Source.Actions.Count == 0)
            return turned;
        for (var i = 0; i < bits.Length; i++)
            turned[i] = ~bits[i];
        return turned;
    }
}
