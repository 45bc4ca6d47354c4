using System.Globalization;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>
/// One self-contained page: no script, no request to any host (its own policy forbids them), light and dark, made to be printed.
/// </summary>
internal sealed class HtmlReport : ContentReport
{
    private const int MostBars = 25;
    private const int MostPaths = 40;

    public override string Format => "html";

    public override void Write(ReportContent content, TextWriter output)
    {
        var html = new Html(output);
        html.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw("<title>Ambit report</title>\n<style>\n").Raw(HtmlStyle.Sheet).Raw("</style>\n</head>\n<body>\n<main>\n");
        WriteHead(html, content);
        WriteFirst(html, content);
        WritePaths(html, content);
        WriteCut(html, content);
        WriteBars(html, content);
        WriteUnused(html, content);
        WriteTrusts(html, content);
        WriteFindings(html, content);
        WriteInputs(html, content);
        html.Raw("</main>\n</body>\n</html>\n");
    }

    private static void WriteHead(Html html, ReportContent content)
    {
        var open = content.Findings.Where(f => f.Status == FindingStatus.Open).ToList();
        html.Open("header").Element("h1", "Who can do what, and who needs it");
        html.Open("p", "sub").Text($"Snapshot {content.Snapshot} · as of {Day(content.AsOf)} · use of the last {content.WindowDays} days · {Number(content.Inputs.Events)} log events, {Number(content.Inputs.Files)} files").Close("p");
        html.Open("div", "tiles");
        Tile(html, Number(content.Identities.Count(i => !i.CloudOwned)), "identities");
        Tile(html, Number(content.Identities.Count(i => i.Admin)), "administrators today", "warn");
        Tile(html, Number(content.Paths.Where(p => p.To.StartsWith("administrator of", StringComparison.Ordinal)).Select(p => p.From).Distinct(StringComparer.Ordinal).Count()), "could become administrator", "bad");
        Tile(html, UsedShare(content), "of granted permissions used");
        Tile(html, Number(open.Count(f => f.Severity >= Severity.High)), "findings high or critical", "bad");
        html.Close("div").Close("header");
        if (content.Inputs.Errors.Count > 0)
            html.Open("p", "notice").Text($"{content.Inputs.Errors.Count} inputs could not be read, so this report may be incomplete; they are listed at the end.").Close("p");
    }

    private static void WriteFirst(Html html, ReportContent content)
    {
        var worst = ScanSummary.WorstOf([.. content.Findings.Where(f => f.Status == FindingStatus.Open)]).ToList();
        html.Raw("<section>\n").Element("h2", "What matters first");
        if (worst.Count == 0)
            html.Element("p", "Nothing was found.");
        html.Open("ol", "first");
        foreach (var f in worst)
        {
            html.Open("li").Open("div", "card " + Css(f.Severity)).Element("span", f.Severity.ToString(), "badge").Element("h3", f.Title)
                .Element("p", f.Why).Open("p", "do").Element("b", "Do: ").Text(f.Remediation.Summary).Close("p");
            html.Close("div").Close("li");
        }

        html.Close("ol").Close("section");
    }

    private static void WritePaths(Html html, ReportContent content)
    {
        if (content.Paths.Count == 0)
            return;
        html.Raw("<section>\n").Element("h2", "Ways up").Element("p", "Each step is one that the effective decision allows: policies, boundaries, guardrails, trust and conditions all counted. Open a path to see the statement behind each step.", "sub");
        foreach (var path in content.Paths.Take(MostPaths))
        {
            html.Open("details", "path " + Css(path.Severity)).Open("summary").Element("span", path.Severity.ToString(), "badge").Open("span", "chain");
            html.Element("span", content.Names.Of(path.From), "node");
            foreach (var hop in path.Hops)
                html.Element("span", hop.Title, "via").Element("span", content.Names.Of(hop.To), "node");
            html.Raw("</span>");
            if (!path.Certain)
                html.Element("span", "under conditions", "cond");
            html.Close("summary").Open("ol", "steps");
            foreach (var hop in path.Hops)
                WriteHop(html, hop);
            html.Close("ol").Close("details");
        }

        if (content.Paths.Count > MostPaths)
            html.Element("p", $"And {content.Paths.Count - MostPaths} more: ambit paths lists them all.", "sub");
        html.Close("section");
    }

