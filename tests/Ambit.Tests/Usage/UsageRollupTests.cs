using Ambit.Usage;
using CsCheck;

namespace Ambit.Tests.Usage;

public sealed class UsageRollupTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_of_one_day_make_one_row_with_the_first_and_the_last_time()
    {
        var rollup = new UsageRollup(new EventMemory());
        foreach (var minutes in new[] { 30, 0, 90 })
            ((IUsageSink)rollup).Add(Use("arn:a", Noon.AddMinutes(minutes)));
        var row = Assert.Single(rollup.Rows());
        Assert.Equal((3, Noon, Noon.AddMinutes(90)), (row.Count, row.FirstSeen, row.LastSeen));
    }

    [Fact]
    public void A_principal_named_by_its_unique_id_is_joined_with_its_ARN()
    {
        var rollup = new UsageRollup(new EventMemory());
        ((IUsageSink)rollup).Add(Use("AROAEXAMPLE", Noon));
        ((IUsageSink)rollup).Add(Use("arn:a", Noon.AddDays(1)));
        rollup.Same("aws", "AROAEXAMPLE", "arn:a");
        Assert.All(rollup.Rows(), r => Assert.Equal("arn:a", r.Principal));
        Assert.Equal(2, rollup.Rows().Count());
    }

    [Fact]
    public void Rolling_up_in_parts_gives_what_rolling_up_at_once_gives() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 200]).Array[0, 60].Sample(uses =>
        {
            var whole = new UsageRollup(new EventMemory());
            var parts = new[] { new UsageRollup(new EventMemory()), new UsageRollup(new EventMemory()) };
            foreach (var (who, part, hours) in uses)
            {
                var use = Use($"arn:{who}", Noon.AddHours(hours));
                ((IUsageSink)whole).Add(use);
                ((IUsageSink)parts[part % 2]).Add(use);
            }

            parts[0].Add(parts[1]);
            return whole.Rows().ToHashSet().SetEquals(parts[0].Rows());
        });

    [Fact]
    public void An_event_is_first_once_and_the_memory_stays_within_its_bound()
    {
        var memory = new EventMemory(mostEvents: 6400);
        for (ulong i = 0; i < 20_000; i++)
        {
            var hash = i * 0x9E3779B97F4A7C15;
            Assert.True(memory.First(hash, Noon.AddDays(i / 2000).UtcTicks));
            Assert.False(memory.First(hash, Noon.AddDays(i / 2000).UtcTicks));
        }

        Assert.True(memory.Count <= 6400);
        Assert.Equal(20_000, memory.Count + memory.Forgotten);
    }

    [Fact]
    public void An_event_that_several_threads_meet_together_is_first_in_one_of_them()
    {
        var memory = new EventMemory();
        var firsts = new int[4];
        Parallel.For(0, firsts.Length, thread =>
        {
            var (fingerprints, times, first) = (new ulong[50], new long[50], new bool[50]);
            for (var batch = 0; batch < 200; batch++)
            {
                for (var i = 0; i < fingerprints.Length; i++)
                {
                    fingerprints[i] = (ulong)((batch * 50) + i) * 0x9E3779B97F4A7C15;
                    times[i] = Noon.AddDays((batch + i) % 3).UtcTicks;
                }

                memory.First(fingerprints, times, first);
                firsts[thread] += first.Count(f => f);
            }
        });
        Assert.Equal(10_000, firsts.Sum());
        Assert.Equal(10_000, memory.Count);
        Assert.Equal(10_000, memory.News().Sum(d => d.Fingerprints.Length));
    }

    [Fact]
    public void Of_two_copies_in_one_batch_the_first_counts()
    {
        var first = new bool[3];
        new EventMemory().First([7UL << 20, 7UL << 20, 9UL << 20], [Noon.UtcTicks, Noon.UtcTicks, Noon.UtcTicks], first);
        Assert.Equal([true, false, true], first);
    }

    private static UsageEvent Use(string principal, DateTimeOffset time) =>
        new("aws", principal, "s3:GetObject", null, time, UsageContext.Empty, UseOutcome.Used, MappingBasis.Table, "s3.amazonaws.com GetObject");
}
