using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Sets;
using Ambit.Findings;
using Ambit.Settings;

namespace Ambit.Aws.Plan;

/// <summary>
/// What a Terraform plan or a CloudFormation change set would open, before it does: the policies before and after are compared as
/// sets of requests, together with what the snapshot holds of the same identities. What stays unknown is told, never passed over.
/// </summary>
public static class AwsPlan
{
    private static readonly PolicyDocument Everything = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");

    /// <summary>Reviews a plan.</summary>
    /// <param name="plan">The plan's JSON.</param>
    /// <param name="estate">The snapshot; null where there is none.</param>
    /// <param name="settings">What ambit.yaml says must hold; null where there is none.</param>
    /// <param name="cancellation">Stops the search for paths.</param>
    /// <returns>The findings, worst first; null where the JSON is no plan.</returns>
    public static IReadOnlyList<PlanFinding>? Review(JsonElement plan, AwsEstate? estate, AmbitSettings? settings = null, CancellationToken cancellation = default)
    {
        if (PlanReader.Resources(plan) is not { } resources)
            return null;
        var accounts = new PlanAccounts(plan, resources);
        var policies = PlanReader.Policies(plan, resources, arn => ManagedJson(estate, arn)).Select(p => p with { Account = accounts.Of(p.Address) }).ToList();
        var findings = new List<PlanFinding>();
        findings.AddRange(policies.Where(p => p.Hidden is not null).Select(Hidden));
        foreach (var subject in policies.Where(p => p.Kind is PolicyKind.Identity).GroupBy(p => (p.Subject, p.Account)))
            findings.AddRange(Identity(subject.Key.Subject, subject.Key.Account, [.. subject], estate));
        foreach (var policy in policies.Where(p => p.Kind is not PolicyKind.Identity))
            findings.AddRange(Attached(policy, estate));
        if (estate is not null && policies.Exists(p => p.After is not null))
        {
            var after = PlanOverlay.Apply(estate, policies, resources);
            findings.AddRange(PlanPaths.New(estate, after, policies, cancellation));
            findings.AddRange(PlanAssertions.Broken(estate, after, settings ?? AmbitSettings.None, policies, cancellation));
        }

        return [.. findings.OrderBy(f => PlanReview.Rank(f.Severity)).ThenBy(f => f.Address, StringComparer.Ordinal).ThenBy(f => f.Kind, StringComparer.Ordinal)];
    }

    /// <summary>Whether the JSON is a plan of Terraform rather than a change set.</summary>
    public static bool IsTerraform(JsonElement plan) => PlanReader.IsTerraform(plan);

    private static PlanFinding Hidden(PlannedPolicy policy) =>
        new("unknown-policy", "medium", false, policy.Address, policy.Subject, $"the {Word(policy.Kind)} of `{policy.Subject}` cannot be judged: {policy.Hidden}", null);

    private static IEnumerable<PlanFinding> Identity(string subject, string? account, IReadOnlyList<PlannedPolicy> policies, AwsEstate? estate)
    {
        List<PolicyDocument> held = [.. Held(estate, subject, account)];
        List<PolicyDocument> before = [.. held, .. policies.Select(p => p.Before).OfType<PolicyDocument>()];
        // What the snapshot holds stays, unless the plan shows the same document before its change.
        var replaced = policies.Where(p => p.Before is not null).Select(p => Text(p.Before!)).ToHashSet(StringComparer.Ordinal);
        List<PolicyDocument> after = [.. held.Where(d => !replaced.Contains(Text(d))), .. policies.Select(p => p.After).OfType<PolicyDocument>()];
        var changed = policies.FirstOrDefault(p => p.After is not null) ?? policies[0];
        var certain = policies.All(p => p.Symbols.Count == 0 && p.Hidden is null);
        if (after.Count == 0)
            yield break;
        var answer = PolicySets.NoNewAccess(after, before, PolicyKind.Identity);
        if (answer.Holds == true)
            yield break;
        if (IsAdministrator(after) && !IsAdministrator(before))
            yield return new PlanFinding("new-admin", "critical", certain, changed.Address, subject, $"`{subject}` becomes an administrator: all actions on all resources", answer.Witness);
        else if (answer.Holds is null)
            yield return new PlanFinding("unknown-policy", "medium", false, changed.Address, subject, $"whether `{subject}` gains access could not be decided: {string.Join("; ", answer.Undecided)}", null);
        else
            yield return new PlanFinding("new-access", Severity(after, before), certain, changed.Address, subject, $"`{subject}` gains access, for example {Example(answer.Witness!)}", answer.Witness);
    }

