using System.Text;
using System.Text.Json;
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
    private static readonly string[][] Marks =
    [
        ["\"operationName\"", "\"resourceId\"", "\"category\""],
        ["\"operationName\"", "\"eventTimestamp\""],
        ["\"operationName\"", "\"authorization\"", "\"caller\""],
        ["\"operationName\"", "\"category\"", "\"properties\""],
        ["\"OperationNameValue\"", "\"CorrelationId\""],
        ["\"userPrincipalName\"", "\"appDisplayName\"", "\"createdDateTime\"", "\"ipAddress\""],
        ["\"activityDisplayName\"", "\"initiatedBy\""],
        ["\"RequestMethod\"", "\"RequestUri\"", "\"ResponseStatusCode\""],
    ];

    private static readonly string[] Foreign = ["\"eventSource\"", "\"protoPayload\"", "\"auditID\"", "\"userIdentity\""];

    /// <inheritdoc/>
    public string Name => "Azure and Entra logs";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName)
    {
        var text = Encoding.UTF8.GetString(head);
        var start = text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return start.Length > 0 && start[0] is '{' or '[' && !Foreign.Any(f => text.Contains(f, StringComparison.Ordinal))
            && Marks.Any(m => m.All(w => text.Contains(w, StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        var records = new LogRecords(content) { Broken = line => sink.Bad(line, "a record that does not end; it was skipped") };
        var record = sink.Keep(() => new LogRecord());
        var uses = new AzureUses(sink, new PendingOperations());
        var count = 0;
        try
        {
            for (var bytes = records.Next(); !bytes.IsEmpty; bytes = records.Next())
            {
                if ((++count & 1023) == 0)
                    cancellation.ThrowIfCancellationRequested();
                ReadOne(bytes, records.Line, record, uses, sink);
            }

            if (records.CutOff)
                sink.Bad(records.Line, "the file ends within a record; it was skipped");
        }
        catch (InvalidDataException e)
        {
            sink.Bad(records.Line, e.Message);
        }

        uses.Flush();
    }

    private static void ReadOne(ReadOnlySpan<byte> bytes, long line, LogRecord record, AzureUses uses, IUsageSink sink)
    {
        try
        {
            record.Read(bytes);
        }
        catch (JsonException)
        {
            sink.Bad(line, "expected a JSON object; the record was skipped");
            return;
        }

        if (!LogSource.Map(record, uses))
            sink.Bad(line, "a record without a time or an operation; skipped");
    }
}
