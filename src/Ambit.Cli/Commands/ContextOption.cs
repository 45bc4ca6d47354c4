using System.CommandLine;

namespace Ambit.Cli.Commands;

/// <summary><c>--context KEY=VALUE</c>; "given twice for one key adds a value".</summary>
internal static class ContextOption
{
    public static Option<string[]> Make()
    {
        var option = new Option<string[]>("--context")
        {
            Description = "a condition key of the request and its value; may be repeated",
            HelpName = "KEY=VALUE",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('=') is < 1)
                    result.AddError($"--context expects KEY=VALUE, not `{token.Value}`");
            }
        });
        return option;
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string[]? pairs) => (pairs ?? [])
        .Select(p => (Key: p[..p.IndexOf('=')], Value: p[(p.IndexOf('=') + 1)..]))
        .GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(p => p.Value)], StringComparer.OrdinalIgnoreCase);
}
