using System.Text.Json;
using Ambit.Model;

namespace Ambit.Import;

/// <summary>Collects what the formats read: native documents, times of collection, and what could not be read.</summary>
public sealed class ImportSink
{
    private readonly List<NativeDocument> _documents = [];
    private readonly List<ImportError> _errors = [];
    private readonly List<string> _notes = [];

    /// <summary>What was read so far.</summary>
    public IReadOnlyList<NativeDocument> Documents => _documents;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ImportError> Errors => _errors;

    /// <summary>What the user should know and that is no error: an export that says itself that it is incomplete, a dangling attachment.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The newest time of collection that an export tells.</summary>
    public DateTimeOffset? CollectedAt { get; private set; }

    /// <summary>Adds a native document. The element is kept as it is; clone it when its document will be disposed.</summary>
    public void Add(string cloud, string kind, string scope, string id, JsonElement content, SourceLocation source) =>
        _documents.Add(new NativeDocument(cloud, kind, scope, id, content, source));

    /// <summary>Says that everything of a kind within a scope is listed, so that absent means none.</summary>
    public void Complete(string cloud, string kind, string scope, SourceLocation source) =>
        _documents.Add(new NativeDocument(cloud, NativeDocument.CoverageKind, scope, kind, default, source));

    /// <summary>Reports a part that could not be read, in one clear line: what was expected, what was done about it.</summary>
    public void Bad(SourceLocation at, string message) => _errors.Add(new ImportError(at.File, at.Line, at.Pointer is null ? message : $"{message} at `{at.Pointer}`"));

    /// <summary>Reports something worth knowing that is no error.</summary>
    public void Note(string message) => _notes.Add(message);

    /// <summary>Tells when the export was made.</summary>
    public void Collected(DateTimeOffset at)
    {
        if (CollectedAt is null || at > CollectedAt)
            CollectedAt = at;
    }
}
