using System.Globalization;
using System.Text;
using System.Text.Json;
using Ambit.Escalation;
using Ambit.RightSizing;

namespace Ambit.Cli.Commands;

/// <summary>What a person reads about a right-sizing: what it rests on, what goes, what stays and why, and the difference line by line.</summary>
internal static class RightsizeStory
{
    private const int MostPaths = 5;

    private static readonly JsonWriterOptions s_indented = new() { Indented = true, NewLine = "\n", Encoder = TerminalSafeEncoder.Shared };

    /// <summary>The story as lines for a terminal.</summary>
    public static string Of(RightSized result)
    {
        var text = new StringBuilder();
        text.Append(result.Subject.Id).Append('\n');
        text.Append($"  use: {Number(result.Events)} calls between {result.Window.From:yyyy-MM-dd} and {result.Window.To:yyyy-MM-dd}\n");
        text.Append($"  actions: {Number(result.ActionsBefore.Values.Sum())} granted today, {Number(result.ActionsAfter.Values.Sum())} needed{Levels(result)}\n");
        foreach (var line in Removed(result))
            text.Append($"  removed: {line}\n");
        text.Append($"  proof: {ReplayCommand.Summary("replay", result.Replay)}\n");
        if (result.Proof is { } proof)
            text.Append($"  proof: {proof.Sentence}\n");
        foreach (var note in result.Notes)
            text.Append($"  note: {note}\n");
        Kept(text, result);
        foreach (var policy in result.After)
        {
            text.Append($"  policy {policy.Name} ({policy.Kind}, {Number(policy.Characters)} characters)\n");
            foreach (var why in policy.Rationale)
                text.Append($"    {Short(why)}\n");
        }

        if (result.After.Count == 0)
            text.Append("  no policy is left: nothing was used\n");
        text.Append("  difference to today:\n");
        foreach (var line in Difference(result).TrimEnd('\n').Split('\n').Take(60))
            text.Append("    ").Append(line).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The story as a Markdown file.</summary>
    public static string Markdown(RightSized result)
    {
        var text = new StringBuilder();
        text.Append($"# {Code(result.Subject.Id)}\n\n");
        text.Append($"- use: {Number(result.Events)} calls between {result.Window.From:yyyy-MM-dd} and {result.Window.To:yyyy-MM-dd}\n");
        text.Append($"- actions: {Number(result.ActionsBefore.Values.Sum())} granted today, {Number(result.ActionsAfter.Values.Sum())} needed{Levels(result)}\n");
        foreach (var line in Removed(result))
            text.Append($"- removed: {Code(line)}\n");
        text.Append($"- proof: {ReplayCommand.Summary("replay", result.Replay)}\n");
        if (result.Proof is { } proof)
            text.Append($"- proof: {Plain.Line(proof.Sentence)}\n");
        foreach (var note in result.Notes)
            text.Append($"- {Code(note)}\n");
        text.Append("\n## Why each statement is there\n\n");
        foreach (var why in result.After.SelectMany(p => p.Rationale))
            text.Append($"- {Code(why)}\n");
        if (result.KeptUnproved.Count > 0)
            text.Append("\n## Kept without proof\n\n");
        foreach (var kept in result.KeptUnproved)
            text.Append($"- {Code(kept.Permission)}: {Plain.Line(kept.Why)}\n");
        text.Append("\n## Difference to today\n\n```diff\n").Append(Difference(result).Replace("```", "'''", StringComparison.Ordinal)).Append("```\n");
        return text.ToString();
    }

    /// <summary>Today's documents against the new ones.</summary>
    public static string Difference(RightSized result) =>
        LineDiff.Of(
            string.Concat(result.Before.Select(p => p.Document.ValueKind is JsonValueKind.Undefined ? "" : Indented(p.Document) + "\n")),
            string.Concat(result.After.Select(p => Indented(p.Document) + "\n")));

    /// <summary>How many actions go, by access level.</summary>
    public static Dictionary<string, int> RemovedLevels(RightSized result) => result.ActionsBefore
        .Select(l => (l.Key, Gone: l.Value - result.ActionsAfter.GetValueOrDefault(l.Key))).Where(l => l.Gone > 0).ToDictionary(l => l.Key, l => l.Gone, StringComparer.Ordinal);

    /// <summary>What goes, in sentences.</summary>
    private static IEnumerable<string> Removed(RightSized result)
    {
        var levels = RemovedLevels(result);
        if (levels.Count > 0)
            yield return $"{Number(levels.Values.Sum())} actions: {string.Join(", ", levels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{Number(l.Value)} {l.Key}"))}";
        if (result.Removed is not { } removed)
            yield break;
        foreach (var scope in removed.Administration)
            yield return $"the administration of {scope}";
        var all = removed.Together ? " (all of this run's results applied together)" : "";
        yield return removed.Paths.Count + removed.Left.Count == 0
            ? $"no escalation path{(removed.Administration.Count > 0 ? " besides" : ": there was none")}{all}"
            : $"{Number(removed.Paths.Count)} escalation {(removed.Paths.Count == 1 ? "path" : "paths")}, {Number(removed.Left.Count)} left{all}";
        foreach (var path in removed.Paths.Take(MostPaths))
            yield return $"path {Way(path)}";
        foreach (var path in removed.Left.Take(MostPaths))
            yield return $"(stays: {Way(path)})";
    }

    private static string Way(EscalationPath path) =>
        $"{path.From} to {(EscalationEdge.IsAdmin(path.To, out var scope) ? $"admin of {scope}" : path.To)} by {string.Join(", ", path.Hops.Select(PathJson.Method))}{(path.Certain ? "" : " (conditional)")}";

    private static void Kept(StringBuilder text, RightSized result)
    {
        foreach (var group in result.KeptUnproved.GroupBy(k => k.Why))
        {
            var names = group.Select(k => k.Permission).ToList();
            text.Append($"  kept without proof: {string.Join(", ", names.Take(6))}{(names.Count > 6 ? $" and {names.Count - 6} more" : "")}: {group.Key}\n");
        }
    }

    private static string Levels(RightSized result)
    {
        var parts = result.ActionsBefore.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key} {Number(l.Value)} to {Number(result.ActionsAfter.GetValueOrDefault(l.Key))}").ToList();
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300] + " …";

    /// <summary>Text of strangers between backticks, which it cannot leave.</summary>
    private static string Code(string text) => "`" + Plain.Line(text).Replace('`', '\'') + "`";

    private static string Indented(JsonElement document)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_indented))
            document.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
