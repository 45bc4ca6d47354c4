using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>What the notes of a collection say: which kinds are complete in an account, and what was not collected.</summary>
internal sealed class CollectedCalls
{
    private const string Regions = "ec2-describe-regions";

    private readonly List<(string Account, string Kind, bool Complete)> _coverage = [];

    /// <summary>Reads the notes.</summary>
    public CollectedCalls(IEnumerable<NativeDocument> documents)
    {
        var missing = new List<NotCollected>();
        foreach (var account in documents.Where(d => d.Kind == AwsKind.CollectNote).GroupBy(d => d.Scope, StringComparer.Ordinal))
        {
            var everyRegion = !account.Any(n => n.Content.Text("Call") == Regions && Failed(n));
            foreach (var kind in account.Where(n => n.Content.Text("Covers") is not null).GroupBy(n => n.Content.Text("Covers")!, StringComparer.Ordinal))
                _coverage.Add((account.Key, kind.Key, !kind.Any(Failed) && (everyRegion || kind.All(n => n.Content.Text("Region") == "global"))));
            missing.AddRange(account.Where(Failed).Select(n => new NotCollected(
                account.Key, n.Content.Text("Region") ?? "", $"{n.Content.Text("Call")} {n.Content.Text("Item")}".TrimEnd(), n.Content.Text("Error") ?? "")));
        }

        Missing = missing;
    }

    /// <summary>What was asked for and not got.</summary>
    public IReadOnlyList<NotCollected> Missing { get; }

    /// <summary>Adds what is complete; takes out what a list file of one region claims while another region was refused.</summary>
    public void Correct(HashSet<(string Account, string Kind)> coverage)
    {
        foreach (var (account, kind, complete) in _coverage)
        {
            if (complete)
                coverage.Add((account, kind));
            else
                coverage.Remove((account, kind));
        }
    }

    private static bool Failed(NativeDocument note) => note.Content.Text("Result") == "failed";
}
