using System.CommandLine;
using System.Globalization;
using Ambit.Findings;

namespace Ambit.Cli;

/// <summary>Options that several commands share, so that they are spelt and read the same everywhere.</summary>
internal static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json") { Description = "print one JSON document (docs/schemas)" };

    public static readonly Option<string?> Store = new("--store") { Description = "the store's folder (default: AMBIT_STORE, else .ambit here)", HelpName = "DIR" };

    public static readonly Option<string?> Config = new("--config") { Description = "ambit.yaml (default: here, else beside what was scanned)", HelpName = "FILE" };

    public static readonly Option<DateTimeOffset?> AsOf = new("--as-of")
    {
        Description = "what counts as now (default: the newest of the exports and the logs)",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                return time;
            result.AddError($"--as-of expects a time such as 2026-05-01 or 2026-05-01T12:00:00Z, not `{text}`");
            return null;
        },
    };

    public static readonly Option<int> Days = DaysOption();

    public static readonly Option<int?> Progress = new("--progress")
    {
        Description = "how far reading is, every N seconds where standard error is no terminal (default 30; 0 for never, on a terminal too)",
        HelpName = "N",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0))
                    result.AddError($"--progress expects a number of seconds, not `{token.Value}`");
            },
        },
    };

    /// <summary>What every command takes that reads the store.</summary>
    public static Command WithSession(this Command command)
    {
        command.Options.Add(Store);
        command.Options.Add(AsOf);
        command.Options.Add(Days);
        command.Options.Add(Config);
        return command;
    }

    /// <summary>The folder of the store: the option, the variable, or <c>.ambit</c> where the user stands.</summary>
    public static string StoreFolder(World world, ParseResult parsed) =>
        world.Resolve(parsed.GetValue(Store) ?? (world.Environment("AMBIT_STORE") is { Length: > 0 } set ? set : ".ambit"));

    /// <summary>An option that names a severity.</summary>
    public static Option<Severity?> SeverityOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "low|medium|high|critical",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (!text.All(char.IsAsciiDigit) && Enum.TryParse<Severity>(text, ignoreCase: true, out var severity))
                return severity;
            result.AddError($"{name} expects low, medium, high or critical, not `{text}`");
            return null;
        },
    };

    private static Option<int> DaysOption()
    {
        var days = new Option<int>("--days") { Description = "the window of usage in days", HelpName = "N", DefaultValueFactory = _ => 90 };
        days.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n is < 1 or > 36500)
                result.AddError("--days expects a number from 1 to 36500");
        });
        return days;
    }
}
