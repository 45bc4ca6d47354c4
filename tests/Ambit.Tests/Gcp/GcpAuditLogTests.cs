using System.Text;
using Ambit.Gcp.Logs;
using Ambit.Usage;

namespace Ambit.Tests.Gcp;

public sealed class GcpAuditLogTests
{
    [Fact]
    public void Each_permission_that_the_entry_names_is_a_use_or_an_attempt()
    {
        var rows = Read("""
            {"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","authenticationInfo":{"principalEmail":"ada@acme.example"},"serviceName":"compute.googleapis.com","methodName":"v1.compute.instances.insert",
             "authorizationInfo":[{"permission":"compute.instances.create","granted":true,"resourceAttributes":{"name":"projects/p/zones/z/instances/i"}},{"permission":"compute.disks.create","resourceAttributes":{}}],
             "resourceName":"projects/p/zones/z/instances/i"},"resource":{"type":"gce_instance","labels":{"project_id":"p"}},"timestamp":"2026-05-01T10:11:12.123456789Z","insertId":"a","logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity"}
            """);
        Assert.Equal(
            ["Refused user:ada@acme.example compute.disks.create projects/p/zones/z/instances/i", "Used user:ada@acme.example compute.instances.create projects/p/zones/z/instances/i"],
            rows);
    }

    [Fact]
    public void The_end_of_a_long_call_counts_no_more_and_a_second_delivery_neither()
    {
        const string begin = """{"protoPayload":{"authenticationInfo":{"principalEmail":"sa@p.iam.gserviceaccount.com"},"methodName":"m","serviceName":"s","authorizationInfo":[{"permission":"a.b.c","granted":true}]},"operation":{"id":"o","first":true},"timestamp":"2026-05-01T10:11:12Z","insertId":"a","logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity"}""";
        var end = begin.Replace("\"first\"", "\"last\"", StringComparison.Ordinal).Replace("\"insertId\":\"a\"", "\"insertId\":\"b\"", StringComparison.Ordinal);
        Assert.Equal("Used serviceAccount:sa@p.iam.gserviceaccount.com a.b.c", Assert.Single(Read($"[{begin},{begin},{end}]")));
    }

    private static IReadOnlyList<string> Read(string content)
    {
        var rollup = new UsageRollup(new EventMemory());
        var log = new GcpAuditLog();
        Assert.True(log.Recognises(Encoding.UTF8.GetBytes(content), "x"));
        log.Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), "x", rollup, TestContext.Current.CancellationToken);
        Assert.Empty(rollup.Bad);
        Assert.All(rollup.Rows(), r => Assert.Equal(1, r.Count));
        return [.. rollup.Rows().Select(r => $"{r.Outcome} {r.Principal} {r.Action} {r.Resource}".TrimEnd()).Order(StringComparer.Ordinal)];
    }
}
