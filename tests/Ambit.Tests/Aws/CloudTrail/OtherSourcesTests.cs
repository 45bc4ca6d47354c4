using System.Text;
using Ambit.Aws.CloudTrail;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Tests.Aws.CloudTrail;

/// <summary>Calls from wherever the logs are kept, in the forms that their keepers give them.</summary>
public sealed class OtherSourcesTests
{
    private const string Control = """{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1777630272000,"message":"CWL CONTROL MESSAGE: Checking health of destination Kinesis stream."}]}""";

    private const string Subscription = """{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"g","logStream":"s","subscriptionFilters":["f"],"logEvents":[{"id":"1","timestamp":1777630272000,"message":"{\"eventTime\":\"2026-05-01T10:11:12Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::111122223333:role/app/Ci\"}}},\"requestParameters\":{\"bucketName\":\"b\",\"key\":\"k=1, x\"}}"}]}""";

    public static TheoryData<string, string> Subscriptions() => new()
    {
        { "A subscription as Lambda gets it", $$$"""{"awslogs":{"data":"{{{Packed(Subscription)}}}"}}""" },
        { "A subscription in Kinesis", $$"""{"Records":[{"Data":"{{Packed(Control)}}","PartitionKey":"p"},{"Data":"{{Packed(Subscription)}}","PartitionKey":"p"}]}""" },
        { "A subscription through Firehose", Control + Subscription },
    };

