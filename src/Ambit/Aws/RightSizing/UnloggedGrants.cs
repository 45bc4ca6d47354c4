using Ambit.Aws.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// What the logs at hand could not have shown: data events that no trail records, and actions that nothing ever logs. Kept, and
/// labelled, where a statement names the service, or where the service is used otherwise, or where a used action needs it besides.
/// </summary>
internal sealed class UnloggedGrants(AwsWorld world, TrailSelectors trails)
{
    private static readonly Lazy<ILookup<string, string>> s_dependents = new(() =>
        CatalogueText.Rows("dependent-actions.tsv").SelectMany(r => r[1].Split(',').Select(d => (r[0], d))).ToLookup(p => p.Item1, p => p.d, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<IReadOnlyList<(string Name, string? Type)>> s_names = new(Names);

    private readonly Dictionary<string, IReadOnlyList<(ActionName Action, TrailReach? Reach, string Why)>> _unrecorded = new(StringComparer.Ordinal);

    /// <summary>The statements that stay, each with today's conditions; what they keep is added to the list.</summary>
    public IEnumerable<SizedStatement> Of(IReadOnlyList<SourcePolicy> sources, IReadOnlyList<UsedTuple> uses, string account, List<KeptPermission> kept)
    {
        var recorded = uses.Where(u => u.OfTrail).Select(u => UnloggedActions.TypeOf(u.Action)).Where(t => t is not null).ToHashSet(StringComparer.Ordinal);
        var services = uses.Select(u => u.Action.Split(':')[0].ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var needed = uses.Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(a => s_dependents.Value[a]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var statement in source.Compiled?.Allows ?? [])
            {
                foreach (var (action, reach, why) in Unrecorded(account))
                {
                    // A type of which some event was logged is recorded, by a trail that no export shows.
                    if (!statement.Acts(action) || (reach is not TrailReach.Some && recorded.Contains(UnloggedActions.TypeOf(action.Name))))
                        continue;
                    if (!Names(statement, action.Service) && !services.Contains(action.Service) && !needed.Contains(action.Name))
                        continue;
                    if (!Reaches(statement, action))
                        continue;
                    if (said.Add(action.Name))
                        kept.Add(new KeptPermission(action.Name, why));
                    yield return Keep(source, statement, action, account, why);
                }
            }
        }
    }

    /// <summary>
    /// What the cloud's report does not tell of: of a service that was used, what the report does not track; and services that it does not
    /// list. A report that lists every service leaves out what no policy names; of everything (<c>*</c>) nothing of such services is kept.
    /// Where a statement grants all of a service, few patterns stand for many actions.
    /// </summary>
    public IEnumerable<SizedStatement> Untracked(IReadOnlyList<SourcePolicy> sources, ReportedUses reported, string account, List<KeptPermission> kept)
    {
        var used = reported.UsedServices.ToDictionary(s => s.Service, StringComparer.OrdinalIgnoreCase);
        foreach (var service in world.Catalogue.Services.OrderBy(s => s.Prefix, StringComparer.Ordinal))
        {
            var report = used.GetValueOrDefault(service.Prefix);
            if (report is null && reported.Lists(service.Prefix))
                continue;
            var untracked = world.Catalogue.Actions.Slice(service.First, service.Count).ToArray().Where(a => reported.WasUsed(a) is null).Select(a => world.Compiler.Action(a)).ToList();
            var why = report is null ? $"{string.Join(" and ", reported.Sources)} {(reported.Sources.Count == 1 ? "does" : "do")} not list {service.Prefix}"
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{report.Source} does not track these, and {service.Prefix} was last used on {report.LastUsedAt!.Value.UtcDateTime:yyyy-MM-dd}");
            foreach (var source in sources)
            {
                foreach (var statement in (source.Compiled?.Allows ?? []).Where(s => report is not null || !reported.Complete || Names(s, service.Prefix)))
                {
                    if (Keep(source, statement, [.. untracked.Where(a => statement.Acts(a))], service, account, why, kept) is { } statementKept)
                        yield return statementKept;
                }
            }
        }
    }

    private SizedStatement? Keep(SourcePolicy source, CompiledStatement statement, List<ActionName> acts, AwsService service, string account, string why, List<KeptPermission> kept)
    {
        if (acts.Count == 0)
            return null;
        kept.Add(new KeptPermission(acts.Count == 1 ? acts[0].Name : $"{acts.Count} actions of {service.Prefix}", why));
        var all = !statement.Source.NotAction && statement.Source.Actions.Any(a => a == "*" || a.Equals(service.Prefix + ":*", StringComparison.OrdinalIgnoreCase));
        IReadOnlyList<string> names = [.. acts.Select(a => a.Name)];
        return Keep(source, statement, acts[0], account, why) with
        {
            Actions = !all ? names : acts.Count == service.Count ? [service.Prefix + ":*"] : ActionPrefixes.Of(world.Catalogue, names),
            Resources = statement.EveryResource ? ["*"] : Today(source, statement).Resources,
        };
    }

    private static SizedStatement Today(SourcePolicy source, CompiledStatement statement) => PolicyJson.Verbatim(statement.Source, source.Compiled!.Document.ExpandsVariables, "");

    /// <summary>
    /// What the logs of an account could not have shown, or not all of. Where no export tells what its trails record, that is what
    /// management events never show.
    /// </summary>
    private IReadOnlyList<(ActionName Action, TrailReach? Reach, string Why)> Unrecorded(string account)
    {
        if (_unrecorded.TryGetValue(account, out var known))
            return known;
        var found = new List<(ActionName, TrailReach?, string)>();
        var management = trails.KnowsManagement(account);
        foreach (var (name, type) in s_names.Value)
        {
            if (type is null && !management)
                continue;
            var reach = trails.Reach(account, name, type);
            if (reach is TrailReach.All || (reach is null && type is null))
                continue;
            var action = world.Compiler.Action(name);
            found.Add((action, reach, Why(action, type, reach)));
        }

        return _unrecorded[account] = found;
    }

    /// <summary>Whether a statement was written for the service, rather than for everything.</summary>
    private static bool Names(CompiledStatement statement, string service) =>
        !statement.Source.NotAction && statement.Source.Actions.Any(a => a.StartsWith(service + ":", StringComparison.OrdinalIgnoreCase));

    private SizedStatement Keep(SourcePolicy source, CompiledStatement statement, ActionName action, string account, string why)
    {
        var today = PolicyJson.Verbatim(statement.Source, source.Compiled!.Document.ExpandsVariables, "");
        return new SizedStatement
        {
            Effect = Effect.Allow,
            Actions = [action.Name],
            Resources = statement.EveryResource ? OwnTypes(action, account) : today.Resources,
            NotResource = !statement.EveryResource && today.NotResource,
            Conditions = today.Conditions,
            Unproved = true,
            Rationale = [$"{action.Name} kept from `{source.Name}` statement {statement.Source.Index}: {why}"],
        };
    }

    /// <summary>
    /// Of everything: the resource types that the action takes, in the account. Where it requires none ("required" is marked
    /// with an asterisk), a request may name none, and is decided on <c>*</c>: narrowed, it would be refused.
    /// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    /// </summary>
    private IReadOnlyList<string> OwnTypes(ActionName action, string account)
    {
        if (action.WildcardOnly || account.Length == 0 || !world.Catalogue.ResourcesOf(action.Index).Any(r => r.Required))
            return ["*"];
        var partition = world.Estate.Accounts.FirstOrDefault(a => a.Id == account)?.Partition ?? "aws";
        var patterns = world.Catalogue.ResourcesOf(action.Index).SelectMany(r => r.Type.Templates)
            .Select(t => t.Fill(n => n switch { "Partition" => partition, "Account" => account, _ => "*" }));
        return CoveredPatterns.Without(patterns) is { Count: > 0 } own ? own : ["*"];
    }

    /// <summary>Whether a statement's resources can be of a type that the action takes: else it grants nothing of it, and nothing is to be kept.</summary>
    private bool Reaches(CompiledStatement statement, ActionName action)
    {
        var types = world.Catalogue.ResourcesOf(action.Index);
        if (statement.EveryResource || statement.Source.NotResource || action.WildcardOnly || types.Count == 0)
            return true;
        var templates = types.SelectMany(r => r.Type.Templates).Select(t => Glob.Of(t.Fill(_ => "*"))).ToList();
        return statement.Source.Resources.Any(text => text.Contains("${", StringComparison.Ordinal) || text.Split(':').Length < 6 || templates.Exists(t => ArnGlob.Intersects(Glob.Of(text).Tokens, t.Tokens)));
    }

    private static string Why(ActionName action, string? type, TrailReach? reach) => (type, reach) switch
    {
        ("-", _) => "no log ever shows this action",
        (null, TrailReach.Some) => "the trails at hand record management events of some callers only",
        (null, _) => $"the trails at hand leave out such management events of {action.Service}",
        (_, TrailReach.Some) => $"the trails at hand record data events of {type} of some resources or callers only",
        _ => $"the trails at hand do not record data events of {type}",
    };

    private static IReadOnlyList<(string Name, string? Type)> Names()
    {
        var found = new List<(string, string?)>();
        foreach (var name in AwsCatalogue.Current.Actions)
        {
            if (name != "iam:PassRole")
                found.Add((name, UnloggedActions.TypeOf(name)));
        }

        return found;
    }
}
