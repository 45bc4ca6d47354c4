using System.Collections.Concurrent;
using Ambit.Aws.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Escalation;

/// <summary>
/// What an identity could hold at all, by the statements that are written: quick looks before the evaluator is asked. A no is certain,
/// a yes is not.
/// </summary>
internal sealed class PossibleHoldings(AwsWorld world)
{
    private const string Assume = "sts:AssumeRole";

    private static readonly PolicyDocument AnyKeyUse = new(PolicyDocument.CurrentVersion, null, [new Statement
    {
        Index = 0, Effect = Effect.Allow, Actions = ["kms:*"], Resources = ["*"], HasResource = true,
    }], []);

    private readonly ConcurrentDictionary<string, ulong[]> _candidates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CompiledStatement[]> _lettingIn = new(StringComparer.Ordinal);
    private readonly CompiledStatement _anyKeyUse = world.Compiler.Compile(AnyKeyUse, PolicyKind.Resource).Statements[0];
    private readonly int _words = (world.Catalogue.Count + 63) / 64;

    /// <summary>Whether some identity statement, or some resource policy, could grant the action at all.</summary>
    public bool MayHold(string principal, string action)
    {
        if (action.Equals(Assume, StringComparison.OrdinalIgnoreCase))
            return true;
        var name = world.Compiler.Action(action);
        if (name.Index < 0)
            return true;
        return (Candidates(principal)[name.Index >> 6] & (1UL << (name.Index & 63))) != 0 || Array.Exists(_lettingIn.GetOrAdd(principal, LettingIn), s => s.Acts(name));
    }

    /// <summary>
    /// The statements of resource policies that let the identity in without an identity policy: those of its own account that name
    /// it, and where it has no identity policies all that do. Across accounts both sides must allow.
    /// </summary>
    private CompiledStatement[] LettingIn(string principal)
    {
        if (world.Find(principal) is not { } caller)
            return [];
        var statements = new List<CompiledStatement>();
        foreach (var door in world.Doors.Of(caller).Where(d => !d.Trust && (!caller.Caller.HasIdentity || d.Account == caller.Account)))
        {
            foreach (var statement in door.Allows)
            {
                if (statement.Source.Principal is not { } element)
                    continue;
                if (element.Negated || PrincipalNames.Match(element, caller.Caller) is { How: Named.Self or Named.Role, Truth: not Truth.No })
                    statements.Add(statement);
            }

            // "A grant is … used in addition to key policies and IAM policies" (KMS guide).
            if (door.HasGrants)
                statements.Add(_anyKeyUse);
        }

        return statements.Count == 0 ? [] : [.. statements];
    }

    /// <summary>
    /// The accounts on whose resources the identity could use one of the actions: its own, and those where a resource policy that names
    /// it allows one. Null for a caller of no account.
    /// </summary>
    public IReadOnlyList<string>? Accounts(string principal, IReadOnlyList<string> actions)
    {
        if (world.Find(principal) is not { Account.Length: > 0 } caller || !caller.Caller.HasIdentity)
            return null;
        var names = actions.Select(world.Compiler.Action).ToList();
        if (names.Exists(FixedRules.IsAssumption))
            return null;
        List<string> accounts = [caller.Account];
        foreach (var door in world.Doors.Of(caller))
        {
            if (!door.Trust && !accounts.Contains(door.Account) && (door.HasGrants || Array.Exists(door.Allows, s => names.Exists(s.Acts))))
                accounts.Add(door.Account);
        }

        // A statement that names a resource elsewhere may be about one whose policy no export shows.
        foreach (var account in caller.Identity.Allows.Where(s => !s.Source.NotResource && names.Exists(s.Acts)).SelectMany(s => s.Source.Resources).Select(Owner).OfType<string>())
        {
            if (!accounts.Contains(account))
                accounts.Add(account);
        }

        return accounts;
    }

    /// <summary>The account of a resource that a statement names: by the ARN, or of the bucket that it begins with.</summary>
    private string? Owner(string resource)
    {
        if (AwsTrusts.Account(resource) is { Length: 12 } account && !account.Contains('*') && !account.Contains('?'))
            return account;
        return resource.Contains(":s3:::", StringComparison.Ordinal) && resource.Split('/')[0] is var bucket && !bucket.AsSpan().ContainsAny('*', '?', '$') ? world.Resources.Known(bucket)?.Account : null;
    }

    /// <summary>Whether the identity's own policies name an action that the other's do not.</summary>
    public bool HoldsMore(string principal, string than)
    {
        var own = Candidates(principal);
        var other = Candidates(than);
        for (var i = 0; i < own.Length; i++)
        {
            if ((own[i] & ~other[i]) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Names worth trying for a resource of the start's own making.</summary>
    public IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions)
    {
        if (world.Find(principal) is not { } caller)
            return [];
        var own = pattern.StartsWith("arn:*:", StringComparison.Ordinal) ? $"arn:{caller.Caller.Partition}:{pattern[6..]}" : pattern;
        var names = actions.Select(world.Compiler.Action).ToList();
        // What a grant names as its resource, or in a condition on what may be attached or passed.
        var granted = caller.Identity.Allows.Where(s => names.Exists(s.Acts))
            .SelectMany(s => (s.Source.NotResource ? [] : s.Source.Resources).Concat(s.Source.Conditions.SelectMany(c => c.Values).Where(v => v.StartsWith("arn:", StringComparison.Ordinal)))).Distinct(StringComparer.Ordinal);
        return ResourceNaming.Of(own, granted);
    }

    private ulong[] Candidates(string principal)
    {
        if (_candidates.TryGetValue(principal, out var known))
            return known;
        return _candidates.GetOrAdd(principal, world.Find(principal) is { } caller ? HeldActions.Candidates(caller, _words) : new ulong[_words]);
    }
}
