using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Aws.RightSizing.Output;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>Service control policies made of use.</summary>
public sealed class AwsGuardrails(AwsWorld world) : IGuardrails
{
    private readonly TrailSelectors _trails = new(world.Estate);

    /// <summary>A permission that more principals than this used is part of the work there, and is not denied.</summary>
    public const int MostExempted = 8;

    /// <inheritdoc/>
    public string? Find(string name)
    {
        var nodes = world.Estate.Organizations.SelectMany(o => o.Nodes.Values).ToList();
        var found = nodes.Where(n => n.Id == name || n.Name == name).Select(n => n.Id)
            .Concat(world.Estate.Accounts.Where(a => a.Id == name || a.Name == name).Select(a => a.Id)).Distinct(StringComparer.Ordinal).ToList();
        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => throw new UnknownNameException($"`{name}` is ambiguous: {string.Join(", ", found)}; give the id"),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Beneath(string scope)
    {
        var accounts = world.Estate.Accounts.Where(a => a.Id == scope || IsBeneath(a.Id, scope)).ToList();
        var ids = accounts.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        return [.. world.Estate.Users.Where(u => ids.Contains(u.Account)).Select(u => u.Arn)
            .Concat(world.Estate.Roles.Where(r => !r.ServiceLinked && ids.Contains(r.Account)).Select(r => r.Arn))
            // "SCPs affect all users and roles in attached accounts, including the root user" (Organizations User Guide).
            .Concat(accounts.Select(a => $"arn:{a.Partition}:iam::{a.Id}:root"))];
    }

    /// <inheritdoc/>
    public Guardrail Build(string scope, IReadOnlyList<UsageRow> usage, UsageWindow window, IReadOnlySet<string> emergencies)
    {
        var beneath = Beneath(scope);
        var users = usage.Where(u => u.Outcome is UseOutcome.Used).GroupBy(u => world.Compiler.Action(u.Action).Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(u => u.Principal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], StringComparer.OrdinalIgnoreCase);
        var unusedServices = new UnusedServices(world.Estate, window);
        var principals = beneath.Select(world.Find).OfType<CompiledPrincipal>().ToList();
        var already = SensitiveActions.All.Where(a => !users.ContainsKey(a) && principals.Count > 0 && principals.TrueForAll(p => Denied(p, a))).ToHashSet(StringComparer.Ordinal);
        var hidden = SensitiveActions.All.Where(a => !users.ContainsKey(a) && !already.Contains(a) && !Observable(principals, a, unusedServices)).ToHashSet(StringComparer.Ordinal);
        var denied = SensitiveActions.All.Where(a => !users.ContainsKey(a) && !already.Contains(a) && !hidden.Contains(a)).ToList();
        var exempted = SensitiveActions.All.Where(a => users.TryGetValue(a, out var who) && who.Count <= MostExempted).ToDictionary(a => a, a => users[a], StringComparer.Ordinal);
        var policies = Policies(denied, exempted);
        var layer = Layer(policies);
        CompiledPrincipal Under(CompiledPrincipal p) => new(p.Caller, p.Identity, p.Boundary, p.Session, [.. p.ServiceControl, layer]);
        var replays = usage.GroupBy(u => u.Principal, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, Report: new Replay(world).Of(g, Under))).ToList();
        List<string> unused = [.. Unused(beneath, usage, window).Where(u => !emergencies.Contains(u))];
        return new Guardrail
        {
            Scope = scope,
            Policies = policies,
            Limit = SizeLimits.ServiceControl,
            Denied = denied,
            Exempted = exempted,
            AlreadyDenied = [.. already.Order(StringComparer.Ordinal)],
            NotObservable = [.. hidden.Order(StringComparer.Ordinal)],
            Replay = ReplayReport.Sum(replays.Select(r => r.Report)),
            Replayed = [.. replays.Where(r => r.Report.Events > 0).Select(r => (r.Key, r.Report.Events, r.Report.Allowed))],
            Quarantine = Quarantine(unused),
            Quarantined = unused,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats => ["json", "terraform", "cloudformation", "aws-cli"];

    /// <inheritdoc/>
    public IReadOnlyList<(string File, string Content)> Render(Guardrail guardrail, string format) => ServiceControlOutput.Render(guardrail, format);

    /// <summary>Patterns that end with a word where that costs no further policy, else the shortest.</summary>
    private IReadOnlyList<SizedPolicy> Policies(List<string> denied, Dictionary<string, IReadOnlyList<string>> exempted)
    {
        var plain = Split(Statements(denied, exempted, words: true));
        if (plain.Count < 2)
            return plain;
        var shortest = Split(Statements(denied, exempted, words: false));
        return shortest.Count < plain.Count ? shortest : plain;
    }

    private static IReadOnlyList<SizedPolicy> Split(List<SizedStatement> statements) =>
        statements.Count == 0 ? [] : SizeLimits.Split("guardrail-from-use", "scp", statements, SizeLimits.ServiceControl);

    /// <summary>Whether a guardrail that is in force denies the action to somebody on every resource, whatever the request.</summary>
    private bool Denied(CompiledPrincipal principal, string action)
    {
        var name = world.Compiler.Action(action);
        return Array.Exists(principal.ServiceControl, l => Array.Exists(l.Denies, d => d.EveryResource && d.Conditions.Length == 0 && d.Acts(name)));
    }

    /// <summary>Whether the trails of every account would have shown a use, as far as exports show what they record, or IAM tells that the service was not used there.</summary>
    private bool Observable(List<CompiledPrincipal> principals, string action, UnusedServices unused) =>
        action == "iam:PassRole" || principals.Select(p => p.Account).Distinct(StringComparer.Ordinal)
            .All(a => unused.Tells(a, action[..action.IndexOf(':')]) || (_trails.Reach(a, action) is { } reach ? reach is TrailReach.All : UnloggedActions.TypeOf(action) is null));

    private bool IsBeneath(string account, string scope) =>
        world.Estate.Organizations.Any(o => o.ManagementAccountId != account && o.PathTo(account).Contains(scope));

    private List<SizedStatement> Statements(List<string> denied, Dictionary<string, IReadOnlyList<string>> exempted, bool words)
    {
        var statements = new List<SizedStatement>();
        if (denied.Count > 0)
            statements.Add(Deny("NobodyUsedThese", ActionPrefixes.Of(world.Catalogue, denied, words), [], "nobody beneath used them in the window"));
        foreach (var group in exempted.GroupBy(e => string.Join('\n', e.Value)))
        {
            var holders = group.First().Value;
            statements.Add(Deny("OnlyTheFewWhoDid", ActionPrefixes.Of(world.Catalogue, [.. group.Select(g => g.Key)], words),
                [new ConditionEntry("ArnNotEquals", Conditions.ConditionOperator.Parse("ArnNotEquals"), "aws:PrincipalArn", [.. holders.Select(PolicyLiteral.Escape)])],
                $"used by {string.Join(", ", holders)} alone"));
        }

        return statements;
    }

    private static SizedStatement Deny(string sid, IReadOnlyList<string> actions, IReadOnlyList<ConditionEntry> conditions, string why) => new()
    {
        Effect = Effect.Deny,
        Actions = actions,
        Resources = ["*"],
        Conditions = conditions,
        Sid = sid,
        Rationale = [why],
    };

    /// <summary>The new level beside what is there: SCPs that deny are attached beside one that allows everything.</summary>
    private PolicyLayer Layer(IReadOnlyList<SizedPolicy> policies)
    {
        var everything = JsonElement.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        return new PolicyLayer(LayerNames.ServiceControl,
            [.. policies.Select(p => p.Document).Prepend(everything).Select(d => new AttachedPolicy("guardrail", world.Compiler.Compile(d, PolicyKind.ServiceControl)))]);
    }

    /// <summary>Identities that neither the logs nor the cloud itself saw at work since the window began, and that are older than it.</summary>
    private List<string> Unused(IReadOnlyList<string> beneath, IReadOnlyList<UsageRow> usage, UsageWindow window)
    {
        var active = usage.Select(u => u.Principal).ToHashSet(StringComparer.Ordinal);
        var late = world.Estate.Roles.Where(r => r.LastUsedAt >= window.From || r.CreatedAt >= window.From || r.Reserved || IsBreakGlass(r.Name, r.Tags)).Select(r => r.Arn)
            .Concat(world.Estate.Users.Where(u => u.CreatedAt >= window.From || u.Credentials.All.Any(c => c.LastUsedAt >= window.From) || IsBreakGlass(u.Name, u.Tags)).Select(u => u.Arn))
            .Concat(beneath.Where(b => b.EndsWith(":root", StringComparison.Ordinal)))
            .ToHashSet(StringComparer.Ordinal);
        return [.. beneath.Where(b => !active.Contains(b) && !late.Contains(b)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Kept for the day that everything else fails: unused by design, told by its tags or its name.</summary>
    private static bool IsBreakGlass(string name, IReadOnlyDictionary<string, string> tags) => tags.Any(t => Says(t.Key) || Says(t.Value)) || Says(name);

    private static bool Says(string text) => text.Replace("-", "").Replace("_", "").Contains("breakglass", StringComparison.OrdinalIgnoreCase);

    /// <summary>As few policies as the limit allows, each for some of the identities.</summary>
    private static IReadOnlyList<SizedPolicy> Quarantine(IReadOnlyList<string> identities)
    {
        if (identities.Count == 0)
            return [];
        var whole = SizeLimits.Policy("quarantine", "scp", [QuarantineOf(identities)]);
        if (whole.Characters <= SizeLimits.ServiceControl || identities.Count == 1)
            return [whole];
        List<SizedPolicy> parts = [.. Quarantine([.. identities.Take(identities.Count / 2)]), .. Quarantine([.. identities.Skip(identities.Count / 2)])];
        return [.. parts.Select((p, i) => p with { Name = $"quarantine-{i + 1}" })];
    }

    private static SizedStatement QuarantineOf(IReadOnlyList<string> identities) => Deny(
        "Quarantine", ["*"], [new ConditionEntry("ArnEquals", Conditions.ConditionOperator.Parse("ArnEquals"), "aws:PrincipalArn", [.. identities.Select(PolicyLiteral.Escape)])],
        "nobody used them in the window");
}
