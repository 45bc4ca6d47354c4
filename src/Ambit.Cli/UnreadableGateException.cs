namespace Ambit.Cli;

/// <summary>What a gate was to judge cannot be read: a gate over input that is not read does not hold.</summary>
/// <param name="message">Which input, and where it breaks.</param>
/// <param name="inner">What the reader said.</param>
internal sealed class UnreadableGateException(string message, Exception? inner = null) : FormatException(message, inner);
