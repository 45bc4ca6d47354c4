using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ambit.Import;

namespace Ambit.Azure.Logs;

/// <summary>Finds the fields of one record, over the bytes as they lie in the buffer; everything else is skipped.</summary>
internal sealed class FieldScanner
{
    private readonly Node _root = new(FieldTree.All);
    private LogRecord _record = new();
    private bool _aside;
    private int _list;

    /// <summary>Scans the object at <paramref name="at"/>.</summary>
    /// <param name="data">The buffer.</param>
    /// <param name="length">How much of it is filled.</param>
    /// <param name="at">Where the object begins.</param>
    /// <param name="record">Takes up the fields.</param>
    /// <param name="list">Where the list of records of a wrapper begins; 0 where the object is a record.</param>
    /// <returns>The position after it; <see cref="JsonSkip.Cut"/> when the data ends first; <see cref="JsonSkip.Malformed"/> when it is no object.</returns>
    public int Scan(byte[] data, int length, int at, LogRecord record, out int list)
    {
        record.Clear(data);
        (_record, _aside, _list) = (record, false, 0);
        var end = Object(data.AsSpan(0, length), at, _root);
        list = _list;
        if (end > 0 && _list == 0 && (record.Present & WithinText) != 0)
            ScanInner(record);
        return end;
    }

    private const ulong WithinText = (1UL << (int)RecordField.AuthorizationText) | (1UL << (int)RecordField.ClaimsText) | (1UL << (int)RecordField.IdentityText)
        | (1UL << (int)RecordField.InitiatorText) | (1UL << (int)RecordField.TargetText) | (1UL << (int)RecordField.StatusText);

    /// <summary>Log Analytics prints these as JSON within a text.</summary>
    private void ScanInner(LogRecord record)
    {
        _aside = true;
        Object(record.Inner(
            ("authorization", RecordField.AuthorizationText), ("claims", RecordField.ClaimsText), ("identity", RecordField.IdentityText), ("initiatedBy", RecordField.InitiatorText),
            ("targetResources", RecordField.TargetText), ("status", RecordField.StatusText)), 0, _root);
    }

    /// <summary>The position after an object; at its brace.</summary>
    private int Object(ReadOnlySpan<byte> data, int at, Node node)
    {
        var order = node.Order;
        var member = MemberOrder<Node?>.Beginning;
        for (var first = true; ; first = false)
        {
            // At the brace or comma before a member.
            var likely = at + MemberOrder<Node?>.Width <= data.Length
                ? order.Likely(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at), member) : MemberOrder<Node?>.Beginning;
            Node? child;
            if (likely != MemberOrder<Node?>.Beginning)
            {
                member = likely;
                child = order[likely];
                at += order.Length(likely);
            }
            else
            {
                at = JsonSkip.Space(data, at + 1);
                if (first && at < data.Length && data[at] == '}')
                    return at + 1;
                at = OtherName(data, at, node, ref member, out child);
                if (at < 0)
                    return at;
            }

            at = JsonSkip.Space(data, at);
            at = child is null ? JsonSkip.Value(data, at) : Value(data, at, child);
            if (at < 0 || _list > 0)
                return at;
            if (at < data.Length && data[at] == ',')
                continue;
            at = JsonSkip.Space(data, at);
            if (at >= data.Length)
                return JsonSkip.Cut;
            if (data[at] == '}')
                return at + 1;
            if (data[at] != ',')
                return JsonSkip.Malformed;
        }
    }

    /// <summary>The position after a name and its colon that was not expected, or is too long to be told at one look.</summary>
    private static int OtherName(ReadOnlySpan<byte> data, int at, Node node, ref int member, out Node? child)
    {
        child = null;
        if (at >= data.Length)
            return JsonSkip.Cut;
        if (node.Order.Long(data[at..], member) is var known and not MemberOrder<Node?>.Beginning)
        {
            (member, child) = (known, node.Order[known]);
            return at + node.Order.Length(known) - 1;
        }

        if (data[at] != '"')
            return JsonSkip.Malformed;
        var end = JsonSkip.String(data, at, out var escapes);
        if (end < 0)
            return end;
        var name = data[at..end];
        var found = node.Order.Find(member, name);
        child = found != MemberOrder<Node?>.Beginning ? node.Order[found] : escapes ? null : node.Find(name[1..^1]);
        member = found != MemberOrder<Node?>.Beginning ? found : node.Order.Learn(member, name, child);
        at = JsonSkip.Space(data, end);
        return at >= data.Length ? JsonSkip.Cut : data[at] == ':' ? at + 1 : JsonSkip.Malformed;
    }

    /// <summary>A member that holds a field or leads to some.</summary>
    private int Value(ReadOnlySpan<byte> data, int at, Node node)
    {
        if (at >= data.Length)
            return JsonSkip.Cut;
        switch (data[at])
        {
            case (byte)'"':
                var end = JsonSkip.String(data, at, out var escapes);
                if (end > 0 && node.Field is { } field)
                    _record.Set(field, at + 1, end - at - 2, escapes, _aside);
                return end;
            case (byte)'{':
                return node.IsLeaf ? JsonSkip.Container(data, at) : Object(data, at, node);
            case (byte)'[':
                return List(data, at, node);
            default:
                return Literal(data, at, node);
        }
    }

    private int List(ReadOnlySpan<byte> data, int at, Node node)
    {
        // A record is told from a wrapper by what came before the list: no wrapper has a time or an operation.
        if (node.Wraps && (_record.Present & ((1UL << (int)RecordField.Time) | (1UL << (int)RecordField.Operation))) == 0)
            return _list = at + 1;
        if (node.IsLeaf && node.Field is null)
            return JsonSkip.Container(data, at);
        at = JsonSkip.Space(data, at + 1);
        while (at < data.Length && data[at] != ']')
        {
            at = Value(data, at, node);
            if (at < 0)
                return at;
            at = JsonSkip.Space(data, at);
            if (at < data.Length && data[at] == ',')
                at = JsonSkip.Space(data, at + 1);
            else if (at < data.Length && data[at] != ']')
                return JsonSkip.Malformed;
        }

        return at < data.Length ? at + 1 : JsonSkip.Cut;
    }

    private int Literal(ReadOnlySpan<byte> data, int at, Node node)
    {
        var end = JsonSkip.Value(data, at);
        if (end < 0)
            return end;
        var text = data[at..end];
        if (text[0] is (byte)'t' or (byte)'f' or (byte)'n')
            return text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8) ? end : JsonSkip.Malformed;
        if (node.Field is { } field)
            _record.Set(field, at, text.Length, false, _aside);
        return end;
    }

    /// <summary>A place in the tree of names with the order in which its members were met.</summary>
    private sealed class Node
    {
        private const int MostNames = 192;
        private readonly FieldTree _tree;
        private readonly Dictionary<FieldTree, Node> _children;

        public Node(FieldTree tree)
        {
            _tree = tree;
            _children = tree.Children.ToDictionary(c => c.Child, c => new Node(c.Child));
            Field = tree.Field;
            IsLeaf = _children.Count == 0;
            Wraps = tree.Wraps;
            Order = new MemberOrder<Node?>(IsLeaf ? 1 : MostNames);
        }

        public RecordField? Field { get; }

        public bool IsLeaf { get; }

        public bool Wraps { get; }

        public MemberOrder<Node?> Order { get; }

        public Node? Find(ReadOnlySpan<byte> name) => _tree.Find(name) is { } child ? _children[child] : null;
    }
}
