using Ambit.Model;

namespace Ambit.Settings;

/// <summary>
/// Which accounts, subscriptions and projects are production, and what says so: ambit.yaml first, then the names of accounts,
/// the names of what is above them, and tags.
/// </summary>
public sealed class ProductionScopes
{
    private static readonly string[] Words = ["prod", "production", "prd", "live"];
    private static readonly string[] Opposites = ["non", "not", "pre", "nonprod", "preprod", "nonproduction", "preproduction"];
    private static readonly string[] TagKeys = ["environment", "env", "stage"];

    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Looks at every scope.</summary>
    public ProductionScopes(IReadOnlyList<Scope> scopes, AmbitSettings settings)
    {
        var byId = scopes.GroupBy(s => s.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var set = settings.Scopes.ToLookup(s => s.Id, StringComparer.Ordinal);
        foreach (var scope in byId.Values)
        {
            if ((set[scope.Id].FirstOrDefault(s => s.Environment is not null) is { } said
                    ? said.Production ? $"ambit.yaml sets its environment to `{said.Environment}`" : null
                    : Reason(scope, byId, settings)) is { } reason)
                _reasons[scope.Id] = reason;
        }

        foreach (var said in settings.Scopes.Where(s => s.Production && !byId.ContainsKey(s.Id)))
            _reasons[said.Id] = $"ambit.yaml sets its environment to `{said.Environment}`";
    }

    /// <summary>Every production scope with what says so.</summary>
    public IReadOnlyDictionary<string, string> Reasons => _reasons;

    /// <summary>Whether a scope is production.</summary>
    public bool Contains(string scope) => _reasons.ContainsKey(scope);

    /// <summary>Whether a name speaks of production: <c>acme-prod</c> does, <c>non-prod</c> and <c>product-team</c> do not.</summary>
    public static bool MeansProduction(string name)
    {
        var words = Split(name);
        for (var i = 0; i < words.Count; i++)
        {
            if (Words.Contains(words[i]) && (i == 0 || !Opposites.Contains(words[i - 1])))
                return true;
        }

        return false;
    }

    private static string? Reason(Scope scope, Dictionary<string, Scope> byId, AmbitSettings settings)
    {
        if (settings.Production.Tags.FirstOrDefault(t => t.Matches(scope.Tags)) is { } tagged)
            return $"its tag `{tagged.Key}` matches `{tagged.Value}` of ambit.yaml";
        if (scope.Tags.FirstOrDefault(t => TagKeys.Contains(t.Key.ToLowerInvariant()) && MeansProduction(t.Value)) is { Key: not null } tag)
            return $"its tag `{tag.Key}` is `{tag.Value}`";
        if (Named(scope.Name, settings) is { } named)
            return $"its name is `{scope.Name}`{named}";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var above = scope.Parent; above is not null && seen.Add(above) && byId.TryGetValue(above, out var parent); above = parent.Parent)
        {
            if (Named(parent.Name, settings) is { } parentNamed)
                return $"it lies under `{parent.Name}`{parentNamed}";
        }

        return null;
    }

    private static string? Named(string name, AmbitSettings settings) =>
        settings.Production.Names.FirstOrDefault(p => NamePattern.Matches(p, name)) is { } pattern ? $", which matches `{pattern}` of ambit.yaml"
        : MeansProduction(name) ? ""
        : null;

    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]);
            var humps = !ends && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (!ends && !humps)
                continue;
            if (i > start)
                words.Add(name[start..i].ToLowerInvariant().TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
            start = humps ? i : i + 1;
        }

        return words;
    }
}
