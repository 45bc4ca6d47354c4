using System.Text;

namespace Ambit.Estate.Azure;

/// <summary>Ninety days of the company's Azure: the Activity Log, vaults, storage, sign-ins, audits and Graph, one file a day and log.</summary>
internal sealed class AzureLogs(AzureCast cast, Calendar calendar, Seeded random)
{
    private readonly Drawn _drawn = new(random);
    private readonly ActivityRecords _activity = new(cast, new Drawn(random));
    private readonly DataPlaneRecords _data = new(cast, new Drawn(random));
    private readonly EntraRecords _entra = new(cast, new Drawn(random));
    private readonly Dictionary<string, AzureSession> _sessions = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>Writes the logs and tells how many events.</summary>
    public long Write(EstateFolder folder, long? events)
    {
        var scale = events is { } e ? Math.Max(1, e / (calendar.Days * 65.0)) : 1;
        for (var d = 0; d < calendar.Days; d++)
        {
            var day = calendar.Day(d);
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            Day(folder, "activity", day, Activity(day, (int)((weekend ? 4 : 14) * scale)));
            Day(folder, "vault", day, Enumerable.Range(0, (int)(12 * scale)).Select(_ => _data.Secret(_drawn.Moment(day, 0, 24))));
            Day(folder, "storage", day, Enumerable.Range(0, (int)(20 * scale)).Select(_ => _data.Blob(_drawn.Moment(day, 0, 24))));
            Day(folder, "entra", day, Entra(day, d, (int)((weekend ? 3 : 12) * scale)));
        }

        return _count;
    }

    private void Day(EstateFolder folder, string log, DateOnly day, IEnumerable<string> records)
    {
        using var stream = folder.Gzip($"logs/{log}/{day:yyyy/MM/dd}/PT1H.json.gz");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var record in records)
        {
            writer.WriteLine(record);
            _count++;
        }
    }

    private IEnumerable<string> Activity(DateOnly day, int count)
    {
        (string Who, string Action, string On)[] habits =
        [
            ("sp deploy-pipeline", "Microsoft.Resources/deployments/write", cast.ResourceGroups[0]), ("sp deploy-pipeline", "Microsoft.Web/sites/write", cast.Site),
            ("sp deploy-pipeline", "Microsoft.Web/sites/publishxml/action", cast.Site), ("ops.jon", "Microsoft.Compute/virtualMachines/restart/action", cast.Machine),
            ("ops.jon", "Microsoft.Compute/virtualMachines/start/action", cast.Machine), ("ops.ada", "Microsoft.Network/networkSecurityGroups/write", cast.ResourceGroups[0]),
            ("devi.developer", "Microsoft.Compute/virtualMachines/write", cast.Resources[6].Id),
        ];
        for (var i = 0; i < count; i++)
        {
            var (who, action, on) = habits[_drawn.Below(habits.Length)];
            var at = _drawn.Moment(day);
            foreach (var record in _activity.Operation(Session(who, at), action, on, at))
                yield return record;
        }

        if (_drawn.Below(10) == 0)
        {
            var at = _drawn.Moment(day);
            yield return _activity.Refused(Session("devi.developer", at), "Microsoft.Storage/storageAccounts/listKeys/action", cast.Storage, at);
        }
    }

    /// <summary>A token serves some calls and is then drawn anew.</summary>
    private AzureSession Session(string who, DateTime at)
    {
        if (!_sessions.TryGetValue(who, out var session) || session.Issued.Date != at.Date || _drawn.Below(8) == 0)
            _sessions[who] = session = AzureSession.Of(cast, _drawn, who, at);
        return session;
    }

    private IEnumerable<string> Entra(DateOnly day, int number, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var user = cast.Users[1 + _drawn.Below(cast.Users.Count - 1)];
            if (user is not ("former.employee" or "uma.garden"))
                yield return _entra.SignIn(user, _drawn.Moment(day), interactive: _drawn.Below(3) == 0);
            if (i % 6 == 0)
                yield return _entra.Call(_drawn.Moment(day));
            if (i % 12 == 1)
                yield return _entra.WorkloadSignIn(_drawn.Pick(["sp deploy-pipeline", "sp crm-sync", "mi func-orders"]), _drawn.Moment(day));
        }

        if (number % 6 == 0)
            yield return _entra.Audit("Add member to role completed (PIM activation)", "ops.ines", "e8611ab8-c189-46e8-94e1-60213ab1f814", "Role", _drawn.Moment(day));
        if (number % 4 == 0)
            yield return _entra.Audit("Reset password (by admin)", "nora.support", "sam.sales", "User", _drawn.Moment(day));
    }
}
