using System.Text;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>One of the logs: which fields say what its records mean, and what they mean.</summary>
internal abstract class LogSource
{
    private static readonly RecordField[] Whose = [RecordField.Tenant, RecordField.Hierarchy, RecordField.ResourceId];

    private static readonly LogSource Activity = new ActivityLog(), Audit = new AuditLog(), SignIn = new SignInLog(), Graph = new GraphLog(), Vault = new VaultLog(), Storage = new StorageLog();

    private readonly RecordField[] _fields;
    private readonly ulong _mask;

    /// <summary>Creates a log.</summary>
    /// <param name="number">Tells it from the other logs.</param>
    /// <param name="fields">The fields that say what a record means, beside those that say whose log it is.</param>
    protected LogSource(int number, params ReadOnlySpan<RecordField> fields)
    {
        Number = number;
        _fields = [.. Whose, .. fields];
        _mask = _fields.Aggregate(0UL, (m, f) => m | (1UL << (int)f));
    }

    /// <summary>Tells it from the other logs.</summary>
    public int Number { get; }

    /// <summary>Whether its records may lie without a time: single events are published so, and count under the beginning of time.</summary>
    public virtual bool MayLackTime => false;

    /// <summary>The field by which records of one operation are known.</summary>
    public virtual RecordField Operation => RecordField.Correlation;

    /// <summary>Whether operations of one id are told apart by their time.</summary>
    public virtual bool Timed => true;

    /// <summary>Tells which log a record is of; null where it is of none.</summary>
    public static LogSource? Of(LogRecord record)
    {
        var category = record.Bytes(RecordField.Category);
        if (Is(category, "AuditEvent"u8) || Is(category, "AZKVAuditLogs"u8) || (category.IsEmpty && record.Has(RecordField.KeyVaultId) && record.Has(RecordField.HttpStatus)))
            return Vault;
        if (category.Length > 7 && Is(category[..7], "Storage"u8) && !Is(category, "StorageAccount"u8))
            return Storage;
        if (Is(category, "MicrosoftGraphActivityLogs"u8) || (record.Has(RecordField.Method) && record.Has(RecordField.GraphStatus)))
            return Graph;
        if (category.Length >= 10 && Is(category[^10..], "SignInLogs"u8))
            return SignIn;
        if (record.Has(RecordField.Activity) || Is(category, "AuditLogs"u8))
            return Audit;
        if (record.Has(RecordField.Operation))
            return Activity;
        return record.Has(RecordField.UserPrincipalName) || record.Has(RecordField.ServicePrincipalId) ? SignIn : null;
    }

    /// <summary>Adds all that the meaning depends on.</summary>
    public virtual void AddKey(LogRecord record, ref SecretHash hash)
    {
        hash.Add(record.Present & _mask);
        foreach (var field in _fields)
        {
            if (record.Has(field))
                hash.Add(record.Bytes(field));
        }
    }

    /// <summary>What the record means; null where it lacks what a record of this log must have.</summary>
    public abstract RecordMeaning? Mean(LogRecord record, AzureUses uses);

    /// <summary>The identity of the operation that a record is of, the same in every scan.</summary>
    public virtual ulong Fingerprint(LogRecord record, RecordMeaning meaning, long utcTicks)
    {
        var id = record.Bytes(Operation);
        Span<byte> lower = stackalloc byte[64];
        var hash = id.Length <= lower.Length && Ascii.ToLower(id, lower, out var length) == System.Buffers.OperationStatus.Done
            ? ByteHash.Of(lower[..length], meaning.Identity) : ByteHash.Of(id, meaning.Identity);
        return Timed || id.IsEmpty ? ByteHash.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in utcTicks)), hash) : hash;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length == word.Length && Ascii.EqualsIgnoreCase(text, word);
}
