namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The order in which a log writes the members of its records. A writer keeps its order, so after one member the name of the next is
/// nearly always the one that followed last time: comparing it costs less than finding where a name ends and which it is.
/// </summary>
internal sealed class RecordLayout
{
    /// <summary>What stands before the first member.</summary>
    public const int Beginning = 0;

    private const int Most = 64;
    private const int LongestName = 40;
    private readonly byte[][] _names = new byte[Most][];
    private readonly RecordField[] _fields = new RecordField[Most];
    private readonly int[] _next = new int[Most];
    private int _count = 1;

    public RecordLayout() => _names[Beginning] = [];

    /// <summary>The member that followed a member last time; <see cref="Beginning"/> where none is known.</summary>
    public int After(int member) => _next[member];

    /// <summary>A member's name with its quotes and colon.</summary>
    public ReadOnlySpan<byte> Name(int member) => _names[member];

    public RecordField Field(int member) => _fields[member];

    /// <summary>Takes up that a member followed another.</summary>
    /// <param name="previous">The member before it.</param>
    /// <param name="name">Its name with its quotes.</param>
    /// <param name="field">What it is.</param>
    public int Learn(int previous, ReadOnlySpan<byte> name, RecordField field)
    {
        for (var member = 1; member < _count; member++)
        {
            if (_names[member].Length == name.Length + 1 && _names[member].AsSpan(0, name.Length).SequenceEqual(name))
                return _next[previous] = member;
        }

        // Invariant: names come from strangers, so few are learnt; the others are looked up each time.
        if (_count == Most || name.Length > LongestName)
            return Beginning;
        _names[_count] = [.. name, (byte)':'];
        _fields[_count] = field;
        return _next[previous] = _count++;
    }
}
