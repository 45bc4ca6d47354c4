using System.Globalization;

namespace Ambit.Estate.Aws;

/// <summary>The organisation's trail: writes each day's events into files as they lie in S3.</summary>
internal sealed class Trail(EstateFolder folder, Calendar calendar, Seeded random)
{
    private const int PerFile = 4000;

    /// <summary>A busy account's file of five minutes.</summary>
    private const int PerFileOfVolume = 500;


    /// <summary>How much of the written rates the committed sample takes: small enough for a repository, busy enough to be believed.</summary>
    private const double Measure = 0.6;
    private Volume? _volume;
    private readonly Dictionary<(string Account, string Region), List<(DateTime At, byte[] Event)>> _day = [];

    /// <summary>Lets everybody act on every day.</summary>
    /// <returns>How many events were written.</returns>
    public long Write(IReadOnlyList<Account> accounts, long? events)
    {
        var actors = accounts.SelectMany(a => a.Actors).ToList();
        var steady = Enumerable.Range(0, calendar.Days).Sum(day => actors.Sum(a => a.Calls.Where(c => c.OnDays is null).Sum(c => Rate(a, c, day) * (c.Also is null ? 1 : 2))));
        var scale = events is null ? Measure : events.Value / steady;
        _volume = events is null ? null : new Volume(random);
        long written = 0;
        for (var day = 0; day < calendar.Days; day++)
        {
            foreach (var actor in actors)
            {
                foreach (var call in actor.Calls)
                    Act(actor, call, day, scale);
            }

            written += Flush(calendar.Day(day));
        }

        return written;
    }

    private double Rate(Actor actor, Call call, int day)
    {
        if (call.OnDays is not null)
            return call.OnDays.Contains(day) ? 1 : 0;
        if (day < call.Window.First || day > call.Window.Last)
            return 0;
        var weekend = calendar.Day(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return actor.Person && weekend ? 0 : call.PerDay;
    }

    private void Act(Actor actor, Call call, int day, double scale)
    {
        var expected = Rate(actor, call, day) * (call.OnDays is null ? scale : 1);
        var times = (int)expected + (random.Fraction() < expected - Math.Floor(expected) ? 1 : 0);
        for (var i = 0; i < times; i++)
        {
            var hour = call.Hour ?? (actor.Person ? 7 + random.Below(10) : random.Below(24));
            var at = calendar.Day(day).ToDateTime(new TimeOnly(hour, random.Below(60), random.Below(60)), DateTimeKind.Utc);
            var happened = new TrailEvent(actor, call, at, _volume?.Session(actor, at) ?? new TrailSession(random.Pick(actor.Sessions), null, null), random, _volume);
            if (actor.Kind != CallerKind.AwsAccount)
                Add(actor.Account, call.Region, at, happened.For(actor.Account));
            if (call.Also is not null)
                Add(call.Also, call.Region, at, happened.For(call.Also));
        }
    }

    private void Add(string account, string region, DateTime at, byte[] content)
    {
        if (!_day.TryGetValue((account, region), out var list))
            _day[(account, region)] = list = [];
        list.Add((at, content));
    }

    private long Flush(DateOnly day)
    {
        long written = 0;
        foreach (var ((account, region), list) in _day.OrderBy(p => p.Key))
        {
            var ordered = list.OrderBy(e => e.At).ToList();
            foreach (var part in ordered.Chunk(_volume is null ? PerFile : PerFileOfVolume))
                WriteFile(account, region, day, part);
            written += ordered.Count;
        }

        _day.Clear();
        return written;
    }

    private void WriteFile(string account, string region, DateOnly day, (DateTime At, byte[] Event)[] events)
    {
        var delivered = events[^1].At.AddMinutes(5).ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
        var name = $"{account}_CloudTrail_{region}_{delivered}_{Seeded.Base32($"{account}{region}{delivered}{events.Length}", 16)}.json.gz";
        using var file = folder.Gzip($"AWSLogs/{Company.Organization}/{account}/CloudTrail/{region}/{day:yyyy}/{day:MM}/{day:dd}/{name}");
        file.Write("{\"Records\":["u8);
        for (var i = 0; i < events.Length; i++)
        {
            if (i > 0)
                file.WriteByte((byte)',');
            file.Write(events[i].Event);
        }

        file.Write("]}"u8);
    }
}
