using System.Text;
using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;
using Ambit.Aws.ServerAccess;
using Ambit.Usage;

namespace Ambit.Tests.Aws.ServerAccess;

/// <summary>S3's server access logs: use of objects where no trail records data events.</summary>
public sealed class ServerAccessLogTests
{
    private const string Owner = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/reader/i-0abc";

    [Theory]
    [InlineData("A read", Session, "REST.GET.OBJECT", "daily/a.csv", "200 -", "-", "arn:aws:iam::111122223333:role/reader s3:GetObject arn:aws:s3:::reports/daily/a.csv Used")]
    [InlineData("A read of one version", Session, "REST.HEAD.OBJECT", "a", "200 -", "3HL4kqtJlcpXroDTDmJ", "arn:aws:iam::111122223333:role/reader s3:GetObjectVersion arn:aws:s3:::reports/a Used")]
    [InlineData("A key with a blank", Session, "REST.PUT.OBJECT", "a%2520b", "200 -", "-", "arn:aws:iam::111122223333:role/reader s3:PutObject arn:aws:s3:::reports/a b Used")]
    [InlineData("A user", "arn:aws:iam::111122223333:user/ops/ada", "REST.GET.BUCKET", "-", "200 -", "-", "arn:aws:iam::111122223333:user/ops/ada s3:ListBucket arn:aws:s3:::reports Used")]
    [InlineData("A refusal", Session, "REST.DELETE.OBJECT", "a", "403 AccessDenied", "-", "arn:aws:iam::111122223333:role/reader s3:DeleteObject arn:aws:s3:::reports/a Refused")]
    [InlineData("What is not there was allowed to be read", Session, "REST.GET.OBJECT", "a", "404 NoSuchKey", "-", "arn:aws:iam::111122223333:role/reader s3:GetObject arn:aws:s3:::reports/a Used")]
    [InlineData("Throttling tells nothing", Session, "REST.GET.OBJECT", "a", "503 SlowDown", "-", "arn:aws:iam::111122223333:role/reader s3:GetObject arn:aws:s3:::reports/a Untold")]
    [InlineData("The list of an object's permissions", Session, "REST.GET.ACL", "a", "200 -", "-", "arn:aws:iam::111122223333:role/reader s3:GetObjectAcl arn:aws:s3:::reports/a Used")]
    [InlineData("The list of a bucket's permissions", Session, "REST.GET.ACL", "-", "200 -", "-", "arn:aws:iam::111122223333:role/reader s3:GetBucketAcl arn:aws:s3:::reports Used")]
    [InlineData("Nobody signed", "-", "WEBSITE.GET.OBJECT", "index.html", "200 -", "-", "* s3:GetObject arn:aws:s3:::reports/index.html Used")]
    [InlineData("An account without a name", Owner, "REST.GET.OBJECT", "a", "200 -", "-", "")]
    [InlineData("S3 itself", "AmazonS3", "S3.EXPIRE.OBJECT", "a", "- -", "-", "")]
    [InlineData("A service", "svc:logging.s3.amazonaws.com", "REST.PUT.OBJECT", "a", "200 -", "-", "")]
    public void A_record_is_the_use_that_it_tells(string what, string requester, string operation, string key, string result, string version, string expected)
    {
        Assert.NotEmpty(what);
        var rows = Read(Line(requester, operation, key, result, version)).Rows();
        Assert.Equal(expected, string.Join(", ", rows.Select(r => $"{r.Principal} {r.Action} {r.Resource} {r.Outcome}")));
    }

    [Fact]
    public void It_is_told_from_other_files_by_what_it_holds()
    {
        var bytes = Encoding.UTF8.GetBytes(Line(Session, "REST.GET.OBJECT", "a", "200 -", "-"));
        Assert.IsType<ServerAccessLog>(AwsLogs.All.First(f => f.Recognises(bytes, "2026-10-30-17-19-08-0123456789ABCDEF")));
        Assert.False(new ServerAccessLog().Recognises(Encoding.UTF8.GetBytes($"{Owner} a line that begins with a hash and is long enough to be looked at, but is none"), "x"));
    }

    [Fact]
    public void The_log_is_the_bucket_s_and_no_account_s_and_a_record_counts_once()
    {
        var line = Line(Session, "REST.GET.OBJECT", "a", "200 -", "-");
        var rollup = Read(line + line);
        Assert.Equal(1, Assert.Single(rollup.Rows()).Count);
        Assert.Equal(("arn:aws:s3:::reports", "eu-west-1", "serverAccess"), rollup.Coverage.Select(c => (c.Scope, c.Region, c.Kind)).Single());
    }

    [Fact]
    public void A_broken_line_costs_itself_only()
    {
        var rollup = new UsageRollup(new EventMemory());
        new ServerAccessLog().Read(new MemoryStream(Encoding.UTF8.GetBytes("nonsense\n" + Line(Session, "REST.GET.OBJECT", "a", "200 -", "-"))), "x", rollup, TestContext.Current.CancellationToken);
        Assert.Single(rollup.Rows());
        Assert.Equal(1, Assert.Single(rollup.Bad).Line);
    }

    [Fact]
    public void Every_permission_of_the_table_is_in_the_catalogue() => Assert.All(
        CatalogueText.Rows("server-access-operations.tsv").SelectMany(r => r[2].Split(',')).Where(a => a != "-"),
        a => Assert.True(AwsCatalogue.Current.IndexOf(MappedAction.Parse(a).Action) >= 0, a));

    private static string Line(string requester, string operation, string key, string result, string version) =>
        $"{Owner} reports [30/Oct/2026:17:18:19 +0000] 203.0.113.7 {requester} 3E57427F3EXAMPLE {operation} {key} \"GET /reports?x=\"y\" HTTP/1.1\" {result} 113 - 7 - \"-\" \"S3Console/0.4 \"quoted\"\" {version} s9lzHYrFp76ZVxRcpX9 SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader reports.s3.eu-west-1.amazonaws.com TLSv1.2 - -\n";

    private static UsageRollup Read(string content)
    {
        var rollup = new UsageRollup(new EventMemory());
        new ServerAccessLog().Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), "x", rollup, TestContext.Current.CancellationToken);
        Assert.Empty(rollup.Bad);
        return rollup;
    }
}
