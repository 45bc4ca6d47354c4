namespace Ambit.Aws.Policies;

/// <summary>A part of a policy text: a run of tokens, or a variable.</summary>
/// <param name="Tokens">Characters and wildcards; empty for a variable.</param>
/// <param name="Variable">The key of a variable, null for a run of tokens.</param>
/// <param name="Default">What stands in for a key that is not in the request, null where nothing does.</param>
internal sealed record TemplatePart(int[] Tokens, RequestKey? Variable, string? Default);
