using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ambit.Aws.CloudTrail;

/// <summary>Where in a buffer the members of one record lie: a string without its quotes, anything else whole. Length 0 is absent.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RecordSlices
{
    private Slices _slices;

    /// <summary>Where the record begins and ends.</summary>
    public int Start;

    /// <summary>The position after it.</summary>
    public int End;

    /// <summary>A list or object within a wrapper, whose members are records; the position after its bracket.</summary>
    public int ListAt;

    /// <summary>The number of the caller, where the identity was met before; else -1.</summary>
    public int Caller;

    /// <summary>Some string among the slices holds an escape.</summary>
    public bool Escapes;

    public void Set(RecordField field, int start, int length) => _slices[(int)field] = ((long)start << 32) | (uint)length;

    public readonly bool Has(RecordField field) => (int)_slices[(int)field] > 0;

    public readonly int StartOf(RecordField field) => (int)(_slices[(int)field] >> 32);

    public readonly ReadOnlySpan<byte> Of(RecordField field, ReadOnlySpan<byte> data)
    {
        var slice = _slices[(int)field];
        return data.Slice((int)(slice >> 32), (int)slice);
    }

    [InlineArray((int)RecordField.Count)]
    private struct Slices
    {
        private long _first;
    }
}
