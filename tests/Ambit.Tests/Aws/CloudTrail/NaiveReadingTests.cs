using System.Text;
using System.Text.Json;
using Ambit.Aws.CloudTrail;
using Ambit.Tests.Reference;
using Ambit.Usage;
using CsCheck;

namespace Ambit.Tests.Aws.CloudTrail;

/// <summary>The reader that scans bytes against one that parses every record whole, on records as strangers may write them.</summary>
public sealed class NaiveReadingTests
{
    private static readonly (string Source, string Name)[] Calls =
    [
        ("s3.amazonaws.com", "GetObject"), ("s3.amazonaws.com", "PutBucketPolicy"), ("iam.amazonaws.com", "CreateRole"), ("ec2.amazonaws.com", "RunInstances"),
        ("lambda.amazonaws.com", "CreateFunction20150331"), ("sts.amazonaws.com", "AssumeRole"), ("kms.amazonaws.com", "Decrypt"), ("dynamodb.amazonaws.com", "GetItem"),
    ];

    private static readonly string[] Names = ["bucketName", "key", "roleName", "roleArn", "role", "functionName", "tableName", "keyId", "externalId", "userName", "eventName", "eventSource", "x"];

    private const string Ada = """{"type":"IAMUser","principalId":"AIDAEXAMPLEEXAMPLE00","arn":"arn:aws:iam::111122223333:user/ada","accountId":"111122223333"}""";

    [Fact]
    public void Scanning_bytes_finds_what_parsing_finds() =>
        Gen.Select(Record.Array[1, 12], Gen.Int[0, 4], Gen.Int[1, 700]).Sample((records, packing, piece) =>
        {
            string[] numbered = [.. records.Select((r, i) => $$"""{{{r}},"eventID":"{{i / 2:x8}}-0000-4000-8000-{{i / 2:x12}}"}""")];
            string[] distinct = [.. numbered.Select((r, i) => i % 2 == 1 ? numbered[i - 1] : r)];
            var text = packing switch
            {
                0 => $$"""{"Records":[{{string.Join(',', distinct)}}]}""",
                1 => string.Join('\n', distinct),
                2 => $"[{string.Join(",\n", distinct)}]",
                3 => $$"""{"Records" : [ {{string.Join(" , ", distinct)}} ] }""",
                _ => string.Join("\r\n", distinct.Select(Indented)),
            };
            var rollup = new UsageRollup(new EventMemory());
            new CloudTrailLog().Read(new Pieces(Encoding.UTF8.GetBytes(text), piece), "log.json", rollup, TestContext.Current.CancellationToken);
            Assert.Equal(0, rollup.BadCount);
            Assert.Equal(NaiveTrail.Uses(distinct), NaiveTrail.Uses(rollup));
        }, iter: 400);

    [Fact]
    public void A_record_larger_than_the_buffer_is_read_like_any_other()
    {
        var request = $$"""{"bucketName":"b","key":"k","filler":"{{new string('x', 1 << 20)}}\\\"}]"}""";
        string[] records = [.. Enumerable.Range(0, 3).Select(i => $$"""{"eventTime":"2026-05-01T10:11:12Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ada"},"requestParameters":{{request}},"eventID":"{{i:x8}}-0000-4000-8000-000000000000"}""")];
        Assert.Equal(NaiveTrail.Uses(records), NaiveTrail.Uses(TrailSample.Read($$"""{"Records":[{{string.Join(',', records)}}]}""")));
    }

    private static Gen<string> Text => Gen.Char["abz09:/-_.\"\\é{}[],\u0001"].Array[0, 14].Select(c => Quoted(new string(c)));

    private static Gen<string> Arn => One("arn:aws:s3:::b/k", "arn:aws:s3:::b", "arn:aws:iam::111122223333:role/r", "arn:aws:kms:eu-west-1:111122223333:key/k", "arn:aws:lambda:eu-west-1:111122223333:function:f").Select(Quoted);

    private static Gen<string> Plain => One("\"b\"", "\"k/1\"", "\"r\"", "17", "true", "null", "\"\"", "{}", "[]");

    /// <summary>A name, sometimes with a letter of it escaped.</summary>
    private static Gen<string> Name => Gen.Select(One(Names), Gen.Int[0, 9]).Select((n, e) => e == 0 ? $"\"\\u{(int)n[0]:x4}{n[1..]}\"" : $"\"{n}\"");

    private static Gen<string> Identity =>
        Gen.Select(Gen.Int[0, 4], Text, Gen.Bool, One("true", "false")).Select((kind, session, instance, mfa) =>
        {
            var name = instance ? "i-0abc" : "s" + session.Length;
            return kind switch
            {
                0 => Ada,
                1 => $$$"""{"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE00:{{{name}}}","arn":"arn:aws:sts::111122223333:assumed-role/r/{{{name}}}","accountId":"111122223333","accessKeyId":{{{session}}},"sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/p/r"},"attributes":{"creationDate":{{{session}}},"mfaAuthenticated":"{{{mfa}}}"} } }""",
                2 => $$"""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/r/{{name}}","invokedBy":"kms.amazonaws.com"}""",
                3 => $$"""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/r/{{name}}","type":"IAMUser","userName":{{session}}}""",
                _ => """{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}""",
            };
        });

    private static Gen<string> Record =>
        Gen.Select(One(Calls), Identity, Request(3), One("", "\"errorCode\":\"AccessDenied\",", "\"errorCode\":null,", "\"errorCode\":\"NoSuchKey\","), Gen.Select(Text, Arn, Gen.Int[0, 9], Gen.Int[0, 28]))
            .Select((call, identity, request, error, more) =>
            {
                var (text, arn, odd, day) = more;
                var twice = odd == 0 ? "\"awsRegion\":\"us-east-1\"," : odd == 1 ? "\"vpcEndpointId\":\"vpce-1\",\"vpcEndpointId\":null," : odd == 4 ? $"\"userIdentity\":{Ada}," : "";
                var resources = odd == 2 ? $"\"resources\":[{{\"ARN\":{arn},\"type\":\"x\"}}]," : odd == 3 ? "\"resources\":null," : odd == 5 ? "\"userIdentity\":\"nobody\"," : odd == 6 ? "\"userIdentity\":null," : "";
                return $$"""{{twice}}"eventVersion":"1.11","userIdentity":{{identity}},"eventTime":"2026-05-{{day + 1:d2}}T10:11:12Z","eventSource":"{{call.Source}}","eventName":"{{call.Name}}","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7","userAgent":{{text}},{{error}}"requestParameters":{{request}},"responseElements":{"eventName":{{text}},"requestParameters":{"bucketName":"other"} },{{resources}}"recipientAccountId":"111122223333" """.TrimEnd();
            });

    private static Gen<string> Request(int depth)
    {
        var value = depth == 0 ? Gen.OneOf(Text, Arn, Plain) : Gen.OneOf(Text, Arn, Plain, Request(depth - 1), Gen.OneOf(Arn, Plain).Array[0, 3].Select(v => $"[{string.Join(',', v)}]"));
        var members = Gen.Select(Name, value).Select((n, v) => $"{n}:{v}").Array[0, 4].Select(m => $"{{{string.Join(',', m)}}}");
        return depth == 3 ? Gen.OneOf(members, members, members, Gen.Const("null")) : members;
    }

    private static Gen<T> One<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Indented(string record)
    {
        // Written anew with the same members, twice named ones too.
        using var document = JsonDocument.Parse(record);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            document.RootElement.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A stream that gives few bytes at a time.</summary>
    private sealed class Pieces(byte[] content, int size) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, size)]);
    }
}
