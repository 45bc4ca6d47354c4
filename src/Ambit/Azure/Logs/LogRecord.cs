using System.Runtime.InteropServices;
using Ambit.Import;

namespace Ambit.Azure.Logs;

/// <summary>Where the fields of one record lie; reused from record to record. Texts are made when they are asked for.</summary>
internal sealed class LogRecord
{
    private readonly Slice[] _slices = new Slice[(int)RecordField.Count];
    private byte[] _data = [];
    private byte[] _aside = [];
    private ulong _has;

    /// <summary>Which fields it has, a bit each.</summary>
    public ulong Present => _has;

    /// <summary>A field's text, null where the record has none.</summary>
    public string? this[RecordField field] => Has(field) ? _slices[(int)field].Escapes ? JsonText.Plain(Bytes(field)) : System.Text.Encoding.UTF8.GetString(Bytes(field)) : null;

    /// <summary>The first of the fields that the record has.</summary>
    public string? First(RecordField a, RecordField b) => this[a] ?? this[b];

    /// <summary>A field's text, null where the record has none or an empty one.</summary>
    public string? Filled(RecordField field) => this[field] is { Length: > 0 } text ? text : null;

    /// <summary>Whether the record has a field, if an empty one.</summary>
    public bool Has(RecordField field) => ((_has >> (int)field) & 1) != 0;

    /// <summary>A field as it is written, without its quotes; empty where the record has none.</summary>
    public ReadOnlySpan<byte> Bytes(RecordField field)
    {
        if (!Has(field))
            return default;
        ref readonly var slice = ref _slices[(int)field];
        return (slice.Aside ? _aside : _data).AsSpan(slice.Start, slice.Length);
    }

    /// <summary>Forgets the record before it.</summary>
    /// <param name="data">Where the next one lies.</param>
    public void Clear(byte[] data)
    {
        _data = data;
        _has = 0;
    }

    /// <summary>Takes up a field. "Of several in a list the first counts."</summary>
    public void Set(RecordField field, int start, int length, bool escapes, bool aside)
    {
        if (Has(field))
            return;
        _slices[(int)field] = new Slice(start, length, escapes, aside);
        _has |= 1UL << (int)field;
    }

    /// <summary>JSON that a record holds as text, without its escapes, put where its fields can be looked for.</summary>
    public byte[] Inner(params ReadOnlySpan<(string Name, RecordField Text)> members)
    {
        var text = new System.Text.StringBuilder("{");
        foreach (var (name, field) in members)
        {
            if (this[field] is ['{' or '[', ..] json)
                text.Append(text.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(json);
        }

        return _aside = System.Text.Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slice(int Start, int Length, bool Escapes, bool Aside);
}
