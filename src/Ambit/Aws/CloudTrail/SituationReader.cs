using System.Text;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>Finds the situation of a record: one look-up where it was met before, else it is derived in plain code.</summary>
internal sealed class SituationReader(CloudTrailMemory memory)
{
    // `","eventName":"` and `","awsRegion":"`
    private const int BeforeName = 15;
    private const byte ServiceEvent = 1;
    private const byte Tls = 2;
    private const byte HasRequest = 4;
    private const byte DataEvent = 8;
    private const byte SignIn = 16;
    private const byte NetworkEvent = 32;

    /// <summary>The situation of a record.</summary>
    public CallSituation Of(ReadOnlySpan<byte> data, in RecordSlices record, IUsageSink sink)
    {
        var caller = record.Caller;
        if (caller < 0 && record.Has(RecordField.Identity) && record.Of(RecordField.Identity, data) is [(byte)'{', ..] identity)
        {
            caller = memory.CallerOf(identity, sink);
            memory.Identities.Add(data, record.StartOf(RecordField.Identity), identity.Length, caller);
        }

        var who = caller < 0 ? Caller.Nobody : memory.Caller(caller);
        var flags = Flags(data, record);
        var hash = new SecretHash(((long)caller << 8) | flags);
        AddKind(data, record, ref hash);
        hash.Add(record.Of(RecordField.Recipient, data));
        hash.Add(record.Of(RecordField.Endpoint, data));
        hash.Add(Address(data, record, who));
        var refusal = record.Has(RecordField.ErrorCode) ? AddError(data, record, who, ref hash) : null;
        if (memory.Situation(hash) is { } known)
            return known;
        var situation = Derive(data, record, who, flags, refusal, sink);
        memory.Add(hash, situation);
        return situation;
    }

    /// <summary>Source, name and region: as a rule they stand one after another and are taken at once.</summary>
    private static void AddKind(ReadOnlySpan<byte> data, in RecordSlices record, ref SecretHash hash)
    {
        var source = record.Of(RecordField.Source, data);
        var name = record.Of(RecordField.Name, data);
        var region = record.Of(RecordField.Region, data);
        var (atSource, atName, atRegion) = (record.StartOf(RecordField.Source), record.StartOf(RecordField.Name), record.StartOf(RecordField.Region));
        if (atName - atSource - source.Length == BeforeName && atRegion - atName - name.Length == BeforeName)
        {
            hash.Add(data[atSource..(atRegion + region.Length)]);
            return;
        }

        hash.Add(source);
        hash.Add(name);
        hash.Add(region);
    }

    /// <summary>The error. A refusal's message is long; only what is made of it is part of the situation.</summary>
    private static RefusalMessage? AddError(ReadOnlySpan<byte> data, in RecordSlices record, Caller who, ref SecretHash hash)
    {
        hash.Add(record.Of(RecordField.ErrorCode, data));
        if (!record.Has(RecordField.ErrorMessage) || record.Of(RecordField.ErrorMessage, data).IndexOf(RefusalMessage.Mark) < 0)
            return null;
        var byCode = CallOutcome.Of(RecordText.Of(data, record, RecordField.ErrorCode));
        if (byCode == UseOutcome.Untold || RefusalMessage.Read(RecordText.Of(data, record, RecordField.ErrorMessage)) is not { } refusal
            || (byCode != UseOutcome.Refused && !refusal.IsOf(who.Principal)))
            return null;
        hash.Add(Encoding.UTF8.GetBytes(refusal.Action));
        hash.Add(Encoding.UTF8.GetBytes(refusal.Resource ?? ""));
        hash.Add(Encoding.UTF8.GetBytes(refusal.By ?? ""));
        return refusal;
    }

