using Ambit.Escalation;
using Ambit.Model;

namespace Ambit.Cli.Commands;

/// <summary>The labels of a snapshot: what names and tags tell where ambit.yaml says nothing.</summary>
internal static class EscalationLabels
{
    private static readonly string[] EnvironmentKeys = ["environment", "env", "stage", "stack"];
    private static readonly string[] SensitivityKeys = ["sensitivity", "data-classification", "dataclassification", "classification", "confidentiality"];
    private static readonly string[] Sensitivities = ["sensitive", "confidential", "restricted", "secret", "pii", "high"];

    /// <summary>The labels.</summary>
    public static PathLabels Of(Session session)
    {
        var production = new HashSet<string>(StringComparer.Ordinal);
        var sensitive = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cloud in session.Estate.Clouds)
        {
            production.UnionWith(cloud.Scopes.Where(s => Tagged(s.Tags, EnvironmentKeys, IsProduction) || IsProduction(s.Name)).Select(s => s.Id));
            production.UnionWith(cloud.Identities.Where(i => Tagged(i.Tags, EnvironmentKeys, IsProduction)).Select(i => i.Id));
            foreach (var resource in cloud.Resources)
            {
                if (Tagged(resource.Tags, EnvironmentKeys, IsProduction))
                    production.Add(resource.Id);
                if (resource.HoldsData && (Tagged(resource.Tags, SensitivityKeys, v => Sensitivities.Contains(v.ToLowerInvariant())) || resource.Name.Contains("sensitive", StringComparison.OrdinalIgnoreCase)))
                    sensitive.Add(resource.Id);
            }
        }

        return new PathLabels(production.Contains, sensitive.Contains);
    }

    private static bool Tagged(IReadOnlyDictionary<string, string> tags, string[] keys, Func<string, bool> value) =>
        tags.Any(t => keys.Contains(t.Key.ToLowerInvariant()) && value(t.Value));

    private static bool IsProduction(string text) =>
        text.Split('-', '_', '.', ' ', '/').Any(w => w.ToLowerInvariant() is "prod" or "production" or "prd");
}
