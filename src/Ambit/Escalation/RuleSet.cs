using Ambit.Model;

namespace Ambit.Escalation;

/// <summary>The methods that a search knows: those that travel with the program, and the user's own.</summary>
public sealed class RuleSet
{
    private readonly Dictionary<string, Rule> _byId;

    private RuleSet(IReadOnlyList<Rule> rules)
    {
        Rules = rules;
        _byId = rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>All of them, sorted by id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rule of that id, null where there is none.</summary>
    public Rule? this[string id] => _byId.GetValueOrDefault(id);

    /// <summary>The rules that are built in.</summary>
    /// <exception cref="RuleException">A rule breaks the language.</exception>
    public static RuleSet BuiltIn(IReadOnlyList<RuleVocabulary> vocabularies) => Load(vocabularies, []);

    /// <summary>The built-in rules and the user's own; one of the user's with a known id takes the place of the built-in one.</summary>
    /// <param name="vocabularies">The words of the clouds; rules of other clouds are refused.</param>
    /// <param name="own">The user's files: path and content.</param>
    /// <exception cref="RuleException">A rule breaks the language.</exception>
    public static RuleSet Load(IReadOnlyList<RuleVocabulary> vocabularies, IEnumerable<(string Path, string Yaml)> own)
    {
        var rules = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (var path in Embedded.List("rules/").Where(p => p.EndsWith(".yaml", StringComparison.Ordinal) && vocabularies.Any(v => p.StartsWith($"rules/{v.Cloud}/", StringComparison.Ordinal))))
        {
            using var reader = new StreamReader(Embedded.Open(path));
            var rule = new RuleReader(path).Read(reader.ReadToEnd());
            if (!rules.TryAdd(rule.Id, rule))
                throw new RuleException(rule.At, $"`{rule.Id}` is the id of {rules[rule.Id].At.File} as well");
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, yaml) in own)
        {
            var rule = new RuleReader(path).Read(yaml);
            if (!given.Add(rule.Id))
                throw new RuleException(rule.At, $"`{rule.Id}` is the id of another file as well");
            rules[rule.Id] = rule;
        }

        return Of(vocabularies, rules.Values);
    }

    /// <summary>A set of given rules, checked against the vocabularies.</summary>
    /// <exception cref="RuleException">A rule uses a word that its cloud does not know.</exception>
    public static RuleSet Of(IReadOnlyList<RuleVocabulary> vocabularies, IEnumerable<Rule> rules)
    {
        var all = rules.OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
        foreach (var rule in all)
            Check(rule, vocabularies.FirstOrDefault(v => v.Cloud == rule.Cloud) ?? throw new RuleException(rule.At, $"no cloud `{rule.Cloud}`; known are {string.Join(", ", vocabularies.Select(v => v.Cloud))}"));
        return new RuleSet(all);
    }

    private static void Check(Rule rule, RuleVocabulary vocabulary)
    {
        var bound = new HashSet<string>(StringComparer.Ordinal) { "start" };
        foreach (var clause in rule.When.Concat(rule.Unless))
        {
            var relation = vocabulary.Relation(clause.Relation)
                ?? throw new RuleException(clause.At, $"no relation `{clause.Relation}`; known are {string.Join(", ", vocabulary.Relations.Select(r => r.Name))}");
            foreach (var column in clause.Columns.Keys.Where(c => !relation.Columns.Contains(c)))
                throw new RuleException(clause.At, $"`{clause.Relation}` has no column `{column}`; it has {string.Join(", ", relation.Columns)}");
            foreach (var column in relation.Asked.Where(a => !clause.Columns.TryGetValue(a, out var t) || t.Anything || t.Variables.Any(v => !bound.Contains(v))))
                throw new RuleException(clause.At, $"`{clause.Relation}` can be asked only once `{column}` is bound");
            bound.UnionWith(clause.Columns.Values.SelectMany(t => t.Variables));
        }

        foreach (var need in rule.Needs.Where(n => n.After is not null && !vocabulary.Changes.ContainsKey(n.After)))
            throw new RuleException(need.At, $"no change `{need.After}`; known are {string.Join(", ", vocabulary.Changes.Keys)}");
    }
}
