using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Ambit.Estate.Aws;

/// <summary>One call at one moment, written as CloudTrail writes it (CloudTrail User Guide, "CloudTrail record contents").</summary>
internal sealed record TrailEvent(Actor Actor, Call Call, DateTime At, TrailSession Session, Seeded Random, Volume? Volume)
{
    private static readonly JsonWriterOptions s_unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _number = Random.Below(400).ToString(CultureInfo.InvariantCulture);
    private readonly string _hex = Random.Next().ToString("x16", CultureInfo.InvariantCulture) + "a";
    private readonly string _shared = Uuid(Random);
    private readonly string _request = Uuid(Random);
    private readonly string _address = Random.Pick(Actor.Addresses);
    private readonly string? _agent = Volume?.Agent(Actor);
    private readonly string? _additional = Volume is null ? Call.Additional : Volume.Additional(Call);
    private readonly string _response = Volume is null ? Call.Response : Volume.Response(Call, At);
    private readonly string? _requestOfService = Volume?.RequestId(Call);

    /// <summary>The event as the given account's trail has it.</summary>
    public byte[] For(string recipient)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, s_unescaped))
            Write(json, recipient);
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, string recipient)
    {
        json.WriteStartObject();
        json.WriteString("eventVersion", "1.11");
        json.WritePropertyName("userIdentity");
        new TrailIdentity(Actor, Call, Session, At).Write(json, recipient);
        json.WriteString("eventTime", At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("eventSource", Call.Service + ".amazonaws.com");
        json.WriteString("eventName", Call.Name);
        json.WriteString("awsRegion", Call.Region);
        var service = Call.InvokedBy ?? (Actor.Kind == CallerKind.AwsService ? Actor.Name : null);
        json.WriteString("sourceIPAddress", service ?? _address);
        json.WriteString("userAgent", service ?? _agent ?? Actor.Agent);
        if (Call.ErrorCode is not null)
        {
            json.WriteString("errorCode", Call.ErrorCode);
            json.WriteString("errorMessage", Fill(Call.ErrorMessage!));
        }

        Raw(json, "requestParameters", Call.Request);
        Raw(json, "responseElements", _response);
        if (_additional is not null)
            Raw(json, "additionalEventData", _additional);
        Tail(json, recipient, service);
        json.WriteEndObject();
    }

    private void Tail(Utf8JsonWriter json, string recipient, string? service)
    {
        json.WriteString("requestID", _requestOfService ?? _request);
        json.WriteString("eventID", recipient == Actor.Account || Call.Also is null ? _shared : Other(_shared));
        json.WriteBoolean("readOnly", Call.ReadOnly);
        if (Call.Resources.Count > 0)
            Resources(json, recipient);
        json.WriteString("eventType", Call.EventType);
        json.WriteBoolean("managementEvent", !Call.Data);
        json.WriteString("recipientAccountId", recipient);
        if (Call.Also is not null)
            json.WriteString("sharedEventID", Other(_request));
        if (Actor.VpcEndpoint is not null && service is null)
        {
            json.WriteString("vpcEndpointId", Actor.VpcEndpoint);
            json.WriteString("vpcEndpointAccountId", Actor.Account);
        }

        json.WriteString("eventCategory", Call.Data ? "Data" : "Management");
        if (service is null)
            Raw(json, "tlsDetails", $$"""{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"{{Call.Service}}.{{Call.Region}}.amazonaws.com"}""");
    }

    private void Resources(Utf8JsonWriter json, string recipient)
    {
        json.WriteStartArray("resources");
        foreach (var resource in Call.Resources)
        {
            var blank = resource.IndexOf(' ');
            json.WriteStartObject();
            if (!resource.StartsWith("AWS::S3::Object", StringComparison.Ordinal))
                json.WriteString("accountId", Call.Also ?? recipient);
            json.WriteString("type", resource[..blank]);
            json.WriteString("ARN", Fill(resource[(blank + 1)..]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Raw(Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Fill(text), skipInputValidation: true);
    }

    private string Fill(string text) =>
        text.Contains('{')
            ? text.Replace("{day}", At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Replace("{n}", _number).Replace("{id}", _hex).Replace("{session}", Session.Name)
            : text;

    private static string Uuid(Seeded random) => Uuid(random.Next(), random.Next());

    private static string Other(string uuid) => Uuid(Seeded.Of(uuid), Seeded.Of(uuid + "'"));

    private static string Uuid(ulong high, ulong low) =>
        string.Create(CultureInfo.InvariantCulture, $"{high >> 32:x8}-{(high >> 16) & 0xffff:x4}-4{high & 0xfff:x3}-a{(low >> 48) & 0xfff:x3}-{low & 0xffffffffffff:x12}");
}
