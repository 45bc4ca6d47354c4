using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>Finds the members of one record that matter, over the bytes as they lie in the buffer; everything else is skipped.</summary>
internal sealed class RecordScanner(KnownIdentities identities)
{
    private const int MostNames = 64;
    private readonly MemberOrder<RecordField> _layout = new(MostNames);

    /// <summary>Scans the object at <paramref name="at"/>.</summary>
    /// <returns>The position after it; <see cref="JsonSkip.Cut"/> when the data ends first; <see cref="JsonSkip.Malformed"/> when it is no object, <paramref name="wrongAt"/> says where.</returns>
    public int Scan(ReadOnlySpan<byte> data, int at, out RecordSlices slices, out int wrongAt)
    {
        slices = new RecordSlices { Start = at, Caller = -1 };
        var member = MemberOrder<RecordField>.Beginning;
        while (true)
        {
            // At the brace or comma before a member.
            var likely = at + MemberOrder<RecordField>.Width <= data.Length
                ? _layout.Likely(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at), member) : MemberOrder<RecordField>.Beginning;
            RecordField field;
            if (likely != MemberOrder<RecordField>.Beginning)
            {
                member = likely;
                field = _layout[likely];
                at += _layout.Length(likely);
            }
            else
            {
                wrongAt = at = JsonSkip.Space(data, at + 1);
                if (slices.End == 0 && at < data.Length && data[at] == '}')
                    return slices.End = at + 1;
                at = OtherName(data, at, ref member, out field, ref slices, out wrongAt);
                if (at < 0)
                    return at;
            }

            at = JsonSkip.Space(data, at);
            var end = Member(data, at, field, ref slices);
            wrongAt = at;
            if (end < 0)
                return end;
            if (slices.ListAt > 0)
                return slices.ListAt;
            if (end >= data.Length || data[end] != ',')
            {
                wrongAt = end = JsonSkip.Space(data, end);
                if (end >= data.Length)
                    return JsonSkip.Cut;
                if (data[end] == '}')
                    return slices.End = end + 1;
                if (data[end] != ',')
                    return JsonSkip.Malformed;
            }

            slices.End = at = end;
        }
    }

    private int OtherName(ReadOnlySpan<byte> data, int at, ref int member, out RecordField field, ref RecordSlices slices, out int wrongAt)
    {
        wrongAt = at;
        field = RecordField.None;
        if (at >= data.Length)
            return JsonSkip.Cut;
        if (data[at] != '"')
            return JsonSkip.Malformed;
        var end = JsonSkip.String(data, at, out var escapes);
        if (end < 0)
            return end;
        slices.Escapes |= escapes;
        var found = _layout.Find(member, data[at..end]);
        field = found == MemberOrder<RecordField>.Beginning ? FieldOf(data.Slice(at + 1, end - at - 2)) : _layout[found];
        member = found == MemberOrder<RecordField>.Beginning ? _layout.Learn(member, data[at..end], field) : found;
        at = JsonSkip.Space(data, end);
        wrongAt = at;
        return at >= data.Length ? JsonSkip.Cut : data[at] == ':' ? at + 1 : JsonSkip.Malformed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Member(ReadOnlySpan<byte> data, int at, RecordField field, ref RecordSlices slices)
    {
        var opens = at < data.Length && (data[at] == '[' ? field is RecordField.Wrapped or RecordField.Nested : data[at] == '{' && field == RecordField.Nested);
        if (opens && !slices.Has(RecordField.Source))
        {
            slices.ListAt = at + 1;
            return at + 1;
        }

        if (at < data.Length && data[at] == '"')
            return Text(data, at, field, ref slices);
        if (field == RecordField.Identity && (slices.Caller = identities.Find(data, at, out var length)) >= 0)
        {
            slices.Set(field, at, length);
            return at + length;
        }

        var end = JsonSkip.Value(data, at);
        if (end < 0 || field == RecordField.None)
            return end;

        // Of two members of one name the last counts, also where it is null: so do parsers of JSON take it.
        slices.Set(field, at, data[at] == 'n' ? 0 : end - at);
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Text(ReadOnlySpan<byte> data, int at, RecordField field, ref RecordSlices slices)
    {
        var end = JsonSkip.String(data, at, out var escapes);
        if (end < 0 || field == RecordField.None)
            return end;
        if (field == RecordField.Identity)
            slices.Caller = -1;
        slices.Set(field, at + 1, end - at - 2);
        slices.Escapes |= escapes && field != RecordField.ErrorMessage;
        return end;
    }

    private static RecordField FieldOf(ReadOnlySpan<byte> key) =>
        key.Length switch
        {
            4 when key.SequenceEqual("_raw"u8) => RecordField.Wrapped,
            4 when key.SequenceEqual("hits"u8) => RecordField.Nested,
            5 when key.SequenceEqual("event"u8) => RecordField.Wrapped,
            6 => key.SequenceEqual("detail"u8) ? RecordField.Detail
                : key.SequenceEqual("result"u8) || key.SequenceEqual("Events"u8) || key.SequenceEqual("events"u8) ? RecordField.Wrapped : RecordField.None,
            7 => key.SequenceEqual("eventID"u8) ? RecordField.EventId
                : key.SequenceEqual("Records"u8) || key.SequenceEqual("results"u8) || key.SequenceEqual("_source"u8) || key.SequenceEqual("message"u8)
                    ? RecordField.Wrapped : RecordField.None,
            8 when key.SequenceEqual("addendum"u8) => RecordField.Addendum,
            9 => Nine(key),
            10 when key.SequenceEqual("tlsDetails"u8) => RecordField.Tls,
            10 when key.SequenceEqual("@timestamp"u8) => RecordField.Timestamp,
            10 when key.SequenceEqual("attributes"u8) => RecordField.Wrapped,
            11 => key.SequenceEqual("eventSource"u8) ? RecordField.Source : RecordField.None,
            12 => Twelve(key),
            13 when key.SequenceEqual("sharedEventID"u8) => RecordField.SharedId,
            13 when key.SequenceEqual("eventCategory"u8) => RecordField.Category,
            13 when key.SequenceEqual("vpcEndpointId"u8) => RecordField.Endpoint,
            14 when key.SequenceEqual("insightDetails"u8) => RecordField.Insight,
            14 when key.SequenceEqual("event.original"u8) => RecordField.Wrapped,
            15 when key.SequenceEqual("sourceIPAddress"u8) => RecordField.Address,
            15 when key.SequenceEqual("managementEvent"u8) => RecordField.Management,
            15 when key.SequenceEqual("CloudTrailEvent"u8) => RecordField.Wrapped,
            17 when key.SequenceEqual("requestParameters"u8) => RecordField.Request,
            18 when key.SequenceEqual("recipientAccountId"u8) => RecordField.Recipient,
            _ => RecordField.None,
        };

    private static RecordField Nine(ReadOnlySpan<byte> key) =>
        key[5] switch
        {
            (byte)'T' when key.SequenceEqual("eventTime"u8) => RecordField.Time,
            (byte)'T' when key.SequenceEqual("eventType"u8) => RecordField.EventType,
            (byte)'N' when key.SequenceEqual("eventName"u8) => RecordField.Name,
            (byte)'g' when key.SequenceEqual("awsRegion"u8) => RecordField.Region,
            (byte)'C' when key.SequenceEqual("errorCode"u8) => RecordField.ErrorCode,
            (byte)'r' when key.SequenceEqual("resources"u8) => RecordField.Resources,
            (byte)'e' when key.SequenceEqual("logEvents"u8) => RecordField.Wrapped,
            _ => RecordField.None,
        };

    private static RecordField Twelve(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("userIdentity"u8) ? RecordField.Identity : key.SequenceEqual("errorMessage"u8) ? RecordField.ErrorMessage : RecordField.None;
}
