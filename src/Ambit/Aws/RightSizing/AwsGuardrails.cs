using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>Service control policies made of use.</summary>
public sealed class AwsGuardrails(AwsWorld world) : IGuardrails
{
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
        var accounts = world.Estate.Accounts.Select(a => a.Id).Where(a => a == scope || IsBeneath(a, scope)).ToHashSet(StringComparer.Ordinal);
        return [.. world.Estate.Users.Where(u => accounts.Contains(u.Account)).Select(u => u.Arn)
            .Concat(world.Estate.Roles.Where(r => !r.ServiceLinked && accounts.Contains(r.Account)).Select(r => r.Arn))];
    }

    /// <inheritdoc/>
    public Guardrail Build(string scope, IReadOnlyList<UsageRow> usage, UsageWindow window)
    {
        var beneath = Beneath(scope);
        var users = usage.Where(u => u.Outcome is UseOutcome.Used).GroupBy(u => world.Compiler.Action(u.Action).Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(u => u.Principal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], StringComparer.OrdinalIgnoreCase);
        var denied = SensitiveActions.All.Where(a => !users.ContainsKey(a)).ToList();
        var exempted = SensitiveActions.All.Where(a => users.TryGetValue(a, out var who) && who.Count <= MostExempted).ToDictionary(a => a, a => users[a], StringComparer.Ordinal);
        var statements = Statements(denied, exempted);
        var policies = statements.Count == 0 ? [] : SizeLimits.Split("guardrail-from-use", "scp", statements, SizeLimits.ServiceControl);
        var layer = Layer(policies);
        var replay = new Replay(world).Of(usage, p => new CompiledPrincipal(p.Caller, p.Identity, p.Boundary, p.Session, [.. p.ServiceControl, layer]));
        var unused = Unused(beneath, usage, window);
        return new Guardrail(scope, policies, SizeLimits.ServiceControl, denied, exempted, replay, unused.Count == 0 ? null : Quarantine(unused), unused);
    }

    private bool IsBeneath(string account, string scope) =>
        world.Estate.Organizations.Any(o => o.ManagementAccountId != account && o.PathTo(account).Contains(scope));

    private List<SizedStatement> Statements(List<string> denied, Dictionary<string, IReadOnlyList<string>> exempted)
    {
        var statements = new List<SizedStatement>();
        if (denied.Count > 0)
            statements.Add(Deny("NobodyUsedThese", ActionPrefixes.Of(world.Catalogue, denied), [], "nobody beneath used them in the window"));
        foreach (var group in exempted.GroupBy(e => string.Join('\n', e.Value)))
        {
            var holders = group.First().Value;
            statements.Add(Deny("OnlyTheFewWhoDid", ActionPrefixes.Of(world.Catalogue, [.. group.Select(g => g.Key)]),
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
        var late = world.Estate.Roles.Where(r => r.LastUsedAt >= window.From || r.CreatedAt >= window.From || r.Reserved).Select(r => r.Arn)
            .Concat(world.Estate.Users.Where(u => u.CreatedAt >= window.From || u.Credentials.All.Any(c => c.LastUsedAt >= window.From) || IsBreakGlass(u)).Select(u => u.Arn))
            .ToHashSet(StringComparer.Ordinal);
        return [.. beneath.Where(b => !active.Contains(b) && !late.Contains(b)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Kept for the day that everything else fails: unused by design, told by its tags or its name.</summary>
    private static bool IsBreakGlass(AwsUser user) =>
        user.Tags.Any(t => Says(t.Key) || Says(t.Value)) || Says(user.Name);

    private static bool Says(string text) => text.Replace("-", "").Replace("_", "").Contains("breakglass", StringComparison.OrdinalIgnoreCase);

    private static JsonElement Quarantine(List<string> identities) => PolicyJson.Document(
    [
        new SizedStatement
        {
            Effect = Effect.Deny, Actions = ["*"], Resources = ["*"], Sid = "Quarantine", Rationale = [],
            Conditions = [new ConditionEntry("ArnEquals", Conditions.ConditionOperator.Parse("ArnEquals"), "aws:PrincipalArn", [.. identities.Select(PolicyLiteral.Escape)])],
        },
    ]);
}
