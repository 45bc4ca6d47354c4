namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// The context keys that follow from who calls (IAM User Guide, "AWS global condition context keys", "Properties of the
/// principal"): without them a condition and a Principal element that say the same would seem to differ.
/// </summary>
internal static class CallerKeys
{
    /// <summary>What a caller's requests meet.</summary>
    public static IEnumerable<Demand> Demands(RequestSpaces spaces, Caller caller, IReadOnlyList<PolicyDocument> documents) =>
        caller.Kind is CallerKind.Holder
            ? []
            : new[]
            {
                Arn(spaces, caller), Account(spaces, caller, documents), Absent(spaces, "aws:PrincipalOrgID", caller), Absent(spaces, "aws:PrincipalOrgPaths", caller),
                ServiceName(spaces, caller), IsService(spaces, caller),
            }.SelectMany(d => d);

    private static IEnumerable<Demand> Arn(RequestSpaces spaces, Caller caller)
    {
        const string Key = "aws:PrincipalArn";
        if (spaces.Key(Key) is not { } space)
            yield break;
        // "Anonymous requests do not include this key"; nor do those of services and, while a role is assumed, of federated callers.
        yield return spaces.OnKey(Key, space.AddPresent(), caller.Kind is CallerKind.Identity);
        if (caller is not { Kind: CallerKind.Identity, PrincipalArn: { } arn } || !arn.StartsWith("arn:", StringComparison.Ordinal))
            yield break;
        IReadOnlyList<string> fields = caller.IsRest ? ["arn", "*", "*", "", caller.Account!, "*"] : [];
        var glob = caller.IsRest ? ResourceGlob.OfFields(fields, expands: false, new Dictionary<string, VariableValue>())! : Glob.Exact(arn);
        yield return spaces.OnKey(Key, space.AddText([glob], whenAbsent: false), holds: true);
    }

    private static IEnumerable<Demand> Account(RequestSpaces spaces, Caller caller, IReadOnlyList<PolicyDocument> documents)
    {
        const string Key = "aws:PrincipalAccount";
        if (spaces.Key(Key) is not { } space)
            yield break;
        if (caller.Account is { } account)
            yield return spaces.OnKey(Key, space.AddText([Glob.Exact(account)], whenAbsent: false), holds: true);
        else if (caller.Kind is CallerKind.Anonymous or CallerKind.Service)
            yield return spaces.OnKey(Key, space.AddText([.. Callers.Accounts(documents.SelectMany(d => d.Statements)).Select(a => Glob.Exact(a))], whenAbsent: false), holds: false);
    }

    private static IEnumerable<Demand> Absent(RequestSpaces spaces, string key, Caller caller)
    {
        if (caller.Kind is CallerKind.Anonymous or CallerKind.Service && spaces.Key(key) is { } space)
            yield return spaces.OnKey(key, space.AddPresent(), holds: false);
    }

    private static IEnumerable<Demand> ServiceName(RequestSpaces spaces, Caller caller)
    {
        const string Key = "aws:PrincipalServiceName";
        if (spaces.Key(Key) is not { } space)
            yield break;
        yield return spaces.OnKey(Key, space.AddPresent(), caller.Kind is CallerKind.Service);
        if (caller is { Kind: CallerKind.Service, IsRest: false })
            yield return spaces.OnKey(Key, space.AddText([Glob.Exact(caller.Name!)], whenAbsent: false), holds: true);
    }

    private static IEnumerable<Demand> IsService(RequestSpaces spaces, Caller caller)
    {
        const string Key = "aws:PrincipalIsAWSService";
        if (spaces.Key(Key) is { } space)
            yield return spaces.OnKey(Key, space.AddText([Glob.Exact("true", anyCase: true)], whenAbsent: false), caller.Kind is CallerKind.Service);
    }
}
