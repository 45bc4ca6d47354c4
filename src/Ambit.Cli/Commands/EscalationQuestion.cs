using System.CommandLine;
using Ambit.Access;
using Ambit.Escalation;

namespace Ambit.Cli.Commands;

/// <summary>What <c>paths</c> and <c>cut</c> have in common: who starts, where to, and by which rules.</summary>
internal sealed class EscalationQuestion
{
    public static readonly Option<string?> FromOption = new("--from") { Description = "the identity that starts (default: every one)", HelpName = "P" };

    public static readonly Option<string?> ToOption = new("--to") { Description = "an identity, a resource, or admin", HelpName = "P|RESOURCE|admin" };

    public static readonly Option<string?> RulesOption = new("--rules") { Description = "a folder of your own rules (docs/rules-language.md)", HelpName = "DIR" };

    private const string Admin = "admin";
    private const string GitHub = "oidc:token.actions.githubusercontent.com:";

    private readonly OpenedEstate _estate;
    private const int LargeEstate = 1_000;

    private readonly IReadOnlyList<string>? _starts;

    private EscalationQuestion(OpenedEstate estate, RuleSet rules, string? from, string? to)
    {
        _estate = estate;
        Rules = rules;
        // in a large directory only what may lead to the administration is looked at
        Facts = [.. estate.Clouds.Select(c => from is null && to == Admin && PowerGraph.LeavesOut([c.Escalation]) ? c.Escalation.Towards([]) : c.Escalation)];
        From = from;
        // Somebody who acts as other identities (a person of Identity Center) starts where these do.
        _starts = from is null ? null : estate.Clouds.SelectMany(c => c.Identities).FirstOrDefault(i => i.Id == from)?.ActsAs ?? [from];
        To = to;
    }

    /// <summary>Each cloud's facts.</summary>
    public IReadOnlyList<IEscalationFacts> Facts { get; }

    /// <summary>The methods.</summary>
    public RuleSet Rules { get; }

    /// <summary>The identity that starts, null for every one.</summary>
    public string? From { get; }

    /// <summary>The target, null where none was named; <c>admin</c> for the administration of any scope.</summary>
    public string? To { get; }

    /// <summary>Whether the target is the administration of a scope.</summary>
    public bool ToAdmin => To == Admin;

    /// <summary>Whether the start holds the target already, so that there is no way to speak of.</summary>
    public bool Held => _starts is not null && (From == To || _starts.Any(s => s == To || (ToAdmin && Facts.Any(f => f.Administers(s) is not null))));

    /// <summary>Reads the options against the snapshot.</summary>
    /// <exception cref="UnknownNameException">A name that the snapshot does not know.</exception>
    /// <exception cref="RuleException">A rule of the user's breaks the language.</exception>
    public static EscalationQuestion Of(World world, ParseResult parsed, OpenedEstate estate, string? otherwise = null)
    {
        var vocabularies = new Clouds().All.SelectMany(c => c.RuleVocabularies).ToList();
        var rules = RuleSet.Load(vocabularies, Own(world, parsed.GetValue(RulesOption)));
        var from = parsed.GetValue(FromOption) is { } f ? Identity(estate, f) : null;
        var to = (parsed.GetValue(ToOption) ?? otherwise) is { } t ? Target(estate, t) : null;
        return new EscalationQuestion(estate, rules, from, to);
    }

    /// <summary>Whether ways that lead to no administration and no sensitive resource are left out: in a large estate, where nobody asks for a start or a target.</summary>
    public bool OnlyToPower => From is null && To is null && (PowerGraph.LeavesOut(Facts) || Facts.Sum(f => f.Starts.Count) > LargeEstate);

    /// <summary>The graph from the start, or of all.</summary>
    public EscalationGraph Graph(PathLabels labels, CancellationToken cancellation)
    {
        if (OnlyToPower)
            return new PowerGraph(Facts, Rules, Targets(labels)).Build(cancellation);
        var analysis = new EscalationAnalysis(Facts, Rules, Targets(labels));
        return analysis.Graph(_starts ?? analysis.Starts, cancellation);
    }

    /// <summary>The resources that count: the one asked for, or all that are labelled sensitive.</summary>
    public IReadOnlyCollection<string> Targets(PathLabels labels) =>
        To is null ? [.. _estate.Clouds.SelectMany(c => c.Resources).Select(r => r.Id).Where(labels.Sensitive)] : IsResource(To) ? [To] : [];

    /// <summary>The nodes of a graph that are the target.</summary>
    public IReadOnlyCollection<string> Goals(EscalationGraph graph) => ToAdmin ? [.. graph.AdminNodes] : [To!];

    /// <summary>Every identity that may start and does not administer what is asked for.</summary>
    public IReadOnlyList<string> Starts() =>
        _starts ?? [.. Facts.SelectMany(f => f.Starts.Where(s => f.Administers(s) is null && f.MayAdminister(s) is null)).Where(s => s != To).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the node is a resource of the snapshot.</summary>
    public bool IsResource(string node) => _estate.Clouds.Any(c => c.Resources.Any(r => r.Id == node));

    private static string Identity(OpenedEstate estate, string name)
    {
        // "An outside workload is always known: with no trust that lets it in, the answer is an empty list."
        if (name.StartsWith("oidc:", StringComparison.Ordinal))
            return name;
        return name.StartsWith("repo:", StringComparison.Ordinal) ? GitHub + name : estate.Resolve(name).Id;
    }

    private static string Target(OpenedEstate estate, string name)
    {
        if (name == Admin || estate.Clouds.Any(c => c.Resources.Any(r => r.Id == name)))
            return name;
        try
        {
            return Identity(estate, name);
        }
        catch (UnknownNameException e)
        {
            // ids of Azure Resource Manager compare without case
            var named = estate.Clouds.SelectMany(c => c.Resources).Where(r => r.Name == name || r.Id.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(r => r.Id).Distinct(StringComparer.Ordinal).Take(2).ToList();
            return named is [var one] ? one : throw new UnknownNameException($"{e.Message}; no single resource is named so either");
        }
    }

    private static List<(string, string)> Own(World world, string? folder)
    {
        if (folder is null)
            return [];
        var path = world.Resolve(folder);
        if (!Directory.Exists(path))
            throw new UnknownNameException($"--rules: no folder `{path}`");
        return [.. Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (f, File.ReadAllText(f)))];
    }
}
