using System.Runtime.InteropServices;
using System.Text;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Counts records: whose log each is, whether it was counted before, and which uses it stands for. A call of a kind met before costs
/// look-ups only; the uses of a new kind are derived once, in plain code (<see cref="CallUses"/>). Records are looked at one by one
/// and counted together, so that look-ups in large tables wait for memory beside each other and not one after another.
/// </summary>
internal sealed class RecordCounter(CloudTrailMemory memory)
{
    private const int Together = 64;
    private readonly ParameterNames _arnNames = Named("ARN");
    private readonly ParameterNames _originalId = Named("originalEventID");
    private readonly SituationReader _situations = new(memory);
    private readonly PlainUses _plain = new(memory.Tallies);
    private readonly List<ParameterSlice> _resources = [];
    private readonly List<ParameterSlice> _parameters = [];
    private readonly PendingCall[] _pending = new PendingCall[Together];
    private readonly ulong[] _fingerprints = new ulong[Together];
    private readonly long[] _times = new long[Together];
    private readonly bool[] _first = new bool[Together];
    private int _count;

    /// <summary>Takes the record; returns what is wrong with it, null for nothing. It is counted by <see cref="Settle"/> at the latest.</summary>
    public string? Take(ReadOnlySpan<byte> data, in RecordSlices record, IUsageSink sink)
    {
        var written = record.Has(RecordField.Time) ? record.Of(RecordField.Time, data) : record.Of(RecordField.Timestamp, data);
        if (!WrittenTime.TryParse(written, out var time))
            return "has no `eventTime` that is a time";
        if (record.Has(RecordField.Insight))
        {
            sink.Logged(new LogKey("aws", RecordText.Of(data, record, RecordField.Recipient), RecordText.Of(data, record, RecordField.Region), "insight")).Add(time);
            return null;
        }

        var situation = _situations.Of(data, record, sink);
        var id = Id(data, record, out var unique);
        ref var pending = ref _pending[_count];
        pending.Situation = situation;
        pending.Keyed = situation.Credited && Key(data, record, situation, out pending.Hash);
        if (pending.Keyed)
        {
            memory.Calls.Soon(pending.Hash);
            pending.Record = record;
        }

        pending.Shared = record.Has(RecordField.SharedId) ? ByteHash.Of(record.Of(RecordField.SharedId, data), ByteHash.Of(written, situation.SharedIdentity)) | 1 : 0;
        _fingerprints[_count] = ByteHash.Of(id, ByteHash.Of(written, unique ? situation.Identity : Content(data, record, situation)));
        _times[_count] = time;
        if (++_count == Together)
            Settle(data, sink);
        return null;
    }

    /// <summary>Counts all that was taken; to be called before the data that it was taken from changes.</summary>
    public void Settle(ReadOnlySpan<byte> data, IUsageSink sink)
    {
        var count = _count;
        if (count == 0)
            return;
        _count = 0;
        sink.First(_fingerprints.AsSpan(0, count), _times.AsSpan(0, count), _first);
        for (var i = 0; i < count; i++)
        {
            if (!_first[i])
                continue;
            ref readonly var pending = ref _pending[i];
            var situation = pending.Situation;
            situation.Log.Add(_times[i]);
            if (pending.Shared != 0 && !Counts(data, i, sink))
                continue;
            if (situation.Credited)
                memory.Tallies.Add(TalliesOf(data, pending, sink), _times[i], sink);
            else if (situation.Unmapped)
                sink.Unmapped("aws", situation.Recipe.Source, situation.Recipe.Name);
        }

        memory.Tallies.Settle(sink);
    }

    /// <summary>
    /// "sharedEventID: the same event, in both accounts' logs": each log has it, and it is one use, as the caller's own account tells
    /// it; another account's copy knows the caller by a unique id at best, and waits.
    /// </summary>
    private bool Counts(ReadOnlySpan<byte> data, int number, IUsageSink sink)
    {
        ref readonly var pending = ref _pending[number];
        var situation = pending.Situation;
        if (situation.Copy == CallCopy.Callers || situation.Unmapped)
            return sink.First(pending.Shared, _times[number]);
        if (situation.Credited)
            memory.Tallies.AddLater(TalliesOf(data, pending, sink), pending.Shared, ((ulong)situation.Copy << 62) | (_fingerprints[number] >> 2), _times[number], sink);
        return false;
    }

    /// <summary>The number of a call's tallies.</summary>
    private int TalliesOf(ReadOnlySpan<byte> data, in PendingCall pending, IUsageSink sink)
    {
        var situation = pending.Situation;
        if (!pending.Keyed)
            return situation.Plain ??= Derive(situation, situation.Call, new CallText { Surroundings = situation.Surroundings }, sink);
        if (memory.Calls.TryGet(pending.Hash, out var number))
            return number;
        Slices(data, pending.Record, situation.Recipe);
        number = Derive(data, pending.Record, situation, sink);
        memory.Calls.Add(pending.Hash, number);
        return number;
    }

