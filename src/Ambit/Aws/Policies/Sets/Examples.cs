using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies.Sets;

/// <summary>Requests that read well, in the place of the shortest ones that show the same.</summary>
internal static class Examples
{
    private static readonly (int Field, string Value)[] Usual = [(1, "aws"), (2, "s3"), (3, "us-east-1"), (4, "111122223333")];

    /// <summary>An action of the catalogue, where one fits.</summary>
    public static string Action(string action, Func<string, bool> fits)
    {
        var catalogue = AwsCatalogue.Current;
        if (catalogue.IndexOf(action) is >= 0 and var index)
            return catalogue.Name(index);
        // The shortest text tells the service where the patterns fix it.
        var service = catalogue.Service(action[..action.IndexOf(':')]);
        var (first, count) = service is null ? (0, catalogue.Count) : (service.First, service.Count);
        for (var i = first; i < first + count; i++)
        {
            if (fits(catalogue.Name(i).ToLowerInvariant()))
                return catalogue.Name(i);
        }

        // A character that no pattern names is shown as a letter where that makes no difference.
        foreach (var letter in "xyzq")
        {
            var spelled = new string([.. action.Select(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '-' ? c : letter)]);
            if (fits(spelled))
                return spelled;
        }

        return action;
    }

    /// <summary>An ARN with a usual partition, region and account, where they fit.</summary>
    public static string Resource(string resource, Func<string, bool> fits)
    {
        foreach (var (field, value) in Usual)
        {
            var fields = resource.Split(':', 6);
            if (fields.Length < 6 || fields[field].Length > 1 || (field == 3 && fields[2] is "s3" or "iam") || (field == 4 && fields[2] is "s3"))
                continue;
            fields[field] = value;
            var usual = string.Join(':', fields);
            if (fits(usual))
                resource = usual;
        }

        return resource;
    }

    /// <summary>ARNs as the action takes them, with usual values.</summary>
    public static IEnumerable<string> ResourcesOf(string action)
    {
        if (AwsCatalogue.Current.IndexOf(action) is not (>= 0 and var index))
            yield break;
        foreach (var type in AwsCatalogue.Current.ResourcesOf(index).Select(r => r.Type))
        {
            var arn = type.Arn.Replace("${Partition}", "aws", StringComparison.Ordinal).Replace("${Region}", "us-east-1", StringComparison.Ordinal).Replace("${Account}", "111122223333", StringComparison.Ordinal);
            for (var at = arn.IndexOf("${", StringComparison.Ordinal); at >= 0; at = arn.IndexOf("${", StringComparison.Ordinal))
                arn = $"{arn[..at]}x{arn[(arn.IndexOf('}', at) + 1)..]}";
            yield return arn;
        }
    }
}
