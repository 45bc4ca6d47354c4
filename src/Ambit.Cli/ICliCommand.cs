using System.CommandLine;

namespace Ambit.Cli;

/// <summary>One command of the command line: its options and its running together in one file.</summary>
internal interface ICliCommand
{
    /// <summary>Builds the command with its action bound to the world.</summary>
    Command Build(World world);

    /// <summary>What people type, as it would be typed; help shows them, and a test parses each.</summary>
    IReadOnlyList<string> Examples { get; }
}
