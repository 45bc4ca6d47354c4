using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Conditions on a resource's tags where the service has no such key, so that an Allow never grants and a Deny never denies.</summary>
internal static class TagRules
{
    private static readonly Dictionary<string, bool> Tagged = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Lock Gate = new();

    public static void Apply(LintDocument document)
    {
        foreach (var statement in document.Statements)
        {
            var condition = statement.Conditions.Find(c => c.Key.Name.StartsWith("aws:ResourceTag/", StringComparison.OrdinalIgnoreCase) && c.Operator is { IfExists: false, Negated: false, Comparison: not Conditions.Comparison.Null });
            if (condition is null || (!statement.Allows && !statement.Denies))
                continue;
            var effect = statement.Allows ? "ALLOW" : "DENY";
            if (statement.NotAction)
            {
                document.Report($"{effect}_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE", condition.Key, $"`{condition.Key.Name}` does not come with the actions of every service, and `NotAction` is about them all");
                continue;
            }

            var without = statement.ActionTexts.Select(a => a.Text.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(s => document.Catalogue.Service(s) is { } service && !HasTags(document.Catalogue, service)).ToList();
            if (without.Count > 0)
                document.Report($"{effect}_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE", condition.Key, $"`{condition.Key.Name}` never comes with the actions of {string.Join(", ", without)}");
        }
    }

    private static bool HasTags(AwsCatalogue catalogue, AwsService service)
    {
        lock (Gate)
        {
            if (Tagged.TryGetValue(service.Prefix, out var known))
                return known;
        }

        var has = catalogue.ResourceTypes(service.Prefix).SelectMany(t => t.ConditionKeys).Any(IsTag)
            || Enumerable.Range(service.First, service.Count).Any(i => catalogue.ConditionKeysOf(i).Any(IsTag));
        lock (Gate)
            Tagged[service.Prefix] = has;
        return has;
    }

    private static bool IsTag(string key) => key.StartsWith("aws:ResourceTag/", StringComparison.OrdinalIgnoreCase);
}
