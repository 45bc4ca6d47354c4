using System.Runtime.InteropServices;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Counts one record: whose log it is, whether it was counted before, and which uses it stands for. A call of a kind met before
/// costs look-ups only; the uses of a new kind are derived once, in plain code (<see cref="CallUses"/>).
/// </summary>
internal sealed class RecordCounter(CloudTrailMemory memory)
{
    private static readonly ParameterNames ArnNames = Named("ARN");
    private static readonly ParameterNames OriginalId = Named("originalEventID");
    private readonly SituationReader _situations = new(memory);
    private readonly List<ParameterSlice> _resources = [];
    private readonly List<ParameterSlice> _parameters = [];

    /// <summary>Counts the record; returns what is wrong with it, null for nothing.</summary>
    public string? Count(ReadOnlySpan<byte> data, in RecordSlices record, IUsageSink sink)
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
        var tallies = situation.Credited ? TalliesOf(data, record, situation, sink) : CallTallies.None;
        var id = Id(data, record, out var unique);
        if (!sink.First(ByteHash.Of(id, ByteHash.Of(written, unique ? situation.Identity : Content(data, record, situation))), time))
            return null;
        situation.Log.Add(time);

        if (record.Has(RecordField.SharedId))
        {
            var shared = ByteHash.Of(record.Of(RecordField.SharedId, data), ByteHash.Of(written, situation.SharedIdentity));
            CountShared(shared, ByteHash.Of(id, situation.Identity), situation, tallies, time, sink);
            return null;
        }

        Use(situation, tallies, time, sink);
        return null;
    }

    private void Use(CallSituation situation, int tallies, long time, IUsageSink sink)
    {
        memory.Tallies.Add(tallies, time, sink);
        if (situation.Unmapped)
            sink.Unmapped("aws", situation.Recipe.Source, situation.Recipe.Name);
    }

    /// <summary>
    /// "sharedEventID: the same event, in both accounts' logs": each log has it, and it is one use, as the caller's own account tells
    /// it; another account's copy knows the caller by a unique id at best.
    /// </summary>
    private void CountShared(ulong shared, ulong own, CallSituation situation, int tallies, long time, IUsageSink sink)
    {
        if (situation.Copy != CallCopy.Callers && !situation.Unmapped)
            memory.Tallies.AddLater(tallies, shared, ((ulong)situation.Copy << 62) | (own >> 2), time, sink);
        else if (sink.First(shared, time))
            Use(situation, tallies, time, sink);
    }

    /// <summary>The number of a call's tallies.</summary>
    private int TalliesOf(ReadOnlySpan<byte> data, in RecordSlices record, CallSituation situation, IUsageSink sink)
    {
        Slices(data, record, situation.Recipe);
        if (_resources.Count + _parameters.Count == 0)
            return situation.Plain ??= memory.Tallies.NumberOf(CallUses.Of(situation.Recipe, situation.Call, situation.Context), sink);
        var hash = Hash(data, record, situation.Number);
        if (memory.Calls.TryGet(hash, out var number))
            return number;
        number = memory.Tallies.NumberOf(CallUses.Of(situation.Recipe, Call(data, record, situation), situation.Context), sink);
        memory.Calls.Add(hash, number);
        return number;
    }

    private void Slices(ReadOnlySpan<byte> data, in RecordSlices record, CallRecipe recipe)
    {
        _resources.Clear();
        _parameters.Clear();
        if (recipe.WantsResources && record.Has(RecordField.Resources))
            ParameterScanner.ScanList(record.Of(RecordField.Resources, data), ArnNames, _resources);
        if (recipe.WantsRequest && record.Has(RecordField.Request))
            ParameterScanner.Scan(record.Of(RecordField.Request, data), recipe.Names, recipe.WantsArns, _parameters);
    }

    private SecretHash Hash(ReadOnlySpan<byte> data, in RecordSlices record, int situation)
    {
        var hash = new SecretHash(situation);
        hash.Add((ulong)_resources.Count);
        var resources = record.Of(RecordField.Resources, data);
        foreach (ref readonly var resource in CollectionsMarshal.AsSpan(_resources))
            hash.Add(resources.Slice(resource.Start, resource.Length));
        var request = record.Of(RecordField.Request, data);
        foreach (ref readonly var parameter in CollectionsMarshal.AsSpan(_parameters))
        {
            hash.Add((ulong)(uint)((parameter.Name << 1) | (parameter.Top ? 1 : 0)));
            hash.Add(request.Slice(parameter.Start, parameter.Length));
        }

        return hash;
    }

    /// <summary>What tells apart events that some other maker gave one id.</summary>
    private static ulong Content(ReadOnlySpan<byte> data, in RecordSlices record, CallSituation situation) =>
        ByteHash.Of(record.Of(RecordField.Request, data), ByteHash.Of(record.Of(RecordField.Resources, data), ByteHash.Of(record.Of(RecordField.Address, data), situation.Identity)));

    private CloudTrailCall Call(ReadOnlySpan<byte> data, in RecordSlices record, CallSituation situation)
    {
        var resources = new string[_resources.Count];
        for (var i = 0; i < resources.Length; i++)
            resources[i] = Uri.UnescapeDataString(RecordText.Of(record.Of(RecordField.Resources, data).Slice(_resources[i].Start, _resources[i].Length)));
        var parameters = new Parameter[_parameters.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            var slice = _parameters[i];
            var value = RecordText.Of(record.Of(RecordField.Request, data).Slice(slice.Start, slice.Length));
            if (value.StartsWith("arn%3A", StringComparison.OrdinalIgnoreCase))
                value = Uri.UnescapeDataString(value);
            parameters[i] = new Parameter(slice.Name < 0 ? "" : situation.Recipe.Names[slice.Name], value, slice.Top);
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
        ParameterScanner.Scan(addendum, OriginalId, false, _parameters);
        return _parameters.Count > 0 && _parameters[0].Length > 0 ? addendum.Slice(_parameters[0].Start, _parameters[0].Length) : id;
    }

    private static ParameterNames Named(string name)
    {
        var names = new ParameterNames();
        names.Add(name);
        return names;
    }
}
