namespace Ambit.Import;

/// <summary>Why a text is no JSON that can be read.</summary>
/// <param name="Line">The line from 1, counted from the value's beginning.</param>
/// <param name="Column">Bytes into the line, from 0.</param>
/// <param name="Message">What is wrong.</param>
public sealed record JsonProblem(long Line, long Column, string Message);
