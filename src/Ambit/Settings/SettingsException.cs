using Ambit.Model;

namespace Ambit.Settings;

/// <summary>ambit.yaml breaks its own rules; each problem with its line.</summary>
public sealed class SettingsException(IReadOnlyList<(SourceLocation At, string Message)> problems)
    : Exception(string.Join('\n', problems.Select(p => $"{p.At}: {p.Message}")))
{
    /// <summary>Every problem, in the order of the file.</summary>
    public IReadOnlyList<(SourceLocation At, string Message)> Problems { get; } = problems;
}