    private static void WriteHop(Html html, ReportHop hop)
    {
        html.Open("li").Element("b", hop.Title).Raw(" ").Element("code", hop.Method, "method");
        html.Open("div", "ids").Element("code", hop.From).Raw(" → ").Element("code", hop.To).Close("div");
        html.Open("div").Text("takes ");
        foreach (var (permission, i) in hop.Permissions.Select((p, i) => (p, i)))
            html.Raw(i == 0 ? "" : ", ").Element("code", permission);
        html.Close("div");
        foreach (var evidence in hop.Evidence)
            html.Open("div", "evidence").Text(evidence).Close("div");
        foreach (var condition in hop.Conditions)
            html.Open("div", "cond").Text("if " + condition).Close("div");
        html.Close("li");
    }

    private static void WriteCut(Html html, ReportContent content)
    {
        if (content.Cut is not { Removals.Count: > 0 } cut)
            return;
        html.Raw("<section>\n").Element("h2", "The fewest cuts")
            .Element("p", $"Removing these {cut.Removals.Sum(r => r.Permissions.Count)} permissions leaves {cut.PathsAfter} of {cut.PathsBefore} paths to {cut.Target}{(cut.Optimal ? "; no smaller set does" : "")}.", "sub")
            .Raw("<table><thead><tr><th>take out</th><th>of statement</th><th>held by</th><th>used in the window</th></tr></thead><tbody>\n");
        foreach (var r in cut.Removals)
        {
            html.Open("tr").Open("td").Element("code", string.Join(", ", r.Permissions)).Raw("</td>")
                .Element("td", $"{r.Policy} [{r.Index}]").Element("td", content.Names.Of(r.Principal)).Element("td", r.UsedInWindow ? "yes" : "no").Close("tr");
        }

        html.Raw("</tbody></table>\n").Close("section");
    }

    private static void WriteBars(Html html, ReportContent content)
    {
        var shown = content.Identities.Where(i => !i.CloudOwned && i.Granted > 0).OrderByDescending(i => i.Unused).ThenBy(i => i.Id, StringComparer.Ordinal).Take(MostBars).ToList();
        if (shown.Count == 0)
            return;
        var most = shown.Max(i => i.Granted);
        html.Raw("<section>\n").Element("h2", "Granted against used")
            .Raw("<p class=\"legend\"><i class=\"k used\"></i>used <i class=\"k unused\"></i>never used <i class=\"k blind\"></i>not observable in the logs at hand</p>\n<table class=\"bars\"><tbody>\n");
        foreach (var i in shown)
        {
            html.Open("tr").Open("th").Element("span", i.Name).Raw("<br>").Element("small", $"{i.Kind} · {Scope(content, i.Scope)}").Raw("</th><td>");
            Bar(html, i, most);
            html.Raw("</td>").Element("td", $"{Number(i.Used)} of {Number(i.Granted)}", "num").Element("td", Scores(i), "num").Close("tr");
        }

        html.Raw("</tbody></table>\n").Close("section");
    }

