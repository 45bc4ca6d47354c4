using Ambit.Model;

namespace Ambit.Escalation;

/// <summary>A rule that breaks the language: the file and line, what was expected.</summary>
public sealed class RuleException(SourceLocation at, string message) : FormatException($"{at}: {message}")
{
    /// <summary>Where.</summary>
    public SourceLocation At { get; } = at;
}