    private static IEnumerable<PlanFinding> Attached(PlannedPolicy policy, AwsEstate? estate)
    {
        if (policy.Kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl)
        {
            foreach (var finding in Guardrail(policy))
                yield return finding;
            yield break;
        }

        if (policy.After is null)
            yield break;
        var certain = policy.Symbols.Count == 0 && policy.Hidden is null;
        var answer = PolicySets.NoNewAccess(policy.After, policy.Before ?? PolicyDocument.Empty, policy.Kind);
        if (answer.Holds == true)
            yield break;
        var open = PolicySets.NoPublicAccess([policy.After], policy.Kind);
        var outside = Outside(policy, estate).ToList();
        if (open.Holds == false && (policy.Before is null || PolicySets.NoPublicAccess([policy.Before], policy.Kind).Holds == true))
            yield return new PlanFinding("new-public-access", "critical", certain, policy.Address, policy.Subject, $"`{policy.Subject}` becomes public: {Example(open.Witness!)}", open.Witness);
        else if (policy.Kind is PolicyKind.Trust || outside.Count > 0)
            yield return new PlanFinding("new-trust", outside.Count > 0 ? "high" : "medium", certain, policy.Address, policy.Subject,
                outside.Count > 0 ? $"`{policy.Subject}` newly trusts {string.Join(", ", outside.Take(5))}, outside what the snapshot knows" : $"the trust of `{policy.Subject}` widens{(answer.Witness is null ? "" : $": {answer.Witness.Principal} may assume it")}", answer.Witness);
        else if (answer.Holds is null)
            yield return new PlanFinding("unknown-policy", "medium", false, policy.Address, policy.Subject, $"whether `{policy.Subject}` opens could not be decided: {string.Join("; ", answer.Undecided)}", null);
        else
            yield return new PlanFinding("new-access", "medium", certain, policy.Address, policy.Subject, $"`{policy.Subject}` lets more in, for example {Example(answer.Witness!)}", answer.Witness);
    }

    /// <summary>A guardrail opens what it no longer forbids; one that is new forbids only.</summary>
    private static IEnumerable<PlanFinding> Guardrail(PlannedPolicy policy)
    {
        if (policy.Before is null || policy.Hidden is not null)
            yield break;
        var after = policy.After ?? (policy.Kind is PolicyKind.ServiceControl ? Everything : PolicyDocument.Empty);
        var answer = PolicySets.NoNewAccess(after, policy.Before, policy.Kind);
        if (answer.Holds != true)
            yield return new PlanFinding("new-access", "high", answer.Holds == false && policy.Symbols.Count == 0, policy.Address, policy.Subject,
                $"the guardrail `{policy.Subject}` no longer forbids {(answer.Witness is null ? "all that it did" : Example(answer.Witness))}", answer.Witness);
    }

