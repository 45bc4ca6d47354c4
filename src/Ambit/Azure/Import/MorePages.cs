using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>Says that an answer goes on: what stands on pages that were not fetched is unknown, not absent.</summary>
internal static class MorePages
{
    /// <summary>Whether a link to the next page is left in an answer.</summary>
    public static bool Follow(JsonElement answer) => LinkOf(answer) is not null;

    /// <summary>Notes it where it is so.</summary>
    public static void Note(JsonElement answer, Document document, ImportSink sink, string pointer = "")
    {
        if (LinkOf(answer) is { } name)
            sink.Note($"{document.Path}: the list {(pointer.Length > 0 ? $"at `{pointer}` " : "")}goes on (`{name}`), so this export is incomplete: follow the link{(name[0] == '@' ? ", or ask with `--all`" : "")}");
    }

    private static string? LinkOf(JsonElement answer)
    {
        foreach (var name in new[] { "@odata.nextLink", "nextLink" })
        {
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var next) && next.ValueKind == JsonValueKind.String && next.GetString() is { Length: > 0 })
                return name;
        }

        return null;
    }
}
