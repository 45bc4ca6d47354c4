using System.Collections.Frozen;

namespace Ambit.Azure.Logs;

/// <summary>Which permission a call of Microsoft Graph needs, least first; from <c>catalog/azure/graph-calls.txt</c>.</summary>
internal static class GraphCalls
{
    private static readonly Lazy<FrozenDictionary<string, string[]>> Table = new(Read);

    private static readonly Lazy<ILookup<string, string>> CallsOf = new(() =>
        Table.Value.SelectMany(c => c.Value.Select(p => (Permission: p, Call: c.Key))).ToLookup(c => c.Permission, c => c.Call, StringComparer.OrdinalIgnoreCase));

    /// <summary>The least permission that the call needs; of those that serve the one that the token had. Null where the call is not known.</summary>
    public static string? Permission(string method, string uri, IReadOnlyCollection<string> held) =>
        Serving(method.ToUpperInvariant(), Template(uri)) is { } serving ? serving.FirstOrDefault(p => held.Contains(p, StringComparer.OrdinalIgnoreCase)) ?? serving[0] : null;

    /// <summary>The permissions that serve a call, least first; null where the call is not known.</summary>
    public static IReadOnlyList<string>? Serving(string method, string template)
    {
        for (var path = template; path.Length > 1; path = path[..Math.Max(0, path.LastIndexOf('/'))])
        {
            if (Table.Value.TryGetValue($"{method} {path}", out var permissions) || (method is "PUT" && Table.Value.TryGetValue($"PATCH {path}", out permissions)))
                return permissions;
        }

        return null;
    }

    /// <summary>Whether every call that the permission serves is served by one of the others, too.</summary>
    public static bool IsWithin(string permission, IReadOnlyCollection<string> others) =>
        CallsOf.Value[permission].All(c => Table.Value[c].Any(p => others.Contains(p, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The path with ids replaced: <c>https://graph.microsoft.com/v1.0/users/GUID/memberOf?$top=1</c> becomes <c>/users/{id}/memberOf</c>.</summary>
    public static string Template(string uri)
    {
        var path = PathOf(uri);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (parts.Count > 0 && parts[0] is "v1.0" or "beta")
            parts.RemoveAt(0);
        for (var i = 0; i < parts.Count; i++)
        {
            var bracket = parts[i].IndexOf('(', StringComparison.Ordinal);
            if (bracket > 0)
                parts[i] = parts[i][..bracket];
            if (i > 0 && IsId(parts[i]))
                parts[i] = "{id}";
        }

        if (parts is ["me", ..])
            parts[0] = "users/{id}";
        return "/" + string.Join('/', parts);
    }

    /// <summary>The application or service principal that a call is about, since a permission may depend on owning it; null for all else.</summary>
    public static string? Target(string uri)
    {
        var path = PathOf(uri);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(parts, p => p is "applications" or "servicePrincipals");
        return at >= 0 && at < 2 && at + 1 < parts.Length && Guid.TryParse(parts[at + 1], out var id) ? "/" + id.ToString("D") : null;
    }

    private static string PathOf(string uri) =>
        uri.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(uri, UriKind.Absolute, out var full) ? full.AbsolutePath : uri.Split('?', '#')[0];

    private static bool IsId(string part) =>
        Guid.TryParse(part, out _) || part.Contains('@') || part.Contains("%40", StringComparison.Ordinal) || (part.Length > 20 && part.Any(char.IsAsciiDigit)) || part.All(char.IsAsciiDigit);

    private static FrozenDictionary<string, string[]> Read()
    {
        using var reader = new StreamReader(Embedded.Open("catalog/azure/graph-calls.txt"));
        var table = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            table[$"{words[0]} {words[1]}"] = words[2..];
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
