namespace Ambit.Cli;

/// <summary>The exit codes that users script against (docs/exit-codes.md). 1 outranks 4, 4 outranks 3.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Partial = 3;
    public const int GateDidNotHold = 4;
}
