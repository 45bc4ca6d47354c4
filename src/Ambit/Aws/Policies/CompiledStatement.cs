using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>A statement, compiled once and shared by all policies with the same text.</summary>
internal sealed class CompiledStatement(Statement source, ActionSet actions, ResourcePattern[] resources, CompiledCondition[] conditions, bool trust)
{
    private ulong[]? _bits;

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
