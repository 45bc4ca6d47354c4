using System.Text;
using Ambit.Kubernetes.Logs;
using Ambit.Usage;

namespace Ambit.Tests.Kubernetes;

public sealed class KubernetesAuditLogTests
{
    private const string Get = """{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a","stage":"ResponseComplete","verb":"get","user":{"username":"system:serviceaccount:ns:app"},"objectRef":{"resource":"pods","namespace":"ns","name":"p","subresource":"log"},"responseStatus":{"code":200},"requestReceivedTimestamp":"2026-05-01T10:11:12.123456Z"}""";

    [Fact]
    public void A_request_is_a_verb_on_a_resource_of_the_cluster_that_the_folder_names() =>
        Assert.Equal("Used k8s:prod:serviceaccount:ns:app get pods/log namespaces/ns/pods/p", Assert.Single(Read(Get)));

    [Fact]
    public void The_stages_of_one_request_count_once() =>
        Assert.Single(Read(Get.Replace("ResponseComplete", "ResponseStarted", StringComparison.Ordinal) + "\n" + Get));

    [Fact]
    public void A_watch_that_only_began_counts() =>
        Assert.Single(Read(Get.Replace("ResponseComplete", "ResponseStarted", StringComparison.Ordinal)));

    [Fact]
    public void A_forbidden_request_is_an_attempt_and_an_unknown_caller_is_nobody()
    {
        Assert.StartsWith("Refused", Assert.Single(Read(Get.Replace("200", "403", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Empty(Read(Get.Replace("200", "401", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_acts_as_another_uses_impersonate_and_the_other_the_right()
    {
        var rows = Read(Get.Replace("\"objectRef\"", "\"impersonatedUser\":{\"username\":\"bob\"},\"objectRef\"", StringComparison.Ordinal));
        Assert.Equal(["Used k8s:prod:serviceaccount:ns:app impersonate users bob", "Used k8s:prod:user:bob get pods/log namespaces/ns/pods/p"], rows);
    }

    private static IReadOnlyList<string> Read(string content)
    {
        var rollup = new UsageRollup(new EventMemory());
        var log = new KubernetesAuditLog();
        Assert.True(log.Recognises(Encoding.UTF8.GetBytes(content), "x"));
        log.Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), "in/prod/audit.log", rollup, TestContext.Current.CancellationToken);
        Assert.Empty(rollup.Bad);
        return [.. rollup.Rows().Select(r => $"{r.Outcome} {r.Principal} {r.Action} {r.Resource}".TrimEnd()).Order(StringComparer.Ordinal)];
    }
}