    public static TheoryData<string, string> Sources() => new()
    {
        {
            "CloudTrail Lake",
            "eventTime,eventSource,eventName,awsRegion,userIdentity,errorCode,requestParameters\n"
            + "2026-05-01 10:11:12.000,s3.amazonaws.com,GetObject,eu-west-1,\"{type=AssumedRole, principalid=AROAEXAMPLEEXAMPLE00:a, b=c, "
            + "arn=arn:aws:sts::111122223333:assumed-role/Ci/a, accountid=111122223333, sessioncontext={attributes={mfaauthenticated=false, creationdate=null}, "
            + "sessionissuer={type=Role, arn=arn:aws:iam::111122223333:role/app/Ci}}}\",,\"{bucketName=b, key=k=1, x}\"\n"
        },
        {
            "Athena",
            "\"eventtime\",\"eventsource\",\"eventname\",\"awsregion\",\"useridentity\",\"requestparameters\",\"resources\"\n"
            + "\"2026-05-01T10:11:12Z\",\"s3.amazonaws.com\",\"GetObject\",\"eu-west-1\",\"{type=AssumedRole, principalid=AROAEXAMPLEEXAMPLE00:a, "
            + "arn=arn:aws:sts::111122223333:assumed-role/Ci/a, accountid=111122223333, sessioncontext={sessionissuer={type=Role, arn=arn:aws:iam::111122223333:role/app/Ci}}}\","
            + "\"{\"\"bucketName\"\":\"\"b\"\",\"\"key\"\":\"\"k=1, x\"\"}\",\"[{arn=arn:aws:s3:::b/k=1, x, accountid=null, type=AWS::S3::Object}, {arn=arn:aws:s3:::b, accountid=111122223333, type=AWS::S3::Bucket}]\"\n"
        },
        {
            "CloudTrail Lake's answer",
            """{"QueryStatus":"FINISHED","QueryResultRows":[[{"eventTime":"2026-05-01 10:11:12.000"},{"eventSource":"s3.amazonaws.com"},{"eventName":"GetObject"},{"awsRegion":"eu-west-1"},{"userIdentity":"{type=AssumedRole, sessioncontext={sessionissuer={arn=arn:aws:iam::111122223333:role/app/Ci}}}"},{"requestParameters":"{bucketName=b, key=k=1, x}"}]]}"""
        },
        {
            "Athena's answer",
            """{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"eventtime"},{"VarCharValue":"eventsource"},{"VarCharValue":"eventname"},{"VarCharValue":"errorcode"},{"VarCharValue":"useridentity"},{"VarCharValue":"requestparameters"}]},{"Data":[{"VarCharValue":"2026-05-01T10:11:12Z"},{"VarCharValue":"s3.amazonaws.com"},{"VarCharValue":"GetObject"},{},{"VarCharValue":"{type=AssumedRole, sessioncontext={sessionissuer={arn=arn:aws:iam::111122223333:role/app/Ci}}}"},{"VarCharValue":"{\"bucketName\":\"b\",\"key\":\"k=1, x\"}"}]}],"ResultSetMetadata":{"ColumnInfo":[{"Name":"eventtime"},{"Name":"eventsource"},{"Name":"eventname"},{"Name":"errorcode"},{"Name":"useridentity"},{"Name":"requestparameters"}]}}}"""
        },
        {
            "Athena's second page",
            """{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"2026-05-01T10:11:12Z"},{"VarCharValue":"s3.amazonaws.com"},{"VarCharValue":"GetObject"},{"VarCharValue":"{type=AssumedRole, sessioncontext={sessionissuer={arn=arn:aws:iam::111122223333:role/app/Ci}}}"},{"VarCharValue":"{\"bucketName\":\"b\",\"key\":\"k=1, x\"}"}]}],"ResultSetMetadata":{"ColumnInfo":[{"Name":"eventtime"},{"Name":"eventsource"},{"Name":"eventname"},{"Name":"useridentity"},{"Name":"requestparameters"}]}}}"""
        },
        {
            "Elastic, the original kept",
            """{"_source":{"@timestamp":"2026-05-01T10:11:12.000Z","event":{"provider":"s3.amazonaws.com","action":"GetObject","original":"{\"eventTime\":\"2026-05-01T10:11:12Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::111122223333:role/app/Ci\"}}},\"requestParameters\":{\"bucketName\":\"b\",\"key\":\"k=1, x\"}}"},"aws":{"cloudtrail":{"event_type":"AwsApiCall"}}}}"""
        },
        {
            "Elastic, put together again",
            """{"@timestamp":"2026-05-01T10:11:12.000Z","event":{"provider":"s3.amazonaws.com","action":"GetObject","id":"e-1","outcome":"success"},"cloud":{"region":"eu-west-1","account":{"id":"111122223333"}},"aws":{"cloudtrail":{"event_type":"AwsApiCall","user_identity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/Ci/a","session_context":{"session_issuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/app/Ci"}}},"flattened":{"request_parameters":{"bucketName":"b","key":"k=1, x"}}}}}"""
        },
        {
            "Elastic, every name dotted",
            """{"@timestamp":"2026-05-01T10:11:12.000Z","event.provider":"s3.amazonaws.com","event.action":"GetObject","event.id":["e-1"],"cloud.region":"eu-west-1","cloud.account.id":"111122223333","aws.cloudtrail.user_identity.type":"AssumedRole","aws.cloudtrail.user_identity.session_context.session_issuer.arn":"arn:aws:iam::111122223333:role/app/Ci","aws.cloudtrail.flattened.request_parameters":{"bucketName":"b","key":"k=1, x"}}"""
        },
        {
            "Logs Insights",
            """{"results":[[{"field":"@timestamp","value":"2026-05-01 10:11:12.000"},{"field":"@message","value":"{\"eventTime\":\"2026-05-01T10:11:12Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::111122223333:role/app/Ci\"}}},\"requestParameters\":{\"bucketName\":\"b\",\"key\":\"k=1, x\"}}"},{"field":"@ptr","value":"p"}]],"status":"Complete"}"""
        },
        {
            "Splunk's export",
            """{"preview":false,"offset":0,"result":{"_raw":"{\"eventTime\":\"2026-05-01T10:11:12Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::111122223333:role/app/Ci\"}}},\"requestParameters\":{\"bucketName\":\"b\",\"key\":\"k=1, x\"}}","sourcetype":"aws:cloudtrail"}}"""
        },
        {
            "Splunk's answer over REST",
            """{"preview":false,"results":[{"sourcetype":"aws:cloudtrail","_raw":"{\"eventTime\":\"2026-05-01T10:11:12Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::111122223333:role/app/Ci\"}}},\"requestParameters\":{\"bucketName\":\"b\",\"key\":\"k=1, x\"}}"}]}"""
        },
        {
            "Splunk, fields alone",
            """{"preview":false,"result":{"eventTime":"2026-05-01T10:11:12Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","userIdentity.type":"AssumedRole","userIdentity.sessionContext.sessionIssuer.arn":"arn:aws:iam::111122223333:role/app/Ci","requestParameters.bucketName":"b","requestParameters.key":"k=1, x"}}"""
        },
        {
            "OCSF 1.1",
            """{"class_uid":6003,"time":1777630272000,"metadata":{"uid":"e-1","product":{"name":"CloudTrail","version":"1.08","feature":{"name":"Data"}},"event_code":"AwsApiCall"},"api":{"operation":"GetObject","service":{"name":"s3.amazonaws.com"},"request":{"uid":"r","data":"{\"bucketName\":\"b\",\"key\":\"k=1, x\"}"},"response":{"error":null}},"cloud":{"region":"eu-west-1","provider":"AWS"},"src_endpoint":{"ip":"203.0.113.7"},"actor":{"user":{"type":"AssumedRole","uid":"arn:aws:sts::111122223333:assumed-role/Ci/a","uid_alt":"AROAEXAMPLEEXAMPLE00:a","account":{"uid":"111122223333"}},"session":{"issuer":"arn:aws:iam::111122223333:role/app/Ci","is_mfa":false}},"resources":[{"uid":"arn:aws:s3:::b/k=1, x","type":"AWS::S3::Object"}]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    [MemberData(nameof(Subscriptions))]
    public void A_call_is_the_same_use_wherever_it_is_kept(string source, string content)
    {
        Assert.NotEmpty(source);
        var bytes = Encoding.UTF8.GetBytes(content);
        var format = AwsLogs.All.First(f => f.Recognises(bytes, "x"));
        var row = Assert.Single(Read(format, bytes).Rows());
        Assert.Equal(("arn:aws:iam::111122223333:role/app/Ci", "s3:GetObject", "arn:aws:s3:::b/k=1, x"), (row.Principal, row.Action, row.Resource));
    }

    [Fact]
    public void Splunk_s_table_holds_the_event_in_its_raw_column()
    {
        var raw = TrailSample.Event().ToJsonString().Replace("\"", "\"\"", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes($"_time,_raw,source\n2026-05-01,\"{raw}\",x\n");
        var format = AwsLogs.All.First(f => f.Recognises(bytes, "x"));
        Assert.Equal("iam:ListUsers", Assert.Single(Read(format, bytes).Rows()).Action);
    }

    [Fact]
    public void A_digest_is_known_and_holds_no_call()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"awsAccountId":"111122223333","digestStartTime":"2026-05-01T10:00:00Z","digestEndTime":"2026-05-01T11:00:00Z","logFiles":[]}""");
        var format = AwsLogs.All.First(f => f.Recognises(bytes, "x"));
        Assert.Equal(0, Read(format, bytes).Events);
    }

    [Fact]
    public void An_insight_is_no_call()
    {
        var call = TrailSample.Event(System.Text.Json.Nodes.JsonNode.Parse("""{"eventType":"AwsCloudTrailInsight","insightDetails":{"state":"Start","eventSource":"iam.amazonaws.com","eventName":"ListUsers"}}"""));
        call.Remove("userIdentity");
        var rollup = TrailSample.Read(call.ToJsonString());
        Assert.Empty(rollup.Rows());
        Assert.Equal("insight", Assert.Single(rollup.Coverage).Kind);
    }

    private static UsageRollup Read(ILogFormat format, byte[] content)
    {
        var rollup = new UsageRollup(new EventMemory());
        format.Read(new MemoryStream(content), "x", rollup, TestContext.Current.CancellationToken);
        Assert.Empty(rollup.Bad);
        return rollup;
    }

    [Fact]
    public void What_is_packed_within_packed_is_not_opened()
    {
        var nested = Subscription;
        for (var i = 0; i < 2; i++)
            nested = $$$"""{"awslogs":{"data":"{{{Packed(nested)}}}"}}""";
        Assert.Empty(TrailSample.Read(nested).Rows());
    }

    private static string Packed(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(packed.ToArray());
    }
}
