namespace Ambit.Aws.Policies.Lint;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pointer">Its JSON pointer.</param>
/// <param name="Offset">The first byte of the name.</param>
/// <param name="Value">Its value.</param>
internal sealed record LocatedMember(string Name, string Pointer, int Offset, LocatedValue Value);
