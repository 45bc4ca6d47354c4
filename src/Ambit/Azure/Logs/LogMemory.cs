using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>What the reader keeps from file to file on one thread: the order of names in records, and the meanings that were worked out.</summary>
internal sealed class LogMemory
{
    // Memory stays bounded whatever a log holds; a meaning that is met again afterwards is worked out again.
    private const int MostMeanings = 200_000;
    private readonly HashIndex _numbers = new();
    private readonly List<RecordMeaning?> _meanings = [];
    private readonly ActionSpelling _spelling = new();

    /// <summary>Finds fields.</summary>
    public FieldScanner Scanner { get; } = new();

    /// <summary>The record at hand.</summary>
    public LogRecord Record { get; } = new();

    /// <summary>The meaning of the record at hand; null where it has none.</summary>
    public RecordMeaning? Meaning(LogSource source, IUsageSink sink)
    {
        var hash = new SecretHash(source.Number);
        source.AddKey(Record, ref hash);
        if (_numbers.TryGet(hash, out var number))
            return _meanings[number];
        if (_meanings.Count >= MostMeanings)
        {
            _numbers.Clear();
            _meanings.Clear();
        }

        var meaning = source.Mean(Record, new AzureUses(sink, _spelling));
        _numbers.Add(hash, _meanings.Count);
        _meanings.Add(meaning);
        return meaning;
    }
}
