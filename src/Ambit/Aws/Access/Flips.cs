using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Says in sentences which change would turn an answer.</summary>
internal static class Flips
{
    /// <summary>The changes, the smallest first.</summary>
    public static IReadOnlyList<string> Of(Outcome outcome, IReadOnlyList<string> blockedBy, Evaluation e, Trace trace, string? resource) => outcome switch
    {
        Outcome.ExplicitlyDenied => [.. trace.Entries.Where(t => t.Truth is Truth.Yes && t.Statement.Source.Effect is Effect.Deny)
            .Select(t => $"allowed as far as this goes once {Statement(t)} no longer denies it").Distinct()],
        Outcome.ImplicitlyDenied => [.. blockedBy.Select(l => Missing(l, e, resource))],
        Outcome.Conditional => [.. trace.Open.Select(Condition)],
        _ => Ending(trace),
    };

    private static string Missing(string layer, Evaluation e, string? resource)
    {
        var what = $"`{e.Action.Name}` on `{resource ?? "*"}`";
        var who = $"`{e.Principal.Id}`";
        return layer switch
        {
            LayerNames.Identity => $"allowed once an identity policy of {who} allows {what}",
            LayerNames.Boundary => $"allowed once the permissions boundary of {who} allows {what}",
            LayerNames.Session => $"allowed once the session policy allows {what}",
            LayerNames.ServiceControl => $"allowed once the service control policies of every level over account `{e.Principal.Account}` allow {what}",
            LayerNames.Trust => $"allowed once the trust policy of `{resource}` names {who}",
            LayerNames.KeyPolicy => $"allowed once the key policy of `{resource}` lets {who} or its account in",
            LayerNames.VpcEndpoint => $"allowed once the VPC endpoint's policy allows {what}",
            LayerNames.Service => "no policy changes it: the service itself decides",
            LayerNames.DataKey => $"allowed once {who} may use the KMS key that the data is under",
            _ => $"allowed once the policy of `{resource}` lets {who} in",
        };
    }

    private static string Condition(OpenCondition condition) =>
        $"{(condition.Needed ? "allowed" : "denied")} where `{condition.Operator}` of `{condition.Key}` with {string.Join(", ", condition.Values.Select(v => $"`{v}`"))} holds";

    /// <summary>A single grant holds it up: without it the answer is no.</summary>
    private static IReadOnlyList<string> Ending(Trace trace)
    {
        var allows = trace.Entries.Where(t => t.Truth is Truth.Yes && t.Statement.Source.Effect is Effect.Allow).ToList();
        return [.. allows.GroupBy(t => t.Layer).Where(g => g.Count() == 1 && g.Key is not LayerNames.Resource).Select(g => $"denied once {Statement(g.First())} no longer allows it")];
    }

    private static string Statement(Trace.Entry entry)
    {
        var sid = entry.Statement.Source.Sid is { Length: > 0 } name ? $" (`{name}`)" : "";
        return $"statement {entry.Statement.Source.Index}{sid} of `{entry.Policy}` ({entry.Layer})";
    }
}