    /// <summary>A bar as long as the square root of what is granted, so that small ones stay visible beside an administrator's.</summary>
    private static void Bar(Html html, ReportIdentity identity, int most)
    {
        var length = 100 * Math.Sqrt((double)identity.Granted / most);
        var used = Math.Min(identity.Used, identity.Granted);
        var parts = new[] { (Css: "used", Count: used), (Css: "unused", Count: identity.Unused), (Css: "blind", Count: identity.NotObservable) };
        html.Raw("<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" role=\"img\" aria-hidden=\"true\">");
        var x = 0.0;
        foreach (var (css, count) in parts)
        {
            var width = count == 0 ? 0 : Math.Max(0.6, length * count / identity.Granted);
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{css}\" x=\"{x:0.##}\" y=\"0\" width=\"{width:0.##}\" height=\"4\"/>"));
            x += width;
        }

        html.Raw("</svg>");
    }

    private static void WriteUnused(Html html, ReportContent content)
    {
        var unused = content.Findings.Where(f => f.Kind is "unused-identity" or "unused-credential").ToList();
        if (unused.Count == 0)
            return;
        html.Raw("<section>\n").Element("h2", "Nobody uses these")
            .Raw("<table><thead><tr><th>what</th><th>where</th><th>what to do</th></tr></thead><tbody>\n");
        foreach (var f in unused)
            html.Open("tr").Element("td", f.Title).Element("td", Scope(content, f.Scope)).Element("td", f.Remediation.Summary).Close("tr");
        html.Raw("</tbody></table>\n").Close("section");
    }

    private static void WriteTrusts(Html html, ReportContent content)
    {
        if (content.Trusts.Count == 0)
            return;
        html.Raw("<section>\n").Element("h2", "Who is let in")
            .Raw("<table><thead><tr><th>who lets in</th><th>what</th><th>severity</th><th>what to do</th></tr></thead><tbody>\n");
        foreach (var t in content.Trusts)
            html.Open("tr").Open("td").Element("code", content.Names.Of(t.Identity)).Raw("</td><td>").Text(t.Trusted).Raw("</td>").Element("td", t.Where).Element("td", t.Note).Close("tr");
        html.Raw("</tbody></table>\n").Close("section");
    }

    private static void WriteFindings(Html html, ReportContent content)
    {
        html.Raw("<section>\n").Element("h2", $"All findings ({content.Findings.Count})");
        foreach (var kind in content.Findings.GroupBy(f => f.Kind).OrderByDescending(g => g.Max(f => f.Score)))
        {
            var (title, rule) = content.Kinds.GetValueOrDefault(kind.Key, (kind.Key, ""));
            html.Open("details").Open("summary").Element("span", kind.Max(f => f.Severity).ToString(), "badge " + Css(kind.Max(f => f.Severity))).Text($" {title} ({kind.Count()})").Close("summary")
                .Element("p", rule, "sub").Raw("<table><tbody>\n");
            foreach (var f in kind)
            {
                html.Open("tr").Element("td", f.Severity.ToString(), "sev " + Css(f.Severity)).Open("td").Element("b", f.Title).Open("div").Text(f.Why).Raw("</div>");
                foreach (var e in f.Evidence.Take(6))
                    html.Open("div", "evidence").Text(e.Text + (e.Policy is null ? "" : $" ({e.Policy}{(e.Index is null ? "" : $" [{e.Index}]")})")).Raw("</div>");
                html.Raw("</td>").Element("td", f.Status == FindingStatus.Accepted ? "accepted" : f.Remediation.Summary).Close("tr");
            }

            html.Raw("</tbody></table>\n").Close("details");
        }

        html.Close("section");
    }

    private static void WriteInputs(Html html, ReportContent content)
    {
        html.Raw("<section>\n").Element("h2", "What this rests on")
            .Element("p", $"{Number(content.Inputs.Recognised)} of {Number(content.Inputs.Files)} files recognised; {Number(content.Resources)} resources, {Number(content.Policies)} policies.");
        foreach (var note in content.Inputs.Notes.Take(50))
            html.Element("p", note, "sub");
        if (content.Inputs.Errors.Count > 0)
        {
            html.Element("h3", "Could not be read").Raw("<ul>");
            foreach (var e in content.Inputs.Errors.Take(200))
                html.Element("li", $"{e.Path}{(e.Line is null ? "" : $":{e.Line}")}: {e.Message}");
            html.Close("ul");
        }

        html.Close("section");
    }

    private static void Tile(Html html, string number, string words, string css = "") =>
        html.Open("div", "tile " + css).Element("strong", number).Element("span", words).Close("div");

    private static string UsedShare(ReportContent content)
    {
        var seen = content.Identities.Where(i => !i.CloudOwned).ToList();
        var observable = seen.Sum(i => (long)Math.Max(0, i.Granted - i.NotObservable));
        var used = seen.Sum(i => (long)i.Used);
        return observable == 0 ? "–" : (100.0 * used / observable) is var share && share > 0 && share < 1 ? "<1 %" : string.Create(CultureInfo.InvariantCulture, $"{share:0} %");
    }

    private static string Scores(ReportIdentity i) => i.Impact is null ? "" : $"impact {i.Impact} · waste {i.Waste}";

    private static string Scope(ReportContent content, string scope) =>
        content.ScopeNames.TryGetValue(scope, out var name) && name != scope ? $"{name} ({scope})" : scope;

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static string Css(Severity severity) => severity.ToString().ToLowerInvariant();
}