    private int Derive(ReadOnlySpan<byte> data, in RecordSlices record, CallSituation situation, IUsageSink sink)
    {
        var text = new CallText
        {
            ResourceList = record.Of(RecordField.Resources, data),
            Resources = CollectionsMarshal.AsSpan(_resources),
            Request = record.Of(RecordField.Request, data),
            Parameters = CollectionsMarshal.AsSpan(_parameters),
            Surroundings = situation.Surroundings,
        };
        if (text.IsDecoded)
        {
            var plain = situation.MayBePlain && situation.Recipe.IsPlain(text) ? _plain.NumberOf(situation, text, sink) : null;
            return plain ?? Derive(situation, Call(text, situation), text, sink);
        }

        var decoded = new DecodedCall(text);
        return Derive(situation, Call(decoded.Text, situation), decoded.Text, sink);
    }

    private int Derive(CallSituation situation, CloudTrailCall call, in CallText text, IUsageSink sink) =>
        memory.Tallies.NumberOf(CallUses.Of(situation.Recipe, call, text, situation.Context), sink);

    private bool Key(ReadOnlySpan<byte> data, in RecordSlices record, CallSituation situation, out SecretHash hash)
    {
        Slices(data, record, situation.Recipe);
        hash = _resources.Count + _parameters.Count > 0 ? Hash(data, record, situation.Number) : default;
        return _resources.Count + _parameters.Count > 0;
    }

    private void Slices(ReadOnlySpan<byte> data, in RecordSlices record, CallRecipe recipe)
    {
        _resources.Clear();
        _parameters.Clear();
        if (recipe.WantsResources && record.Has(RecordField.Resources))
            ParameterScanner.ScanList(record.Of(RecordField.Resources, data), _arnNames, _resources);
        if (recipe.WantsRequest && record.Has(RecordField.Request))
            ParameterScanner.Scan(record.Of(RecordField.Request, data), recipe.Names, recipe.WantsArns, _parameters);
    }

    private SecretHash Hash(ReadOnlySpan<byte> data, in RecordSlices record, int situation)
    {
        var hash = new SecretHash(((long)_resources.Count << 32) | (uint)situation);
        var resources = record.Of(RecordField.Resources, data);
        foreach (ref readonly var resource in CollectionsMarshal.AsSpan(_resources))
            hash.Add(resources.Slice(resource.Start, resource.Length));
        var request = record.Of(RecordField.Request, data);
        foreach (ref readonly var parameter in CollectionsMarshal.AsSpan(_parameters))
        {
            hash.Add(request.Slice(parameter.Start, parameter.Length), (uint)((parameter.Name << 1) | (parameter.Top ? 1 : 0)));
        }

        return hash;
    }

    /// <summary>What tells apart events that some other maker gave one id.</summary>
    private static ulong Content(ReadOnlySpan<byte> data, in RecordSlices record, CallSituation situation) =>
        ByteHash.Of(record.Of(RecordField.Request, data), ByteHash.Of(record.Of(RecordField.Resources, data), ByteHash.Of(record.Of(RecordField.Address, data), situation.Identity)));

    private static CloudTrailCall Call(in CallText text, CallSituation situation)
    {
        var resources = new string[text.Resources.Length];
        for (var i = 0; i < resources.Length; i++)
            resources[i] = Encoding.UTF8.GetString(text.Of(text.Resources[i]));
        var parameters = new Parameter[text.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            ref readonly var slice = ref text.Parameters[i];
            parameters[i] = new Parameter(slice.Name < 0 ? "" : situation.Recipe.Names[slice.Name], Encoding.UTF8.GetString(text.ValueOf(slice)), slice.Top);
        }

        return situation.Call with { Resources = resources, Parameters = parameters };
    }

    /// <summary>
    /// A second delivery has the same id and says the same; an event delivered again with more data names its original. What has no
    /// id of CloudTrail's making ("a GUID generated by CloudTrail to uniquely identify each event") is told by its content as well.
    /// </summary>
    private ReadOnlySpan<byte> Id(ReadOnlySpan<byte> data, in RecordSlices record, out bool unique)
    {
        var id = record.Of(RecordField.EventId, data);
        if (record.Has(RecordField.Addendum))
            id = Original(record.Of(RecordField.Addendum, data), id);
        if (id.IsEmpty)
            id = data[record.Start..record.End];
        unique = id.Length == 36 && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-';
        return id;
    }

    private ReadOnlySpan<byte> Original(ReadOnlySpan<byte> addendum, ReadOnlySpan<byte> id)
    {
        _parameters.Clear();
        ParameterScanner.Scan(addendum, _originalId, false, _parameters);
        return _parameters.Count > 0 && _parameters[0].Length > 0 ? addendum.Slice(_parameters[0].Start, _parameters[0].Length) : id;
    }

    private static ParameterNames Named(string name)
    {
        var names = new ParameterNames();
        names.Add(name);
        return names;
    }
}
