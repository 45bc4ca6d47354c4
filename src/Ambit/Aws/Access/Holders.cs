using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Answers who-can: everybody whom the estate knows, and everybody else whom the resource's policy lets in.</summary>
internal sealed class Holders(AwsWorld world, Questions questions)
{
    private readonly CenterPeople _people = new(world.Estate);

    /// <summary>Who may do the action on the resource, or on at least one where it is null.</summary>
    public IReadOnlyList<Holder> Of(string action, string? resource, RequestContext context, bool roots)
    {
        var name = world.Compiler.Action(action);
        var holders = new List<Holder>();
        foreach (var id in Candidates(name, resource, roots))
        {
            if (world.Find(id) is not { } principal || questions.Outcome(principal, name, resource, context) is Outcome.ImplicitlyDenied or Outcome.ExplicitlyDenied)
                continue;
            var (verdict, trace, _, _) = questions.Explain(principal, name, resource, context);
            holders.Add(new Holder(id, verdict.Outcome, trace.Open, Via(id, trace)));
        }
        Outsiders(name, resource, context, holders);
        return holders;
    }

    private IEnumerable<string> Candidates(ActionName action, string? resource, bool roots)
    {
        IEnumerable<string> ids = world.Ids;
        if (roots)
            ids = ids.Concat(world.Estate.Accounts.Where(a => a.Exported).Select(a => $"arn:{a.Partition}:iam::{a.Id}:root"));
        return ids.Concat(questions.Policies(action, resource).SelectMany(Named).Distinct(StringComparer.Ordinal)).Append("*");
    }

    /// <summary>Services and providers that a policy lets in by name, or by a condition on the service's name.</summary>
    private static IEnumerable<string> Named(PolicyLayer policy)
    {
        foreach (var statement in policy.Allows)
        {
            foreach (var entry in statement.Source.Principal?.Entries ?? [])
            {
                if (entry.Kind is PrincipalKind.Service or PrincipalKind.Federated)
                    yield return entry.Value;
            }
            foreach (var condition in statement.Conditions)
            {
                if (condition.Key.Kind is not (RequestKeyKind.PrincipalServiceName or RequestKeyKind.PrincipalServiceNamesList) || condition.Operator.Negated)
                    continue;
                foreach (var value in condition.Values)
                    yield return value.Raw;
            }
        }
    }

    /// <summary>
    /// Principals of accounts that the estate does not hold, as their account: what the account grants them is not known here.
    /// </summary>
    private void Outsiders(ActionName action, string? resource, RequestContext context, List<Holder> holders)
    {
        var accounts = world.Estate.Accounts.Where(a => a.Exported).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var named = questions.Policies(action, resource).SelectMany(p => p.Allows).SelectMany(Principals).Distinct(StringComparer.Ordinal);
        foreach (var group in named.Select(n => (Name: n, Caller: Outsider(n))).Where(n => n.Caller is not null && !accounts.Contains(n.Caller.Account)).GroupBy(n => n.Caller!.Account))
        {
            var outcomes = group.Select(n => questions.Outcome(Unknown(n.Caller!), action, resource, context)).ToList();
            if (outcomes.Exists(o => o is Outcome.Allowed or Outcome.Conditional))
                holders.Add(new Holder(group.First().Caller!.RootArn, Outcome.Conditional, [], [.. group.Select(n => n.Name)]));
        }
    }

    /// <summary>The AWS principals that a statement names: in its Principal, or, where that is everybody, by a condition on account or ARN.</summary>
    private static IEnumerable<string> Principals(CompiledStatement statement)
    {
        if (statement.Source.Principal is not { Negated: false } element)
            yield break;
        foreach (var entry in element.Entries)
        {
            if (entry.Kind is PrincipalKind.Aws)
                yield return entry.Value;
        }
        if (!element.Entries.Any(e => e.Value == "*"))
            yield break;
        foreach (var condition in statement.Conditions)
        {
            if (condition.Operator.Negated || condition.Key.Kind is not (RequestKeyKind.PrincipalAccount or RequestKeyKind.CallerAccount or RequestKeyKind.PrincipalArn))
                continue;
            foreach (var value in condition.Values)
            {
                if (!value.Raw.AsSpan().ContainsAny("*?$"))
                    yield return value.Raw;
            }
        }
    }

    private static Caller? Outsider(string name) =>
        name.Length == 12 && name.All(char.IsAsciiDigit) ? Callers.OfArn($"arn:aws:iam::{name}:root") : Callers.OfArn(name);

    private static CompiledPrincipal Unknown(Caller caller) =>
        new(caller, new PolicyLayer(LayerNames.Identity, [new AttachedPolicy($"identity policies of {caller.Account}", null)]), null, null, []);

    /// <summary>The groups through which it holds, and the people behind a role of Identity Center.</summary>
    private List<string> Via(string id, Trace trace)
    {
        var via = trace.Entries.Where(e => e.Truth is not Truth.No && e.Via is not null && e.Statement.Source.Effect is Effect.Allow)
            .Select(e => e.Via!).Distinct(StringComparer.Ordinal).ToList();
        via.AddRange(_people.Behind(id));
        return via;
    }
}