    /// <summary>The address as far as the context keeps it: whole, the network's three numbers, or nothing.</summary>
    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> data, in RecordSlices record, Caller caller)
    {
        if (caller.InvokedBy is not null)
            return [];
        var address = record.Of(RecordField.Address, data);
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
            flags |= OtherType(type);
        if (record.Of(RecordField.Category, data).SequenceEqual("Data"u8) || record.Of(RecordField.Management, data).SequenceEqual("false"u8))
            flags |= DataEvent;
        if (record.Of(RecordField.Tls, data).Length > 2)
            flags |= Tls;
        if (record.Of(RecordField.Request, data).Length > 1)
            flags |= HasRequest;
        return flags;
    }

    /// <summary>"AwsServiceEvent: the service generated an event"; "AwsConsoleSignIn", "AwsConsoleAction": not API calls.</summary>
    private static byte OtherType(ReadOnlySpan<byte> type)
    {
        if (Ascii.EqualsIgnoreCase(type, "AwsConsoleSignIn"u8))
            return SignIn | ServiceEvent;
        if (Ascii.EqualsIgnoreCase(type, "AwsServiceEvent"u8) || Ascii.EqualsIgnoreCase(type, "AwsConsoleAction"u8) || Ascii.EqualsIgnoreCase(type, "AwsAggregatedEvent"u8))
            return ServiceEvent;
        return type.StartsWith("AwsVpceEvent"u8) ? NetworkEvent : (byte)0;
    }

    private CallSituation Derive(ReadOnlySpan<byte> data, in RecordSlices record, Caller who, byte flags, RefusalMessage? refusal, IUsageSink sink)
    {
        var recipe = memory.RecipeOf(RecordText.Of(data, record, RecordField.Source), RecordText.Of(data, record, RecordField.Name));
        var recipient = record.Of(RecordField.Recipient, data);
        var call = Call(data, record, who, recipe, refusal) with
        {
            Account = memory.Once(RecordText.Of(recipient) is { Length: > 0 } account ? account : who.Account ?? ""),
            Tls = (flags & Tls) != 0,
            HasRequest = (flags & HasRequest) != 0,
        };
        var somebody = (flags & ServiceEvent) == 0 && who.Principal is not null;
        var kind = (flags & SignIn) != 0 ? "signIn" : (flags & NetworkEvent) != 0 ? "networkActivity" : (flags & DataEvent) != 0 ? "data" : "management";
        var shared = ByteHash.Of(record.Of(RecordField.Name, data), ByteHash.Of(record.Of(RecordField.Source, data)));
        return new CallSituation
        {
            Number = memory.Situations,
            Recipe = recipe,
            Call = call,
            Log = sink.Logged(new LogKey("aws", call.Account, call.Region, kind)),
            Credited = somebody && recipe.Mapping.Kind == MappingKind.Permissions,
            MayBePlain = recipe.MayBePlain && call.Outcome != UseOutcome.Refused,
            Unmapped = somebody && recipe.Mapping.Kind == MappingKind.Unmapped,
            Identity = ByteHash.Of(record.Of(RecordField.ErrorCode, data), ByteHash.Of(record.Of(RecordField.Region, data), ByteHash.Of(recipient, shared))),
            SharedIdentity = shared,
            Copy = (flags & NetworkEvent) != 0 ? CallCopy.Network : who.Account is not null && who.Account == call.Account ? CallCopy.Callers : CallCopy.Others,
        };
    }

    private CloudTrailCall Call(ReadOnlySpan<byte> data, in RecordSlices record, Caller who, CallRecipe recipe, RefusalMessage? refusal)
    {
        var address = RecordText.Of(Address(data, record, who));
        if (!CallContext.KeepsAddress(who, record.Has(RecordField.Endpoint)) && address.Length > 0 && !address.Contains(':', StringComparison.Ordinal))
            address += ".0";
        return new CloudTrailCall
        {
            Source = recipe.Source,
            Name = recipe.Name,
            Region = memory.Once(RecordText.Of(data, record, RecordField.Region)),
            Account = "",
            Caller = who,
            Address = address.Length == 0 ? null : address,
            Endpoint = record.Has(RecordField.Endpoint) ? RecordText.Of(data, record, RecordField.Endpoint) : null,
            ErrorCode = record.Has(RecordField.ErrorCode) ? RecordText.Of(data, record, RecordField.ErrorCode) : null,
            Refusal = refusal,
        };
    }
}
