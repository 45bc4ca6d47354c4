using System.Text;
using System.Text.Json;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Counts one record: whose log it is, whether it was counted before, and which uses it stands for. A call of a kind met before
/// costs look-ups only; the uses of a new kind are derived once, in plain code (<see cref="CallUses"/>).
/// </summary>
internal sealed class RecordCounter(CloudTrailMemory memory)
{
    private const byte ServiceEvent = 1;
    private const byte Tls = 2;
    private const byte HasRequest = 4;
    private const byte DataEvent = 8;
    private const byte SignIn = 16;
    private const byte NetworkEvent = 32;
    private static readonly ParameterNames ArnNames = Named("ARN");
    private static readonly ParameterNames OriginalId = Named("originalEventID");
    private readonly CallKey _key = new();
    private readonly List<ParameterSlice> _resources = [];
    private readonly List<ParameterSlice> _parameters = [];

    /// <summary>Counts the record; returns what is wrong with it, null for nothing.</summary>
    public string? Count(ReadOnlySpan<byte> data, in RecordSlices record, IUsageSink sink)
    {
        if (EventTime.Parse(record.Has(RecordField.Time) ? record.Of(RecordField.Time, data) : record.Of(RecordField.Timestamp, data)) is not { } time)
            return "has no `eventTime` that is a time";
        if (record.Has(RecordField.Insight))
        {
            sink.Logged(new LogKey("aws", Text(data, record, RecordField.Recipient), Text(data, record, RecordField.Region), "insight")).Add(time);
            return null;
        }

        var caller = record.Has(RecordField.Identity) && record.Of(RecordField.Identity, data) is [(byte)'{', ..] identity ? memory.CallerOf(identity, sink) : -1;
        var recipe = memory.RecipeOf(record.Of(RecordField.Source, data), record.Of(RecordField.Name, data));
        Key(data, record, caller, recipe);
        var key = _key.Bytes;
        var content = ByteHash.Of(_key.Content);
        var hash = ByteHash.Of(_key.Numbers, content);
        if (!memory.TryGet(key, hash, out var tallies))
        {
            tallies = Derive(data, record, caller, recipe, sink);
            memory.Add(key, hash, tallies);
        }

        var first = sink.First(EventHash(data, record, content), time);
        if (first || record.Has(RecordField.SharedId))
            tallies.Log.Add(time);
        if (!first)
            return null;
        foreach (var use in tallies.Uses)
            use.Add(time);
        if (tallies.Unmapped)
            sink.Unmapped("aws", recipe.Source, recipe.Name);
        return null;
    }

    private void Key(ReadOnlySpan<byte> data, in RecordSlices record, int caller, CallRecipe recipe)
    {
        var flags = Flags(data, record);
        _key.Begin(caller, recipe.Number, flags);
        _key.Add(record.Of(RecordField.Region, data));
        _key.Add(record.Of(RecordField.Recipient, data));
        _resources.Clear();
        _parameters.Clear();
        if (caller < 0 || memory.Caller(caller).Principal is null || recipe.Mapping.Kind != MappingKind.Permissions || (flags & ServiceEvent) != 0)
            return;
        _key.Add(record.Of(RecordField.Endpoint, data));
        _key.Add(Address(data, record, memory.Caller(caller)));
        _key.Add(record.Of(RecordField.ErrorCode, data));
        AddRefusal(data, record);
        if (record.Has(RecordField.Resources))
        {
            ParameterScanner.ScanList(record.Of(RecordField.Resources, data), ArnNames, _resources);
            foreach (var resource in _resources)
                _key.Add(record.Of(RecordField.Resources, data).Slice(resource.Start, resource.Length));
        }

        if (!recipe.WantsRequest || !record.Has(RecordField.Request))
            return;
        var request = record.Of(RecordField.Request, data);
        ParameterScanner.Scan(request, recipe.Names, recipe.WantsArns, _parameters);
        foreach (var parameter in _parameters)
        {
            _key.Add((parameter.Name << 1) | (parameter.Top ? 1 : 0));
            _key.Add(request.Slice(parameter.Start, parameter.Length));
        }
    }

    /// <summary>"A refusal" is rare and its message long; only what is made of it is part of the key.</summary>
    private void AddRefusal(ReadOnlySpan<byte> data, in RecordSlices record)
    {
        if (Refusal(data, record) is not { } refusal)
            return;
        _key.Add(Encoding.UTF8.GetBytes(refusal.Action));
        _key.Add(Encoding.UTF8.GetBytes(refusal.Resource ?? ""));
    }

    private static RefusalMessage? Refusal(ReadOnlySpan<byte> data, in RecordSlices record) =>
        record.Has(RecordField.ErrorCode) && record.Has(RecordField.ErrorMessage) && CallOutcome.Of(Text(data, record, RecordField.ErrorCode)) == UseOutcome.Refused
            ? RefusalMessage.Read(Unescaped(record.Of(RecordField.ErrorMessage, data)))
            : null;

