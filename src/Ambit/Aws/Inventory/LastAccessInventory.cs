using System.Text.Json;
using Ambit.Aws.Import;

namespace Ambit.Aws.Inventory;

/// <summary>Last uses and Access Analyzer's findings from the documents.</summary>
internal static class LastAccessInventory
{
    public static IEnumerable<AwsLastAccess> Of(FactTable facts)
    {
        foreach (var content in facts.Of(AwsKind.LastAccessed).Select(d => d.Content))
        {
            var (arn, at, last) = (content.Text("Arn") ?? "", content.Time("At"), content.Flag("Last") == true);
            foreach (var service in content.Items("Services"))
            {
                var prefix = service.Text("Namespace") ?? "";
                yield return new AwsLastAccess(arn, prefix, null, service.Time("LastUsed"), at, last);
                foreach (var action in service.Items("Actions"))
                    yield return new AwsLastAccess(arn, prefix, action.Text("Name"), action.Time("LastUsed"), at, last);
            }
        }
    }

    public static IEnumerable<AwsOrganizationAccess> OfOrganizations(FactTable facts) =>
        from content in facts.Of(AwsKind.OrganizationAccess).Select(d => d.Content)
        from service in content.Items("Services")
        select new AwsOrganizationAccess(content.Text("TargetId") ?? "", service.Text("Namespace") ?? "", service.Time("LastUsed"), content.Time("At"));

    public static IEnumerable<AwsAnalyzerFinding> Findings(FactTable facts) => facts.Layered(AwsKind.AnalyzerFinding, d => d.Content.Text("Id")).Select(f => new AwsAnalyzerFinding(
        f.Key, f.Text("Kind") ?? "", f.Text("Arn") ?? "", f.Text("Status"), [.. Unused(f.Get("Unused"))], f.Time("At")));

    private static IEnumerable<string> Unused(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var detail in list.EnumerateArray().Where(d => d.Text("Namespace") is not null))
        {
            var prefix = detail.Text("Namespace")!;
            if (!detail.HasList("Actions"))
                yield return prefix;
            foreach (var action in detail.Texts("Actions"))
                yield return action.Contains(':') ? action : $"{prefix}:{action}";
        }
    }
}
