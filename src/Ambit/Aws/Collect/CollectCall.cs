namespace Ambit.Aws.Collect;

/// <summary>One row of the table of read-only calls.</summary>
/// <param name="Scope">organization, node, global, region.</param>
/// <param name="Call">The words of the AWS CLI call; <c>{1}</c>, <c>{2}</c>, <c>{node}</c> and <c>{account}</c> are filled in by the script.</param>
/// <param name="ForEach">A list call whose items fill <c>{1}</c>; empty for a single call.</param>
/// <param name="AndEach">A list call within each of those whose items fill <c>{2}</c>.</param>
/// <param name="Covers">The kind that is complete once every call of the row succeeded; empty for none.</param>
/// <param name="Permissions">The IAM actions that the row needs.</param>
internal sealed record CollectCall(
    string Scope, IReadOnlyList<string> Call, IReadOnlyList<string> ForEach, IReadOnlyList<string> AndEach, string Covers, IReadOnlyList<string> Permissions)
{
    /// <summary>Service and operation, the name of the file or folder it fills.</summary>
    public string Name => $"{Call[0]}-{Call[1]}";

    /// <summary>Reads the table.</summary>
    public static IReadOnlyList<CollectCall> Load()
    {
        using var reader = new StreamReader(Embedded.Open("collect/aws/calls.tsv"));
        return [.. Lines(reader).Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(Parse)];
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static CollectCall Parse(string line)
    {
        var cells = line.Split('\t');
        return new CollectCall(cells[0], Words(cells[1]), Words(cells[2]), Words(cells[3]), cells[4], Words(cells[5]));
    }

    private static string[] Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
