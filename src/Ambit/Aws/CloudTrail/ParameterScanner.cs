using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>Finds in a request the parameters whose names are asked for, and ARNs under any name, over the bytes.</summary>
internal static class ParameterScanner
{
    private const int Deepest = 12;
    private const int End = int.MinValue;

    /// <summary>How many parameters of one request are found at most.</summary>
    public const int Most = 128;

    /// <summary>Scans a request (a JSON object).</summary>
    public static void Scan(ReadOnlySpan<byte> request, ParameterNames names, bool arns, List<ParameterSlice> found)
    {
        if (request.Length > 2 && request[0] == '{')
            Object(request, 0, names, arns, 0, found);
    }

    /// <summary>Scans a list of objects (<c>resources</c>).</summary>
    public static void ScanList(ReadOnlySpan<byte> list, ParameterNames names, List<ParameterSlice> found)
    {
        if (list.Length > 2 && list[0] == '[')
            List(list, 0, -1, names, false, 0, found);
    }

    private static int Object(ReadOnlySpan<byte> data, int at, ParameterNames names, bool arns, int depth, List<ParameterSlice> found)
    {
        var member = MemberOrder<int>.Beginning;
        while (true)
        {
            // At the brace or comma before a member.
            at = Name(data, at, names, ref member, out var name);
            if (at < 0)
                return at;
            if (name == End)
                return at;
            at = Value(data, JsonSkip.Space(data, at), name, names, arns, depth, found);
            if (at < 0)
                return at;
            at = JsonSkip.Space(data, at);
            if (at >= data.Length || data[at] is not ((byte)',' or (byte)'}'))
                return JsonSkip.Malformed;
            if (data[at] == '}')
                return at + 1;
        }
    }

    /// <summary>The position after a member's name and colon, or after the brace that closes the object.</summary>
    private static int Name(ReadOnlySpan<byte> data, int at, ParameterNames names, ref int member, out int name)
    {
        name = End;
        var likely = at + MemberOrder<int>.Width <= data.Length
            ? names.Order.Likely(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at), member) : MemberOrder<int>.Beginning;
        if (likely != MemberOrder<int>.Beginning)
        {
            member = likely;
            name = names.Order[likely];
            return at + names.Order.Length(likely);
        }

        at = JsonSkip.Space(data, at + 1);
        if (at < data.Length && data[at] == '}')
            return at + 1;
        if (at >= data.Length || data[at] != '"')
            return JsonSkip.Malformed;
        var end = JsonSkip.String(data, at, out var escapes);
        if (end < 0)
            return end;
        name = names.Find(data[at..end], escapes, ref member);
        at = JsonSkip.Space(data, end);
        return at < data.Length && data[at] == ':' ? at + 1 : JsonSkip.Malformed;
    }

    private static int List(ReadOnlySpan<byte> data, int at, int name, ParameterNames names, bool arns, int depth, List<ParameterSlice> found)
    {
        at = JsonSkip.Space(data, at + 1);
        while (at < data.Length && data[at] != ']')
        {
            at = Value(data, at, name, names, arns, depth, found);
            if (at < 0)
                return at;
            at = JsonSkip.Space(data, at);
            if (at < data.Length && data[at] == ',')
                at = JsonSkip.Space(data, at + 1);
        }

        return at < data.Length ? at + 1 : JsonSkip.Cut;
    }

    private static int Value(ReadOnlySpan<byte> data, int at, int name, ParameterNames names, bool arns, int depth, List<ParameterSlice> found)
    {
        if (at >= data.Length)
            return JsonSkip.Cut;
        if (depth >= Deepest || found.Count >= Most)
            return JsonSkip.Value(data, at);
        switch (data[at])
        {
            case (byte)'{':
                if (name >= 0 && JsonSkip.Space(data, at + 1) is var first && first < data.Length && data[first] != '}')
                    found.Add(new ParameterSlice(name, at, 0, depth == 0));
                return Object(data, at, names, arns, depth + 1, found);
            case (byte)'[':
                return List(data, at, name, names, arns, depth, found);
            case (byte)'"':
                var end = JsonSkip.String(data, at);
                if (end > 0 && end - at - 2 is > 0 and <= 2048 and var length && (name >= 0 || (arns && data.Slice(at + 1, length).StartsWith("arn:"u8))))
                    found.Add(new ParameterSlice(name, at + 1, length, depth == 0));
                return end;
            default:
                end = JsonSkip.Value(data, at);
                if (end > 0 && name >= 0 && data[at] != 'n')
                    found.Add(new ParameterSlice(name, at, end - at, depth == 0));
                return end;
        }
    }
}
