namespace Ambit.Access;

/// <summary>Names one statement (AWS), role assignment (Azure), binding (GCP) or rule (Kubernetes): the evidence for a decision.</summary>
/// <param name="Policy">The policy's id: an ARN, <c>role/Dev inline Access</c>, <c>trust</c>, an assignment's id.</param>
/// <param name="Index">The statement's place in it, from 0.</param>
/// <param name="Sid">Its own name, null where it has none.</param>
/// <param name="Effect">Allow or Deny.</param>
public sealed record StatementReference(string Policy, int Index, string? Sid, string Effect);
