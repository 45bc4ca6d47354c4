using System.Text.RegularExpressions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>The callers that some policies can tell apart.</summary>
internal static partial class Callers
{
    /// <summary>Lists them, those that a witness reads best with first.</summary>
    public static IReadOnlyList<Caller> Of(IReadOnlyList<PolicyDocument> documents, PolicyKind kind)
    {
        if (kind is PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session or PolicyKind.ServiceControl)
            return [Caller.Holder];
        var statements = documents.SelectMany(d => d.Statements).ToList();
        var entries = statements.Where(s => s.Principal is not null).SelectMany(s => s.Principal!.Entries).Distinct().ToList();
        var accounts = Accounts(statements).ToList();
        var callers = new List<Caller>();
        if (kind is not PolicyKind.Trust)
            callers.Add(Caller.Anonymous);
        callers.Add(Rest(FreshAccount(accounts)));
        callers.AddRange(entries.Where(e => e.Kind is PrincipalKind.Aws && e.Value != "*" && WholeAccount(e.Value) is null).Select(e => Named(e.Value, entries)));
        callers.AddRange(accounts.Select(Rest));
        callers.AddRange(entries.Where(e => e.Kind is PrincipalKind.Service && e.Value != "*").Select(e => new Caller(CallerKind.Service, e.Value)));
        callers.Add(new Caller(CallerKind.Service, "other.amazonaws.com") { IsRest = true });
        callers.AddRange(entries.Where(e => e.Kind is PrincipalKind.Federated && e.Value != "*").Select(e => new Caller(CallerKind.Federated, e.Value)));
        callers.Add(new Caller(CallerKind.Federated, "other.example.com") { IsRest = true });
        callers.AddRange(entries.Where(e => e.Kind is PrincipalKind.CanonicalUser).Select(e => new Caller(CallerKind.CanonicalUser, e.Value)));
        return [.. callers.DistinctBy(c => (c.Kind, c.Name))];
    }

    /// <summary>Somebody of an account that the policies do not name.</summary>
    public static Caller Stranger(IReadOnlyList<PolicyDocument> documents) => Rest(FreshAccount([.. Accounts(documents.SelectMany(d => d.Statements))]));

    /// <summary>The account that a principal names as a whole, by its id or its root's ARN; null where it names something else.</summary>
    public static string? WholeAccount(string named)
    {
        if (named.Length == 12 && named.All(char.IsAsciiDigit))
            return named;
        var match = Root().Match(named);
        return match.Success ? match.Groups["account"].Value : null;
    }

    /// <summary>Every account that statements name, in principals and in conditions.</summary>
    public static IEnumerable<string> Accounts(IEnumerable<Statement> statements) =>
        statements
            .SelectMany(s => (s.Principal?.Entries.Select(e => e.Value) ?? []).Concat(s.Conditions.SelectMany(c => c.Values)))
            .SelectMany(v => AccountId().Matches(v).Select(m => m.Value))
            .Distinct(StringComparer.Ordinal);

    private static Caller Rest(string account) =>
        new(CallerKind.Identity, $"arn:aws:iam::{account}:role/other") { Account = account, IsRest = true };

    private static Caller Named(string value, IReadOnlyList<PrincipalEntry> entries)
    {
        var parts = value.Split(':', 6);
        if (parts.Length < 6)
            return new Caller(CallerKind.Identity, value);
        var account = parts[4];
        var resource = parts[5].Split('/');
        if (parts[2] != "sts" || resource is not ["assumed-role", var role, ..])
            return new Caller(CallerKind.Identity, value) { Account = account };
        var known = entries.FirstOrDefault(e => e.Kind is PrincipalKind.Aws && e.Value.StartsWith($"arn:{parts[1]}:iam::{account}:role/", StringComparison.Ordinal)
            && e.Value.EndsWith($"/{role}", StringComparison.Ordinal)).Value;
        return new Caller(CallerKind.Identity, value) { Account = account, RoleArn = known ?? $"arn:{parts[1]}:iam::{account}:role/{role}" };
    }

    private static string FreshAccount(IReadOnlyCollection<string> taken)
    {
        for (var account = 999_999_999_999L; ; account--)
        {
            var text = account.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!taken.Contains(text))
                return text;
        }
    }

    [GeneratedRegex("""^arn:[^:]*:iam::(?<account>\d{12}):root$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Root();

    [GeneratedRegex("""(?<!\d)\d{12}(?!\d)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AccountId();
}