    /// <summary>The address as far as the context keeps it: whole, the network's three numbers, or nothing.</summary>
    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> data, in RecordSlices record, Caller caller)
    {
        var address = record.Of(RecordField.Address, data);
        if (caller.InvokedBy is not null)
            return [];
        if (CallContext.KeepsAddress(caller, record.Has(RecordField.Endpoint)))
            return address;
        var dot = address.LastIndexOf((byte)'.');
        return dot < 0 ? address : address[..dot];
    }

    private static byte Flags(ReadOnlySpan<byte> data, in RecordSlices record)
    {
        byte flags = 0;
        var type = record.Of(RecordField.EventType, data);
        if (type.Length > 0 && !type.SequenceEqual("AwsApiCall"u8))
        {
            // "AwsServiceEvent: the service generated an event"; "AwsConsoleSignIn", "AwsConsoleAction": not API calls.
            if (Ascii(type, "AwsConsoleSignIn"u8))
                flags |= SignIn | ServiceEvent;
            else if (Ascii(type, "AwsServiceEvent"u8) || Ascii(type, "AwsConsoleAction"u8) || Ascii(type, "AwsAggregatedEvent"u8))
                flags |= ServiceEvent;
            else if (type.StartsWith("AwsVpceEvent"u8))
                flags |= NetworkEvent;
        }

        if (record.Of(RecordField.Category, data).SequenceEqual("Data"u8) || record.Of(RecordField.Management, data).SequenceEqual("false"u8))
            flags |= DataEvent;
        if (record.Of(RecordField.Tls, data).Length > 2)
            flags |= Tls;
        if (record.Of(RecordField.Request, data).Length > 1)
            flags |= HasRequest;
        return flags;
    }

    private CallTallies Derive(ReadOnlySpan<byte> data, in RecordSlices record, int caller, CallRecipe recipe, IUsageSink sink)
    {
        var flags = Flags(data, record);
        var who = caller < 0 ? Caller.Nobody : memory.Caller(caller);
        var account = Text(data, record, RecordField.Recipient) is { Length: > 0 } recipient ? recipient : who.Account ?? "";
        var region = Text(data, record, RecordField.Region);
        var kind = (flags & SignIn) != 0 ? "signIn" : (flags & NetworkEvent) != 0 ? "networkActivity" : (flags & DataEvent) != 0 ? "data" : "management";
        var log = sink.Logged(new LogKey("aws", account, region, kind));
        if ((flags & ServiceEvent) != 0 || who.Principal is null)
            return new CallTallies(log, [], false, recipe);
        if (recipe.Mapping.Kind != MappingKind.Permissions)
            return new CallTallies(log, [], recipe.Mapping.Kind == MappingKind.Unmapped, recipe);
        var uses = CallUses.Of(recipe, Call(data, record, who, recipe, account, region, flags));
        return new CallTallies(log, [.. uses.Select(u => sink.Tally(u))], false, recipe);
    }

    private CloudTrailCall Call(ReadOnlySpan<byte> data, in RecordSlices record, Caller who, CallRecipe recipe, string account, string region, byte flags)
    {
        var address = Encoding.UTF8.GetString(Address(data, record, who));
        if (!CallContext.KeepsAddress(who, record.Has(RecordField.Endpoint)) && address.Length > 0 && !address.Contains(':', StringComparison.Ordinal))
            address += ".0";
        var resources = new List<string>(_resources.Count);
        foreach (var resource in _resources)
            resources.Add(Uri.UnescapeDataString(Unescaped(record.Of(RecordField.Resources, data).Slice(resource.Start, resource.Length))));
        var parameters = new List<Parameter>(_parameters.Count);
        foreach (var slice in _parameters)
        {
            var value = Unescaped(record.Of(RecordField.Request, data).Slice(slice.Start, slice.Length));
            parameters.Add(new Parameter(slice.Name < 0 ? "" : recipe.Names[slice.Name], value.StartsWith("arn%3A", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(value) : value, slice.Top));
        }

        return new CloudTrailCall
        {
            Source = recipe.Source,
            Name = recipe.Name,
            Region = region,
            Account = account,
            Caller = who,
            Address = address.Length == 0 ? null : address,
            Endpoint = record.Has(RecordField.Endpoint) ? Text(data, record, RecordField.Endpoint) : null,
            ErrorCode = record.Has(RecordField.ErrorCode) ? Text(data, record, RecordField.ErrorCode) : null,
            Refusal = Refusal(data, record),
            Tls = (flags & Tls) != 0,
            Resources = resources,
            Parameters = parameters,
            HasRequest = (flags & HasRequest) != 0,
        };
    }

    /// <summary>
    /// A second delivery has the same id and says the same; one id is seen on two different events. A call across accounts lies in
    /// both with one <c>sharedEventID</c>; an event delivered again with more data names its original.
    /// </summary>
    private UInt128 EventHash(ReadOnlySpan<byte> data, in RecordSlices record, ulong content)
    {
        var shared = record.Has(RecordField.SharedId);
        var id = record.Of(shared ? RecordField.SharedId : RecordField.EventId, data);
        if (record.Has(RecordField.Addendum))
            id = Original(record.Of(RecordField.Addendum, data), id);
        if (id.IsEmpty)
            id = data[record.Start..record.End];
        var high = ByteHash.Of(id, ByteHash.Of(record.Of(RecordField.Time, data), shared ? 0 : content));
        var low = ByteHash.Of(record.Of(RecordField.ErrorCode, data), ByteHash.Of(record.Of(RecordField.Name, data), high));
        return new UInt128(high, low);
    }

    private ReadOnlySpan<byte> Original(ReadOnlySpan<byte> addendum, ReadOnlySpan<byte> id)
    {
        _parameters.Clear();
        ParameterScanner.Scan(addendum, OriginalId, false, _parameters);
        return _parameters.Count > 0 && _parameters[0].Length > 0 ? addendum.Slice(_parameters[0].Start, _parameters[0].Length) : id;
    }

    private static string Text(ReadOnlySpan<byte> data, in RecordSlices record, RecordField field) => Encoding.UTF8.GetString(record.Of(field, data));

    private static bool Ascii(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other) => System.Text.Ascii.EqualsIgnoreCase(text, other);

    private static string Unescaped(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(text);
        var quoted = new byte[text.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        text.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        try
        {
            return reader.Read() ? reader.GetString() ?? "" : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(text);
        }
    }

    private static ParameterNames Named(string name)
    {
        var names = new ParameterNames();
        names.Add(name);
        return names;
    }
}
