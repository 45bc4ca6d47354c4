using System.Text;
using Ambit.Azure.Import;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Logs of Azure and Entra in every packing: the Activity Log by az, by diagnostic settings and from Log Analytics, sign-ins and the
/// directory's audit log by Graph and by diagnostic settings, Graph's activity log, and the logs of vaults and storage accounts.
/// A file may mix them.
/// </summary>
public sealed class AzureLog : ILogFormat
{
    private static readonly byte[][][] Marks = [.. new string[][]
    {
        ["\"operationName\"", "\"resourceId\"", "\"category\""],
        ["\"operationName\"", "\"eventTimestamp\""],
        ["\"operationName\"", "\"authorization\"", "\"caller\""],
        ["\"operationName\"", "\"category\"", "\"properties\""],
        ["\"OperationNameValue\"", "\"CorrelationId\""],
        ["\"TimeGenerated\"", "\"OperationName\""],
        ["\"operation_name\"", "\"event_timestamp\""],
        ["\"userPrincipalName\"", "\"appDisplayName\"", "\"createdDateTime\"", "\"ipAddress\""],
        ["\"activityDisplayName\"", "\"initiatedBy\""],
        ["\"RequestMethod\"", "\"RequestUri\"", "\"ResponseStatusCode\""],
    }.Select(Bytes)];

    private static readonly byte[][] Foreign = Bytes(["\"eventSource\"", "\"protoPayload\"", "\"auditID\"", "\"userIdentity\""]);

    /// <inheritdoc/>
    public string Name => "Azure and Entra logs";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName)
    {
        var start = head.IndexOfAnyExcept("\uFEFF \r\n\t"u8);
        if (start < 0 || head[start] is not ((byte)'{' or (byte)'['))
            return false;
        foreach (var mark in Marks)
        {
            if (HoldsAll(head, mark))
                return !HoldsOne(head, Foreign);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        var memory = sink.Keep(() => new LogMemory());
        using var records = new LogRecords(content, memory.Scanner, (line, wrong) => sink.Bad(line, wrong));
        var operations = new PendingOperations(sink);
        for (var count = 1; records.Next(memory.Record); count++)
        {
            if ((count & 1023) == 0)
                cancellation.ThrowIfCancellationRequested();
            if (!Count(memory, operations, sink))
                sink.Bad(records.Line, "a record without a time or an operation; skipped");
        }

        operations.Flush();
    }

    private static bool Count(LogMemory memory, PendingOperations operations, IUsageSink sink)
    {
        var record = memory.Record;
        if (LogSource.Of(record) is not { } source)
            return false;
        if (!WrittenTime.TryParse(record.Bytes(RecordField.Time), out var time))
        {
            if (!source.MayLackTime)
                return false;
            time = DateTime.UnixEpoch.Ticks;
        }

        if (memory.Meaning(source, sink) is not { } meaning)
            return false;
        meaning.Log.Add(time);
        if (meaning.Place != RecordMeaning.NoPlace)
            operations.Add(meaning, source.Fingerprint(record, meaning, time), time);
        else if (meaning.Unmapped is var (log, call))
            sink.Unmapped(AzureKinds.Cloud, log, call);
        return true;
    }

    private static bool HoldsAll(ReadOnlySpan<byte> head, byte[][] words)
    {
        foreach (var word in words)
        {
            if (head.IndexOf(word) < 0)
                return false;
        }

        return true;
    }

    private static bool HoldsOne(ReadOnlySpan<byte> head, byte[][] words)
    {
        foreach (var word in words)
        {
            if (head.IndexOf(word) >= 0)
                return true;
        }

        return false;
    }

    private static byte[][] Bytes(string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
