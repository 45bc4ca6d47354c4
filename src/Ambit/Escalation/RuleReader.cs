using Ambit.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Ambit.Escalation;

/// <summary>Reads one rule from YAML and checks all that can be checked without a cloud's vocabulary.</summary>
internal sealed class RuleReader(string file)
{
    private const int DeepestNesting = 16;

    private static readonly string[] Known =
        ["id", "title", "category", "explanation", "mitigation", "references", "attack", "doubt", "when", "unless", "new", "needs", "yields"];

    private static readonly Dictionary<string, RuleCategory> Categories = new(StringComparer.Ordinal)
    {
        ["direct"] = RuleCategory.Direct,
        ["assumption"] = RuleCategory.Assumption,
        ["self-escalation"] = RuleCategory.SelfEscalation,
        ["principal-access"] = RuleCategory.PrincipalAccess,
        ["new-passrole"] = RuleCategory.NewPassRole,
        ["existing-passrole"] = RuleCategory.ExistingPassRole,
        ["credential-access"] = RuleCategory.CredentialAccess,
        ["guardrail-removal"] = RuleCategory.GuardrailRemoval,
        ["resource-access"] = RuleCategory.ResourceAccess,
    };

    /// <summary>Reads the rule.</summary>
    /// <exception cref="RuleException">It breaks the language.</exception>
    public Rule Read(string yaml)
    {
        try
        {
            CheckDepth(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
                throw new RuleException(new SourceLocation(file), "a rule file holds one mapping");
            return Rule(root);
        }
        catch (YamlException e)
        {
            throw new RuleException(new SourceLocation(file, e.Start.Line), e.Message);
        }
    }

    /// <summary>The parser recurses while it builds nodes; a hostile file must not end the process.</summary>
    private void CheckDepth(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting + 2)
                throw new RuleException(new SourceLocation(file, parser.Current.Start.Line), $"nested deeper than {DeepestNesting}");
            if (parser.Current is AnchorAlias)
                throw new RuleException(new SourceLocation(file, parser.Current.Start.Line), "anchors are not part of the language");
        }
    }

    private Rule Rule(YamlMappingNode root)
    {
        Only(root, Known);
        var id = Text(root, "id");
        if (id.IndexOf('.') is not (> 0 and var dot) || dot == id.Length - 1 || id.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')))
            throw Bad(Child(root, "id")!, $"`{id}` is no id: the cloud, a dot, then letters, digits and hyphens");
        var categoryName = Text(root, "category");
        if (!Categories.TryGetValue(categoryName, out var category))
            throw Bad(Child(root, "category")!, $"`{categoryName}` is no category; one of {string.Join(", ", Categories.Keys)}");
        var rule = new Rule
        {
            Id = id,
            Title = Text(root, "title"),
            Category = category,
            Explanation = Text(root, "explanation"),
            Mitigation = Text(root, "mitigation"),
            References = Texts(root, "references"),
            Attack = Child(root, "attack") is null ? [] : Texts(root, "attack"),
            Doubt = Child(root, "doubt") is null ? null : Text(root, "doubt"),
            When = [.. Items(root, "when").Select(Clause)],
            Unless = [.. Items(root, "unless").Select(Clause)],
            New = Child(root, "new") is { } made ? Terms(made) : new Dictionary<string, Term>(),
            Needs = [.. Items(root, "needs").Select(Need)],
            Yields = Yield(Child(root, "yields") ?? throw Bad(root, "`yields` is missing")),
            At = At(root),
        };
        CheckBindings(rule);
        return rule;
    }

    private RuleClause Clause(YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } mapping)
            throw Bad(node, "a clause is `relation: {column: term}`");
        var (name, columns) = mapping.Children.First();
        return new RuleClause(Scalar(name), Terms(columns), At(node));
    }

    private RuleNeed Need(YamlNode node)
    {
        var mapping = Mapping(node, "a need is `{can: PERMISSION, on: RESOURCE}`");
        Only(mapping, ["can", "on", "by", "with", "after", "if"]);
        var can = Child(mapping, "can") is YamlSequenceNode { Children.Count: > 0 } several ? several.Children.Select(Scalar).ToList() : [Text(mapping, "can")];
        return new RuleNeed(
            can[0],
            Child(mapping, "on") is { } on ? ParseTerm(on) : null,
            Child(mapping, "by") is { } by ? ParseTerm(by) : Term.Parse("$start"),
            Child(mapping, "with") is { } with ? Terms(with) : new Dictionary<string, Term>(),
            Child(mapping, "after") is null ? null : Text(mapping, "after"),
            Child(mapping, "if") is { } only ? Terms(only) : new Dictionary<string, Term>(),
            At(node))
        { Or = can[1..] };
    }

    private RuleYield Yield(YamlNode node)
    {
        var mapping = Mapping(node, "`yields` is `{become: $identity}`, `{admin: $scope}` or `{reach: $resource}`");
        Only(mapping, ["become", "admin", "reach", "through", "taken-by"]);
        var kinds = new[] { ("become", RuleYieldKind.Become), ("admin", RuleYieldKind.Admin), ("reach", RuleYieldKind.Reach) }
            .Where(k => Child(mapping, k.Item1) is not null).ToList();
        if (kinds is not [var (name, kind)])
            throw Bad(node, "`yields` names one of `become`, `admin` and `reach`");
        if (kind == RuleYieldKind.Reach && ParseTerm(Child(mapping, name)!).Variable is null)
            throw Bad(node, "`reach` names a variable");
        var through = Child(mapping, "through");
        var takenBy = Child(mapping, "taken-by") is { } by ? by as YamlSequenceNode ?? throw Bad(by, "`taken-by` is a list of rule ids") : null;
        if (takenBy is not null && through is null)
            throw Bad(takenBy, "`taken-by` goes with `through`");
        return new RuleYield(
            kind, ParseTerm(Child(mapping, name)!), through is null ? null : ParseTerm(through), takenBy is null ? [] : [.. takenBy.Select(Scalar)]);
    }

    private static void CheckBindings(Rule rule)
    {
        var bound = new HashSet<string>(StringComparer.Ordinal) { "start" };
        void Check(Term? term, SourceLocation at)
        {
            foreach (var name in (term?.Variables ?? []).Where(v => !bound.Contains(v)))
                throw new RuleException(at, $"`${name}` is bound by no clause of `when` before it");
        }

        foreach (var clause in rule.When)
        {
            foreach (var term in clause.Columns.Values.Where(t => t.Variable is null))
                Check(term, clause.At);
            bound.UnionWith(clause.Columns.Values.Select(t => t.Variable).OfType<string>());
        }

        foreach (var clause in rule.Unless)
        {
            foreach (var term in clause.Columns.Values)
                Check(term, clause.At);
        }

        foreach (var (name, pattern) in rule.New)
        {
            Check(pattern, rule.At);
            if (!bound.Add(name))
                throw new RuleException(rule.At, $"`{name}` of `new` is bound already");
        }

        foreach (var need in rule.Needs)
        {
            Check(need.On, need.At);
            Check(need.By, need.At);
            foreach (var value in need.With.Values.Concat(need.If.Values))
                Check(value, need.At);
            foreach (var name in need.If.Keys.Where(v => !bound.Contains(v)))
                throw new RuleException(need.At, $"`{name}` of `if` is bound by no clause of `when`");
        }

        Check(rule.Yields.What, rule.At);
        Check(rule.Yields.Through, rule.At);
    }

    private Dictionary<string, Term> Terms(YamlNode node)
    {
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var (key, value) in Mapping(node, "a mapping of names to terms").Children)
            terms[Scalar(key)] = ParseTerm(value);
        return terms;
    }

    private Term ParseTerm(YamlNode node)
    {
        try
        {
            return Term.Parse(Scalar(node));
        }
        catch (FormatException e) when (e is not RuleException)
        {
            throw Bad(node, e.Message);
        }
    }

    private IEnumerable<YamlNode> Items(YamlMappingNode node, string name) =>
        Child(node, name) switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            var other => throw Bad(other, $"`{name}` is a list"),
        };

    private List<string> Texts(YamlMappingNode node, string name)
    {
        if (Child(node, name) is null)
            throw Bad(node, $"`{name}` is missing");
        return [.. Items(node, name).Select(Scalar)];
    }

    private string Text(YamlMappingNode node, string name)
    {
        var text = Scalar(Child(node, name) ?? throw Bad(node, $"`{name}` is missing"));
        return text.Trim() is { Length: > 0 } said ? said : throw Bad(node, $"`{name}` is empty");
    }

    private string Scalar(YamlNode node) => node is YamlScalarNode { Value: { } value } ? value : throw Bad(node, "a text is expected here");

    private YamlMappingNode Mapping(YamlNode node, string expected) => node as YamlMappingNode ?? throw Bad(node, expected);

    private void Only(YamlMappingNode node, string[] names)
    {
        foreach (var key in node.Children.Keys.Where(k => !names.Contains(Scalar(k))))
            throw Bad(key, $"`{Scalar(key)}` is not known here; known are {string.Join(", ", names)}");
    }

    private static YamlNode? Child(YamlMappingNode node, string name) =>
        node.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: { } key } && key == name).Value;

    private SourceLocation At(YamlNode node) => new(file, node.Start.Line);

    private RuleException Bad(YamlNode node, string message) => new(At(node), message);
}
