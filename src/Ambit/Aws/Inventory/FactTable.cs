using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>The native documents by kind, and by what they are of.</summary>
internal sealed class FactTable(IReadOnlyList<NativeDocument> documents)
{
    private readonly ILookup<string, NativeDocument> _byKind = documents.ToLookup(d => d.Kind, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _arnOfFolder = documents.Where(d => d.Content.Text("Folder") is not null && d.Content.Text("Arn") is not null)
        .GroupBy(d => d.Content.Text("Folder")!).ToDictionary(g => g.Key, g => g.First().Content.Text("Arn")!, StringComparer.Ordinal);

    /// <summary>Every document.</summary>
    public IReadOnlyList<NativeDocument> Documents => documents;

    /// <summary>The documents of a kind.</summary>
    public IEnumerable<NativeDocument> Of(string kind) => _byKind[kind];

    /// <summary>The things of a kind that have an ARN, whatever the number of documents that speak of each.</summary>
    public IReadOnlyList<LayeredFact> ByArn(string kind) => Layered(kind, ArnOf);

    /// <summary>The ARN of what a document is of: its own, or the one that another file in its folder has.</summary>
    public string? ArnOf(NativeDocument document) =>
        document.Content.Text("Arn") ?? (document.Content.Text("Folder") is { } folder ? _arnOfFolder.GetValueOrDefault(folder) : null);

    /// <summary>The things of a kind by a key of the caller's; documents without one are left out. Ids decide which lies above, not the order of files.</summary>
    public IReadOnlyList<LayeredFact> Layered(string kind, Func<NativeDocument, string?> key)
    {
        var found = new Dictionary<(string Account, string Key), LayeredFact>();
        var inOrder = new List<LayeredFact>();
        foreach (var document in Of(kind).OrderBy(d => d.Id, StringComparer.Ordinal))
        {
            if (key(document) is not { } k)
                continue;
            if (!found.TryGetValue((document.Scope, k), out var fact))
            {
                found.Add((document.Scope, k), fact = new LayeredFact(k, document.Scope));
                inOrder.Add(fact);
            }

            fact.Add(document);
        }

        return inOrder;
    }
}
