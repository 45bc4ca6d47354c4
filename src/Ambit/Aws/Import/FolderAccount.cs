using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>Outputs that name no account belong to the account whose id is in the name of the folder (or, failing that, of the file).</summary>
internal static class FolderAccount
{
    /// <summary>The account, null where no name on the way holds twelve digits.</summary>
    public static string? Of(Document document)
    {
        for (var i = document.Segments.Count - 2; i >= 0; i--)
        {
            if (In(document.Segments[i]) is { } account)
                return account;
        }

        return In(document.FileName);
    }

    /// <summary>The region, where a folder is named by one.</summary>
    public static string? Region(Document document) =>
        document.Segments.SkipLast(1).LastOrDefault(IsRegion);

    /// <summary>The partition that a region lies in.</summary>
    public static string Partition(string? region) => region switch
    {
        null => "aws",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ => "aws",
    };

    /// <summary>Twelve digits, no more and no fewer, anywhere in a name.</summary>
    private static string? In(string name)
    {
        var run = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && char.IsAsciiDigit(name[i]))
            {
                run++;
                continue;
            }

            if (run == 12)
                return name[(i - 12)..i];
            run = 0;
        }

        return null;
    }

    /// <summary>Whether a name has the form of a region: <c>eu-west-1</c>, <c>us-gov-west-1</c>.</summary>
    public static bool IsRegion(string name)
    {
        var parts = name.Split('-');
        return parts.Length is 3 or 4 && parts[0].Length == 2 && parts[^1] is [>= '1' and <= '9'] && parts.All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit)) && parts[1].All(char.IsAsciiLetterLower);
    }
}
