using Ambit.Cli;
using Ambit.Cli.Scanning;
using Ambit.Import;

namespace Ambit.Edges.Tests.CommandLine;

public sealed class ReadProgressTests
{
    [Theory]
    [InlineData(null, 0, 29, 0)]
    [InlineData(null, 0, 31, 1)]
    [InlineData(5, 0, 31, 1)]
    [InlineData(5, 4, 31, 1)]
    [InlineData(5, 6, 31, 2)]
    [InlineData(0, 40, 90, 0)]
    public void Where_there_is_no_terminal_a_line_is_told_now_and_then(int? every, int first, int second, int lines)
    {
        var clock = new Clock();
        var error = new StringWriter();
        var world = new World { Out = TextWriter.Null, Error = error, In = Stream.Null, Time = clock, WorkingDirectory = "/", Environment = _ => null };
        var progress = new ReadProgress(world, every);
        foreach (var seconds in new[] { first, second })
        {
            clock.Seconds = seconds;
            progress.Report(new ImportProgress(1, 2, 1 << 20, 2 << 20));
        }

        Assert.Equal(lines, error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
