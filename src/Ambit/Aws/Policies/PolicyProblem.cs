namespace Ambit.Aws.Policies;

/// <summary>A part of a policy document that could not be read as the grammar has it; the rest is kept.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the document.</param>
/// <param name="Message">What was expected there, lower case, no final stop.</param>
public sealed record PolicyProblem(string Pointer, string Message);
