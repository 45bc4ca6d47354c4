using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Aws.CloudTrail;
using Ambit.Import;
using Ambit.Usage;
using CsCheck;

namespace Ambit.Tests.Aws.CloudTrail;

public sealed class CloudTrailReaderTests
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };

    public static TheoryData<string, string> Packings()
    {
        var one = TrailSample.Event();
        var text = one.ToJsonString();
        var quoted = JsonValue.Create(text).ToJsonString();
        return new TheoryData<string, string>
        {
            { "Records", $$"""{"Records":[{{text}}]}""" },
            { "Records after another member", $$"""{"fileVersion":"1.0", "Records": [ {{text}} ], "more": {"a":[1]} }""" },
            { "one a line", text + "\n" },
            { "a list", $"[{text}]" },
            { "printed over many lines", one.ToJsonString(Pretty) },
            { "Records printed over many lines", new JsonObject { ["Records"] = new JsonArray(one.DeepClone()) }.ToJsonString(Pretty) },
            { "EventBridge", $$"""{"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","source":"aws.iam","account":"1","time":"2026-05-01T10:11:12Z","region":"eu-west-1","resources":[],"detail":{{text}} }""" },
            { "lookup-events", $$"""{"Events":[{"EventId":"e-1","EventName":"ListUsers","ReadOnly":"true","EventTime":1777630272.0,"EventSource":"iam.amazonaws.com","Username":"ada","Resources":[],"CloudTrailEvent":{{quoted}}}],"NextToken":"t"}""" },
            { "an element of lookup-events", $$"""{"EventId":"e-1","EventName":"ListUsers","CloudTrailEvent":{{quoted}} }""" },
            { "Elastic with the original", $$$"""{"@timestamp":"2026-05-01T10:11:12Z","event":{"original":{{{quoted}}},"action":"ListUsers"}}""" },
            { "Elastic with the original, dotted", $$"""{"event.original":{{quoted}} }""" },
            { "Elastic's search", $$$$"""{"took":1,"hits":{"total":{"value":1},"hits":[{"_index":"x","_source":{"event":{"original":{{{{quoted}}}}}}}]}}""" },
            { "Splunk's export", $$$"""{"preview":false,"offset":0,"lastrow":true,"result":{"_raw":{{{quoted}}},"_time":"2026-05-01","sourcetype":"aws:cloudtrail"}}""" },
            { "CloudWatch Logs subscription", $$$"""{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s","subscriptionFilters":[],"logEvents":[{"id":"1","timestamp":1,"message":{{{quoted}}}}]}""" },
            { "filter-log-events", $$$"""{"events":[{"logStreamName":"s","timestamp":1,"message":{{{quoted}}},"ingestionTime":1,"eventId":"1"}],"searchedLogStreams":[]}""" },
            { "CloudWatch Logs export", $"2026-05-01T10:11:12.000Z {text}\n" },
            { "Datadog", $$"""{"_id":"x","date":"2026-05-01T10:11:12Z","service":"cloudtrail","message":"","attributes":{{text}} }""" },
        };
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void Every_packing_gives_the_same_use(string packing, string content)
    {
        Assert.NotEmpty(packing);
        Assert.True(new CloudTrailLog().Recognises(Encoding.UTF8.GetBytes(content), "x"));
        var rollup = TrailSample.Read(content);
        Assert.Empty(rollup.Bad);
        var row = Assert.Single(rollup.Rows());
        Assert.Equal(("arn:aws:iam::111122223333:user/ada", "iam:ListUsers", 1), (row.Principal, row.Action, row.Count));
    }

    [Fact]
    public void Elastic_without_the_original_is_put_together_again()
    {
        const string text = """
            {"@timestamp":"2026-05-01T10:11:12.000Z","event":{"id":"e-1","action":"GetObject","provider":"s3.amazonaws.com","outcome":"success"},
             "cloud":{"region":"eu-west-1","account":{"id":"111122223333"}},"source":{"ip":"203.0.113.7"},"user":{"id":"AROAEXAMPLEEXAMPLE00:s"},
             "aws":{"cloudtrail":{"user_identity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/r/s",
               "session_context":{"mfa_authenticated":"false","session_issuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/p/r"}}},
               "flattened":{"request_parameters":{"bucketName":"b","key":"k"}}}}}
            """;
        Assert.True(new CloudTrailLog().Recognises(Encoding.UTF8.GetBytes(text), "x"));
        var row = Assert.Single(TrailSample.Read(text).Rows());
        Assert.Equal(("arn:aws:iam::111122223333:role/p/r", "s3:GetObject", "arn:aws:s3:::b/k"), (row.Principal, row.Action, row.Resource));
    }

    [Theory]
    [InlineData("""{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{}}]}""")]
    [InlineData("""{"source":["aws.s3"],"detail":{"eventSource":["s3.amazonaws.com"],"eventName":["PutObject"]}}""")]
    [InlineData("""{"eventName":{"value":"x"},"eventSource":null}""")]
    [InlineData("eventSource s3.amazonaws.com eventName x")]
    [InlineData("")]
    public void What_is_no_CloudTrail_is_not_recognised(string content) => Assert.False(new CloudTrailLog().Recognises(Encoding.UTF8.GetBytes(content), "cloudtrail.json"));

    [Theory]
    [InlineData("""{"eventVersion":"1.08","eventName" "broken"}""")]
    [InlineData("""{"eventVersion":"1.08","userIdentity":{"type":"x","eventName":"unclosed","eventTime":"2026"}""")]
    [InlineData("""{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"ListUsers","eventTime":"no time"}""")]
    [InlineData("""{"eventVersion":"1.08","nothing":1}""")]
    public void A_broken_record_costs_itself_only(string broken)
    {
        var content = $"{TrailSample.Event(id: "a").ToJsonString()}\n{broken}\n{TrailSample.Event(id: "b").ToJsonString()}\n";
        var rollup = TrailSample.Read(content);
        Assert.Equal(2, Assert.Single(rollup.Rows()).Count);
        Assert.Equal(1, rollup.BadCount);
        Assert.Contains("record 2", rollup.Bad[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, rollup.Bad[0].Line);
    }

    [Fact]
    public void A_file_that_is_cut_off_keeps_what_came_before()
    {
        var content = $$"""{"Records":[{{TrailSample.Event(id: "a").ToJsonString()}},{{TrailSample.Event(id: "b").ToJsonString()[..200]}}""";
        var rollup = TrailSample.Read(content);
        Assert.Equal(1, Assert.Single(rollup.Rows()).Count);
        Assert.Equal(1, rollup.BadCount);
    }

    [Fact]
    public void The_same_event_of_two_trails_counts_once_and_one_id_on_two_events_counts_twice()
    {
        var failed = TrailSample.Event(JsonNode.Parse("""{"eventName":"GetUser","errorCode":"NoSuchEntityException"}"""));
        var content = string.Join('\n', TrailSample.Event().ToJsonString(), TrailSample.Event().ToJsonString(), failed.ToJsonString());
        Assert.Equal(2, TrailSample.Read(content).Rows().Sum(r => r.Count));
    }

    [Fact]
    public void A_call_across_accounts_counts_once_whichever_account_s_log_comes_first()
    {
        var own = TrailSample.Event(JsonNode.Parse("""{"sharedEventID":"s-1"}"""), "a");
        var other = TrailSample.Event(JsonNode.Parse("""{"sharedEventID":"s-1","recipientAccountId":"444455556666"}"""), "b");
        other["userIdentity"] = JsonNode.Parse("""{"type":"AWSAccount","principalId":"AIDAEXAMPLEEXAMPLE00","accountId":"111122223333"}""");
        foreach (var order in new[] { new[] { own, other }, [other, own] })
        {
            // A third event tells whose unique id it is.
            var rollup = TrailSample.Read(string.Join('\n', order.Select(e => e.ToJsonString()).Append(TrailSample.Event(id: "c").ToJsonString())));
            Assert.Equal(2, rollup.Rows().Sum(r => r.Count));
            Assert.All(rollup.Rows(), r => Assert.Equal("arn:aws:iam::111122223333:user/ada", r.Principal));
        }
    }

    [Fact]
    public void Which_copy_of_a_call_counts_does_not_depend_on_which_thread_came_first()
    {
        var own = TrailSample.Event(JsonNode.Parse("""{"sharedEventID":"s-1","eventSource":"kms.amazonaws.com","eventName":"Decrypt"}"""), "a");
        var others = TrailSample.Event(JsonNode.Parse("""{"sharedEventID":"s-1","eventSource":"kms.amazonaws.com","eventName":"Decrypt","recipientAccountId":"444455556666"}"""), "b");
        others["userIdentity"] = JsonNode.Parse("""{"type":"AWSAccount","principalId":"AIDAEXAMPLEEXAMPLE99","accountId":"111122223333"}""");
        var third = others.DeepClone().AsObject();
        (third["eventID"], third["recipientAccountId"]) = ("c", "777788889999");
        JsonObject[][] splits = [[own, others, third], [third, others, own], [others, own, third], [others, third], [third, others]];
        foreach (var split in splits)
        {
            for (var at = 0; at <= split.Length; at++)
            {
                var memory = new EventMemory();
                var parts = new[] { Part(split[..at], memory), Part(split[at..], memory) };
                parts[0].Add(parts[1]);
                var row = Assert.Single(parts[0].Rows());
                Assert.Equal(1, row.Count);
                Assert.Equal(split.Contains(own) ? "arn:aws:iam::111122223333:user/ada" : "AIDAEXAMPLEEXAMPLE99", row.Principal);
            }
        }

        static UsageRollup Part(JsonObject[] events, EventMemory memory)
        {
            var rollup = new UsageRollup(memory);
            var content = string.Join('\n', events.Select(e => e.ToJsonString()));
            new CloudTrailLog().Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), "log.json", rollup, TestContext.Current.CancellationToken);
            return rollup;
        }
    }

    [Fact]
    public void Records_longer_than_the_buffer_and_on_its_border_are_read()
    {
        var lines = Enumerable.Range(0, 400).Select(i =>
            TrailSample.Event(new JsonObject { ["additionalEventData"] = new string('x', (i * 37 % 9000) + (i == 200 ? 3_000_000 : 0)) }, $"e-{i}").ToJsonString());
        var rollup = TrailSample.Read($$"""{"Records":[{{string.Join(',', lines)}}]}""");
        Assert.Empty(rollup.Bad);
        Assert.Equal(400, Assert.Single(rollup.Rows()).Count);
    }

    [Fact]
    public void Whatever_the_bytes_reading_ends_and_throws_nothing() =>
        Gen.Select(Gen.Char["{}[]\":,\\ \n\u0000aeé1.-tfn"].Array[0, 300], Gen.Int[0, 400]).Sample((noise, cut) =>
        {
            var text = TrailSample.Event().ToJsonString();
            var at = Math.Min(cut, text.Length);
            _ = TrailSample.Read(text[..at] + new string(noise) + text[at..]);
            return true;
        }, iter: 2000);

    [Fact]
    public void Skipping_a_value_ends_where_the_vendor_s_reader_ends() =>
        Json(4).Sample(value =>
        {
            var bytes = Encoding.UTF8.GetBytes(value + " ,");
            return JsonSkip.Value(bytes, 0) == Encoding.UTF8.GetByteCount(value);
        }, iter: 3000);

    private static Gen<string> Json(int depth)
    {
        var text = Gen.Char["ab\"\\{}[]:,é\n"].Array[0, 90].Select(c => JsonSerializer.Serialize(new string(c)));
        var leaf = Gen.OneOf(text, Gen.Int.Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), Gen.Const("true"), Gen.Const("null"));
        if (depth == 0)
            return leaf;
        var inner = Json(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Array[0, 5].Select(v => "[" + string.Join(", ", v) + "]"),
            Gen.Select(text, inner).Array[0, 5].Select(m => "{" + string.Join(",", m.Select(p => p.Item1 + " : " + p.Item2)) + "}"));
    }
}
