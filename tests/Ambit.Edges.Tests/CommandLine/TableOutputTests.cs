using Ambit.Cli;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary>Tables on a narrow terminal, on a wide one, and in a pipe.</summary>
public sealed class TableOutputTests
{
    private const string Arn = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_e702c9becbc6e910";

    [Fact]
    public void On_a_terminal_too_narrow_for_it_a_long_name_stays_whole_on_a_line_of_its_own() =>
        Assert.Equal(["KIND  ADMIN", "  ID", "role  admin", $"  {Arn}", "user", "  short"], Printed(terminal: true, width: 80));

    [Fact]
    public void In_a_pipe_a_row_is_one_line_however_long() =>
        Assert.Equal(
            [$"KIND  {"ID".PadRight(Arn.Length)}  ADMIN", $"role  {Arn}  admin", "user  short"],
            Printed(terminal: false, width: 80));

    [Fact]
    public void A_terminal_wide_enough_gets_a_drawn_table() =>
        Assert.Contains(Printed(terminal: true, width: 200), l => l.StartsWith("│ role │ arn:", StringComparison.Ordinal));

    private static List<string> Printed(bool terminal, int width)
    {
        var output = new StringWriter();
        var world = new World
        {
            Out = output,
            Error = TextWriter.Null,
            In = Stream.Null,
            Time = TimeProvider.System,
            WorkingDirectory = Path.GetTempPath(),
            Environment = _ => null,
            OutIsTerminal = terminal,
            Width = width,
        };
        new TableOutput("KIND", "ID", "ADMIN").Row("role", Arn, "admin").Row("user", "short", "").Print(world);
        return [.. output.ToString().Replace("\u001b[1m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd())];
    }
}