    /// <summary>Principals of the new policy that the old one does not name, in accounts that the snapshot does not know, and identity providers.</summary>
    private static IEnumerable<string> Outside(PlannedPolicy policy, AwsEstate? estate)
    {
        var known = (estate?.Accounts.Select(a => a.Id) ?? []).ToHashSet(StringComparer.Ordinal);
        var named = (policy.Before?.Statements ?? []).SelectMany(s => s.Principal?.Entries ?? []).Select(e => e.Value).ToHashSet(StringComparer.Ordinal);
        return policy.After!.Statements.Where(s => s.Effect is Effect.Allow && s.Principal is { Negated: false }).SelectMany(s => s.Principal!.Entries)
            .Where(e => e.Kind is PrincipalKind.Federated || (e.Kind is PrincipalKind.Aws && AccountOf(e.Value) is { } account && !known.Contains(account)))
            .Select(e => e.Value).Where(v => !named.Contains(v)).Distinct(StringComparer.Ordinal);
    }

    private static string? AccountOf(string principal) =>
        principal.Length == 12 && principal.All(char.IsAsciiDigit) ? principal : ArnFields.TryParse(principal, out var arn) && arn.Account.Length == 12 ? arn.Account.ToString() : null;

    private static bool IsAdministrator(IReadOnlyList<PolicyDocument> documents) =>
        documents.Count > 0 && PolicySets.NoNewAccess([Everything], documents, PolicyKind.Identity).Holds == true;

    /// <summary>Access that changes who may do what weighs more.</summary>
    private static string Severity(IReadOnlyList<PolicyDocument> after, IReadOnlyList<PolicyDocument> before)
    {
        string[] powerful = ["iam:PassRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy", "iam:CreateAccessKey", "sts:AssumeRole", "iam:PutUserPolicy", "iam:AttachUserPolicy"];
        return powerful.Any(a => PolicySets.NotGranted(after, PolicyKind.Identity, a, null).Holds == false && PolicySets.NotGranted(before, PolicyKind.Identity, a, null).Holds != false) ? "high" : "low";
    }

    /// <summary>The documents that the snapshot holds of an identity, by its name or ARN.</summary>
    private static IEnumerable<PolicyDocument> Held(AwsEstate? estate, string subject, string? account)
    {
        if (estate is null)
            return [];
        var found = estate.Roles.Concat<AwsPrincipal>(estate.Users).Concat(estate.Groups).Where(p => p.Arn == subject || (p.Name == subject && (account is null || p.Account == account))).ToList();
        // A name that stands in several accounts says nothing of any.
        return found is [var one]
            ? one.InlinePolicies.Where(p => p.Known).Select(p => PolicyDocument.Read(p.Document)).Concat(one.AttachedPolicies.Select(a => Managed(estate, a)).OfType<PolicyDocument>())
            : [];
    }

    private static PolicyDocument? Managed(AwsEstate? estate, string arn) =>
        ManagedJson(estate, arn) is { ValueKind: JsonValueKind.Object } json ? PolicyDocument.Read(json) : null;

    private static JsonElement ManagedJson(AwsEstate? estate, string arn) =>
        estate is not null && estate.ManagedPolicies.TryGetValue(arn, out var policy) && policy.Default.Known ? policy.Default.Document : default;

    /// <summary>What a document says, for telling documents apart.</summary>
    internal static string Text(PolicyDocument document) =>
        string.Join('\n', document.Statements.Select(s =>
            $"{s.Effect} {s.NotAction} {string.Join(',', s.Actions)} {s.NotResource} {string.Join(',', s.Resources)} {string.Join(';', s.Conditions.Select(c => $"{c.Spelled} {c.Key} {string.Join(',', c.Values)}"))}"));

    private static string Example(AccessWitness witness) =>
        $"{(witness.Principal is null ? "" : witness.Principal == "*" ? "anybody: " : $"{witness.Principal}: ")}{witness.Action}{(witness.Resource == "*" ? "" : $" on {witness.Resource}")}";

    private static string Word(PolicyKind kind) => kind switch
    {
        PolicyKind.Trust => "trust policy",
        PolicyKind.Resource => "resource policy",
        PolicyKind.ServiceControl or PolicyKind.ResourceControl => "guardrail",
        _ => "policy",
    };
}
