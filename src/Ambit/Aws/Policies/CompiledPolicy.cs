namespace Ambit.Aws.Policies;

/// <summary>A policy document, compiled. Two documents with the same text are one object.</summary>
internal sealed class CompiledPolicy(PolicyDocument document, CompiledStatement[] statements)
{
    /// <summary>What it was read from.</summary>
    public PolicyDocument Document { get; } = document;

    /// <summary>The statements in their order.</summary>
    public CompiledStatement[] Statements { get; } = statements;

    /// <summary>Those that allow.</summary>
    public CompiledStatement[] Allows { get; } = [.. statements.Where(s => s.Source.Effect is Effect.Allow)];

    /// <summary>Those that deny.</summary>
    public CompiledStatement[] Denies { get; } = [.. statements.Where(s => s.Source.Effect is Effect.Deny)];
}
