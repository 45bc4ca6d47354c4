namespace Ambit.Aws.Access;

/// <summary>One thing that could be otherwise: a statement more, a statement less, a condition met.</summary>
/// <param name="Words">What it is, to follow "allowed once" or "denied once".</param>
/// <param name="Apply">The circumstances with it.</param>
internal sealed record Change(string Words, Func<Circumstances, Circumstances> Apply);
