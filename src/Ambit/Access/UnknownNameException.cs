namespace Ambit.Access;

/// <summary>A principal, action, resource or policy that the snapshot does not know: the command line is wrong (exit 2).</summary>
public sealed class UnknownNameException(string message) : Exception(message);
