using System.CommandLine;
using Ambit.Estate;
using Ambit.Estate.Aws;
using Ambit.Estate.Aws.Large;
using Ambit.Estate.Azure;

// The parts of the sample, each its own folder of the output. A new cloud is one class and one line here.
IReadOnlyList<IEstatePart> parts = [new AwsPart(), new AzurePart()];

var output = new Option<DirectoryInfo>("--output") { Description = "folder to write, made if missing", Required = true };
var seed = new Option<ulong>("--seed") { Description = "same seed, same bytes", DefaultValueFactory = _ => 1 };
var events = new Option<long?>("--events") { Description = "about how many log events (default: the sample's own measure)" };
var days = new Option<int>("--days") { Description = "days of logs", DefaultValueFactory = _ => 90 };
var until = new Option<string>("--until") { Description = "the last day of the logs", DefaultValueFactory = _ => "2026-10-31" };

var accounts = new Option<int?>("--accounts") { Description = "instead of the sample: an AWS organisation of that many accounts, 200 users and roles each, without logs" };

var command = new RootCommand("Writes the sample estate: Larkspur Plants, a small company, in the export formats of its clouds.")
{
    output, seed, events, days, until, accounts,
};
command.SetAction(result =>
{
    var calendar = new Calendar(DateOnly.ParseExact(result.GetRequiredValue(until), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), result.GetValue(days));
    if (result.GetValue(accounts) is { } many)
    {
        var large = new EstateFolder(result.GetRequiredValue(output).FullName);
        var principals = LargeOrganization.Write(large, calendar, result.GetValue(seed), many);
        Console.WriteLine($"{many} accounts: {large.Files} files, {principals} users and roles");
        return;
    }

    foreach (var part in parts)
    {
        var folder = new EstateFolder(Path.Combine(result.GetRequiredValue(output).FullName, part.Name));
        var written = part.Write(folder, calendar, new Seeded(result.GetValue(seed)), result.GetValue(events));
        Console.WriteLine($"{part.Name}: {folder.Files} files, {written} log events");
    }
});
return command.Parse(args).Invoke();
