using System.Globalization;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>What a person sees after a scan: what was read, the worst of it in plain words, what to type next.</summary>
internal sealed class ScanSummary(World world, ReportSubject subject)
{
    private const int Worst = 5;
    private const int Listed = 10;

    /// <summary>Prints it.</summary>
    public void Print(TextWriter output)
    {
        var text = new WrappedText(output, Math.Min(world.Width, 80), world.OutIsTerminal && ReferenceEquals(output, world.Out));
        Read(text);
        Troubles(text);
        WorstFirst(text);
        Next(text);
    }

    private void Read(WrappedText text)
    {
        var facts = subject.Facts;
        var inputs = subject.Snapshot.Inputs;
        text.Line($"Read {Number(inputs.Recognised)} of {Count(inputs.Files, "file")} in {subject.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, kept as snapshot {subject.Snapshot.Id}.");
        var kinds = facts.Identities.CountBy(i => i.Identity.Kind, StringComparer.Ordinal).OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal).ToList();
        text.Item("identities", kinds.Count == 0 ? "none" : $"{Number(facts.Identities.Count)} ({string.Join(", ", kinds.Take(6).Select(k => $"{Number(k.Value)} {k.Key}"))})");
        text.Item("in", Places(facts));
        text.Item("policies", $"{Number(subject.Estate.Clouds.Sum(c => c.PolicyCount))}, resources {Number(facts.Resources.Count)}");
        text.Item("events", inputs.Events == 0 ? "none: without logs nothing can be called unused" : $"{Number(inputs.Events)} log records; window {facts.Window.From:yyyy-MM-dd} to {facts.Window.To:yyyy-MM-dd}");
        var homes = facts.Identities.Select(i => i.Identity.Scope).ToHashSet(StringComparer.Ordinal);
        var production = facts.Production.Reasons.Where(r => homes.Contains(r.Key)).OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        if (production.Count > 0)
        {
            text.Item("production", string.Join("; ", production.Take(4).Select(r => $"{r.Key}: {r.Value}"))
                + (production.Count > 4 ? $"; {production.Count - 4} more" : ""));
        }

        text.Gap();
    }

    private static string Places(EstateFacts facts)
    {
        var scopes = facts.Identities.Select(i => i.Identity.Scope).Distinct(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var names = facts.Scopes.Where(s => scopes.Contains(s.Id)).DistinctBy(s => s.Id).Select(s => s.Name == s.Id ? s.Id : $"{s.Name} ({s.Id})").Order(StringComparer.Ordinal).ToList();
        return scopes.Count == 0 ? "nothing recognised" : names.Count == 0 ? string.Join(", ", scopes.Order(StringComparer.Ordinal).Take(4))
            : string.Join(", ", names.Take(4)) + (scopes.Count > 4 ? $" and {scopes.Count - 4} more" : "");
    }

    private void Troubles(WrappedText text)
    {
        var inputs = subject.Snapshot.Inputs;
        if (inputs.Errors.Count > 0)
        {
            text.Head($"{Count(inputs.Errors.Count, "part")} of the input could not be read:");
            foreach (var error in inputs.Errors.Take(Listed))
                text.Bullet("-", $"{error.Path}{(error.Line is { } line ? $":{line}" : "")}: {error.Message}");
            More(text, inputs.Errors.Count - Listed);
            text.Gap();
        }

        foreach (var note in inputs.Notes.Take(3))
            text.Line($"Note: {note}");
        if (inputs.Notes.Count > 3)
            text.Line($"Note: {inputs.Notes.Count - 3} more; ambit doctor lists them");
        if (inputs.Unrecognised.Count > 0)
            text.Line($"{Count(inputs.Unrecognised.Count, "file")} {(inputs.Unrecognised.Count == 1 ? "is" : "are")} none of what Ambit reads; ambit doctor lists them.");
        var missing = subject.Estate.Clouds.Sum(c => c.NotCollected.Count);
        if (missing > 0)
            text.Line($"{Count(missing, "thing")} that {(missing == 1 ? "matters is" : "matter are")} in no export, so some answers are conditional; ambit doctor lists {(missing == 1 ? "it" : "them")}.");
        if (inputs.Notes.Count + inputs.Unrecognised.Count + missing > 0)
            text.Gap();
    }

    private void WorstFirst(WrappedText text)
    {
        var open = subject.Findings.Where(f => f.Status == FindingStatus.Open).ToList();
        if (open.Count == 0)
        {
            text.Line(subject.Facts.Identities.Count == 0 ? "There is nobody in what was read, so there is nothing to find." : "Nothing to find: no identity holds more than it should, as far as this shows.");
            text.Gap();
            return;
        }

        var counts = open.CountBy(f => f.Severity).OrderByDescending(c => c.Key).Select(c => $"{Number(c.Value)} {FindingJson.Name(c.Key)}");
        text.Head($"{Count(open.Count, "finding")}: {string.Join(", ", counts)}. The worst:");
        var place = 1;
        foreach (var finding in WorstOf(open))
        {
            text.Bullet($"{place++}.", $"{FindingJson.Name(finding.Severity).ToUpperInvariant()}  {finding.Title}. {finding.Why}");
            text.Under(finding.Remediation.Summary);
        }

        text.Gap();
    }

    /// <summary>The worst, but no more than two of a kind while other kinds are left: five of the same tell less.</summary>
    internal static IEnumerable<Finding> WorstOf(IReadOnlyList<Finding> open)
    {
        var few = open.GroupBy(f => f.Kind, StringComparer.Ordinal).SelectMany(g => g.Take(2)).ToHashSet();
        return open.Where(few.Contains).Concat(open.Where(f => !few.Contains(f))).Take(Worst);
    }

    private void Next(WrappedText text)
    {
        if (subject.Facts.Identities.Count == 0)
        {
            text.Head("Next:");
            text.Command("ambit collect aws --print-script", "a read-only script that makes a folder to scan");
            text.Command("ambit doctor", "what was not recognised, file by file");
            return;
        }

        var identity = subject.Findings.FirstOrDefault(f => f is { Status: FindingStatus.Open, Kind: "excessive-entitlement", Identity: not null })?.Identity;
        text.Head("Next:");
        text.Command("ambit findings", "all findings with their evidence");
        text.Command("ambit paths --to admin", "who can become an administrator, step by step");
        text.Command(identity is null ? "ambit inventory" : $"ambit rightsize {identity}", identity is null ? "every identity" : "the least it needs, proved by replay");
        text.Command("ambit doctor", "what was not understood or is missing");
    }

    private static void More(WrappedText text, int more)
    {
        if (more > 0)
            text.Line($"  and {more} more; ambit doctor lists them");
    }

    private static string Count(int n, string word) => $"{Number(n)} {word}{(n == 1 ? "" : "s")}";

    private static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
