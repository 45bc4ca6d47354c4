using Ambit.Model;

namespace Ambit.Import;

/// <summary>What reading one file of the input came to; one thread writes it.</summary>
internal sealed class FileReport(ImportLimits limits)
{
    private readonly List<ImportError> _errors = [];
    private int _errorsLeftOut;

    public ImportedFile? Input { get; set; }

    public int Files { get; set; }

    public int Recognised { get; set; }

    public bool Logs { get; set; }

    public SortedSet<string> Formats { get; } = new(StringComparer.Ordinal);

    public List<UnrecognisedFile> Unrecognised { get; } = [];

    public List<string> Notes { get; } = [];

    public List<NativeDocument> Documents { get; } = [];

    public DateTimeOffset? CollectedAt { get; private set; }

    public IReadOnlyList<ImportError> Errors =>
        _errorsLeftOut == 0 ? _errors : [.. _errors, new ImportError(_errors[^1].Path, null, $"{_errorsLeftOut} more errors in this file are not listed")];

    public void Bad(string path, long? line, string message)
    {
        if (_errors.Count < limits.ErrorsPerFile)
            _errors.Add(new ImportError(path, line, message));
        else
            _errorsLeftOut++;
    }

    public void Take(ImportSink sink)
    {
        Documents.AddRange(sink.Documents);
        Notes.AddRange(sink.Notes);
        foreach (var error in sink.Errors)
            Bad(error.Path, error.Line, error.Message);
        if (sink.CollectedAt is { } at && (CollectedAt is null || at > CollectedAt))
            CollectedAt = at;
    }
}
