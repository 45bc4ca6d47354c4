using System.CommandLine;
using System.Globalization;
using Ambit.Access;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit usage</c>: who did what on what, how often and when, as the logs tell it.</summary>
internal sealed class UsageCommand : ICliCommand
{
    private readonly Option<string?> _principal = new("--principal") { Description = "only of this identity", HelpName = "P" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit usage",
        "ambit usage --principal deploy",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("usage", "who used which permission on what, how often, when") { _principal, CommonOptions.Json }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var callers = new Callers(session.Estate);
        var asked = parsed.GetValue(_principal);
        var names = asked is null ? null : NamesOf(session, callers, asked, cancellation);
        var totals = Joined(session.Usage.Totals(UsageQuestion.Of(session.Window, names), cancellation), callers);
        totals.AddRange(Reported(session, asked, totals));
        if (parsed.GetValue(CommonOptions.Json))
            Write(world, totals);
        else
            Print(world, totals);
        return ExitCode.Fine;
    }

    /// <summary>The names under which logs know an identity. Somebody whom only the logs know is asked for by the name they give.</summary>
    private static List<string> NamesOf(Session session, Callers callers, string asked, CancellationToken cancellation)
    {
        var principals = session.Usage.Principals(cancellation).Keys;
        var byLog = principals.Where(p => p.Principal == asked && callers.IdentityOf(p.Cloud, p.Principal) is null).Select(p => p.Principal).ToList();
        if (byLog.Count > 0)
            return byLog;
        var (cloud, id) = session.Estate.Resolve(asked);
        return [.. principals.Where(p => p.Cloud == cloud.Cloud && callers.IdentityOf(p.Cloud, p.Principal) == id).Select(p => p.Principal)];
    }

    /// <summary>
    /// What the cloud itself reports to have been used and no log at hand shows: rows of no calls, with the report as their source. Of
    /// a service that is only reported as a whole the permission is not known: <c>s3:*</c>.
    /// </summary>
    private static List<UsageTotal> Reported(Session session, string? asked, List<UsageTotal> totals)
    {
        var shown = totals.Select(t => (t.Principal, t.Action)).ToHashSet();
        var services = totals.Select(t => (t.Principal, t.Action.Split(':')[0])).ToHashSet();
        var id = asked is null ? null : session.Estate.Clouds.SelectMany(c => c.Access.Resolve(asked)).FirstOrDefault();
        var found = new List<UsageTotal>();
        foreach (var cloud in session.Estate.Clouds)
        {
            foreach (var principal in cloud.ReportedUses.Where(r => asked is null || r.Principal == id).GroupBy(r => r.Principal, StringComparer.Ordinal))
            {
                var reports = new ReportedUses(principal, session.Window);
                var used = reports.Used.ToList();
                services.UnionWith(used.Select(u => (u.Principal, u.Service)));
                found.AddRange(used.Where(u => !shown.Contains((u.Principal, u.Action!))).Concat(reports.UsedServices.Where(u => !services.Contains((u.Principal, u.Service))))
                    .Select(u => new UsageTotal(cloud.Cloud, u.Principal, u.Action ?? $"{u.Service}:*", null, 0, 0, 0, u.LastUsedAt!.Value, u.LastUsedAt.Value, null, u.Source, MappingBasis.Table)));
            }
        }

        return found;
    }

    /// <summary>Under canonical ids; what the logs name in two ways becomes one.</summary>
    private static List<UsageTotal> Joined(IReadOnlyList<UsageTotal> totals, Callers callers) =>
        [.. totals.Select(t => t with { Principal = callers.IdentityOf(t.Cloud, t.Principal) ?? t.Principal, Resource = callers.ResourceOf(t.Cloud, t.Action, t.Resource) })
            .GroupBy(t => (t.Cloud, t.Principal, t.Action, t.Resource))
            .Select(g => g.Aggregate(Sum))
            .OrderBy(t => t.Principal, StringComparer.Ordinal).ThenBy(t => t.Action, StringComparer.Ordinal).ThenBy(t => t.Resource, StringComparer.Ordinal)];

    private static UsageTotal Sum(UsageTotal a, UsageTotal b) => a with
    {
        Used = a.Used + b.Used,
        Refused = a.Refused + b.Refused,
        Untold = a.Untold + b.Untold,
        FirstSeen = a.FirstSeen < b.FirstSeen ? a.FirstSeen : b.FirstSeen,
        LastSeen = a.LastSeen > b.LastSeen ? a.LastSeen : b.LastSeen,
    };

    private static void Write(World world, List<UsageTotal> totals) => JsonOutput.Print(world, json =>
    {
        json.WriteStartObject();
        json.WriteObjects("usage", totals, (json, total) =>
        {
            json.WriteString("principal", total.Principal);
            json.WriteString("action", total.Action);
            json.WriteString("resource", total.Resource);
            json.WriteNumber("count", total.Used + total.Untold);
            json.WriteNumber("denied", total.Refused);
            json.WriteTime("firstSeen", total.FirstSeen);
            json.WriteTime("lastSeen", total.LastSeen);
            json.WriteString("source", total.Source);
        });
        json.WriteEndObject();
    });

    private static void Print(World world, List<UsageTotal> totals)
    {
        var table = new TableOutput("COUNT", "DENIED", "LAST SEEN", "ACTION", "PRINCIPAL", "RESOURCE");
        foreach (var total in totals)
        {
            table.Row(
                (total.Used + total.Untold).ToString(CultureInfo.InvariantCulture), total.Refused.ToString(CultureInfo.InvariantCulture),
                total.LastSeen.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), total.Action, total.Principal, total.Resource ?? "");
        }

        table.Print(world);
    }
}
