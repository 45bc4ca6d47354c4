using System.Text.RegularExpressions;
using Ambit.Azure.Conditions;

namespace Ambit.Azure.Escalation;

/// <summary>
/// The expression of a flexible federated credential: <c>claims['sub'] matches 'repo:org/*:ref:refs/heads/main'</c>, joined by <c>and</c>;
/// <c>matches</c> takes <c>*</c> and <c>?</c>, <c>eq</c> is exact. Microsoft Learn, "Flexible federated identity credentials".
/// </summary>
internal sealed partial class ClaimsExpression
{
    private readonly List<(string Claim, bool Pattern, string Value)> _tests = [];

    private ClaimsExpression()
    {
    }

    /// <summary>The claims that it reads besides the subject: no token's name tells them.</summary>
    public IEnumerable<string> OtherClaims => _tests.Where(t => t.Claim != "sub").Select(t => t.Claim).Distinct(StringComparer.Ordinal);

    /// <summary>What a subject must look like; <c>*</c> where it is not asked for.</summary>
    public string SubjectPattern => _tests.FirstOrDefault(t => t.Claim == "sub").Value ?? "*";

    /// <summary>Reads an expression; null where it is none that is documented.</summary>
    public static ClaimsExpression? Read(string text)
    {
        var expression = new ClaimsExpression();
        var at = 0;
        while (true)
        {
            var match = Test().Match(text, at);
            if (!match.Success || match.Index != at)
                return null;
            expression._tests.Add((match.Groups["claim"].Value, match.Groups["operator"].Value.Equals("matches", StringComparison.OrdinalIgnoreCase), match.Groups["value"].Value));
            at = match.Index + match.Length;
            if (at >= text.Length)
                return expression;
        }
    }

    /// <summary>Whether a subject passes every test of it.</summary>
    public bool Allows(string subject) => _tests.Where(t => t.Claim == "sub").All(t => t.Pattern ? ValueComparison.Like(t.Value, subject) : t.Value == subject);

    [GeneratedRegex(@"\s*claims\[\s*['""](?<claim>[^'""]+)['""]\s*\]\s+(?<operator>matches|eq)\s+['""](?<value>[^'""]*)['""]\s*(?:\band\b|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
