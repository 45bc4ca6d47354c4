using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Sets;

namespace Ambit.Bench;

/// <summary>
/// How long one question of `policy check` takes: each of many pairs of AWS's own managed policies, once, and ReadOnlyAccess, the
/// largest there is, on either side, in processor time. The budget is 100 ms at the 95th percentile.
/// </summary>
internal static class PolicyCheckTimes
{
    public static int Run(int pairs)
    {
        var arns = AwsCatalogue.Current.ManagedPolicies.Arns.Order(StringComparer.Ordinal).ToList();
        var readOnly = Document("arn:aws:iam::aws:policy/ReadOnlyAccess");
        // Warm: what is measured is a question, not the first use of code.
        for (var i = 0; i < 20; i++)
            PolicySets.NoNewAccess(Document(arns[i]), Document(arns[^(i + 1)]), PolicyKind.Identity);
        Report("pairs of managed policies", Enumerable.Range(0, pairs).Select(i => (Document(arns[i * 37 % arns.Count]), Document(arns[i * 101 % arns.Count]))));
        Report("a managed policy against ReadOnlyAccess", Enumerable.Range(0, pairs / 4).Select(i => (Document(arns[i * 53 % arns.Count]), readOnly)));
        Report("ReadOnlyAccess against a managed policy", Enumerable.Range(0, pairs / 4).Select(i => (readOnly, Document(arns[i * 53 % arns.Count]))));
        return 0;
    }

    private static void Report(string name, IEnumerable<(PolicyDocument New, PolicyDocument Reference)> questions)
    {
        var times = new List<double>();
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (policy, reference) in questions)
        {
            var began = Environment.CpuUsage.TotalTime;
            var holds = PolicySets.NoNewAccess(policy, reference, PolicyKind.Identity).Holds;
            times.Add((Environment.CpuUsage.TotalTime - began).TotalMilliseconds);
            var answer = holds is null ? "undecided" : holds.Value ? "holds" : "wider";
            answers[answer] = answers.GetValueOrDefault(answer) + 1;
        }
        times.Sort();
        double At(double share) => times[Math.Min(times.Count - 1, (int)(times.Count * share))];
        Console.WriteLine($"{name,-42} {times.Count} questions: median {At(0.5):0.00} ms, 95th percentile {At(0.95):0.00} ms, 99th {At(0.99):0.00} ms, most {times[^1]:0.00} ms; {string.Join(", ", answers.Select(a => $"{a.Value} {a.Key}"))}");
    }

    private static PolicyDocument Document(string arn) => PolicyDocument.Parse(AwsCatalogue.Current.ManagedPolicies.Find(arn)!.Json);
}
