using System.Collections.Concurrent;

namespace Ambit.Aws.Catalogue;

/// <summary>
/// What AWS publishes of its services: actions with access level, resource types with ARN templates, condition keys with type,
/// the services that resource control policies cover, and the documents of AWS-managed policies. An action is named by its index
/// (0 to <see cref="Count"/>), so that sets of actions are bit sets. Immutable and safe for several threads; see
/// <c>catalog/NOTICE.md</c> for the origin. Source of meaning:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
/// </summary>
public sealed class AwsCatalogue
{
    private static readonly Lazy<AwsCatalogue> Shared = new(() => new AwsCatalogue());

    private readonly ActionTable _actions;
    private readonly Dictionary<string, AwsService> _services;
    private readonly Lazy<ResourceTypeTable> _types = new(() => new ResourceTypeTable());
    private readonly Lazy<ConditionKeyTable> _keys = new(() => new ConditionKeyTable());
    private readonly Lazy<string[][]> _keySets;
    private readonly Lazy<ActionShapes> _shapes;
    private readonly ConcurrentDictionary<int, IReadOnlyList<ActionResource>> _resources = [];

    private AwsCatalogue()
    {
        _actions = new ActionTable(CatalogueText.Read("actions.tsv"));
        _services = new Dictionary<string, AwsService>(512, StringComparer.OrdinalIgnoreCase);
        foreach (var row in CatalogueText.Rows("services.tsv"))
        {
            var (first, count) = _actions.RangeOf(row[0]);
            _services.Add(row[0], new AwsService(row[0], row[1], row[2] == "rcp", first, count));
        }

        _shapes = new Lazy<ActionShapes>(() => new ActionShapes(_actions, _services.Values));
        _keySets = new Lazy<string[][]>(() => [.. CatalogueText.Read("condition-key-sets.tsv").Split('\n').Select(l => l.Split(',', StringSplitOptions.RemoveEmptyEntries))]);
    }

    /// <summary>The catalogue of this build; loaded on first use.</summary>
    public static AwsCatalogue Current => Shared.Value;

    /// <summary>How many actions there are.</summary>
    public int Count => _actions.Names.Length;

    /// <summary>Every action (<c>s3:GetObject</c>) in the catalogue's spelling, sorted by lower-case ordinal; the position is the index.</summary>
    public ReadOnlySpan<string> Actions => _actions.Names;

    /// <summary>Every service.</summary>
    public IReadOnlyCollection<AwsService> Services => _services.Values;

    /// <summary>The AWS-managed policies.</summary>
    public ManagedPolicyTable ManagedPolicies { get; } = new();

    /// <summary>Loads a fresh copy; for measuring.</summary>
    public static AwsCatalogue Load() => new();

    /// <summary>The action's index whatever the case, -1 where there is none.</summary>
    public int IndexOf(ReadOnlySpan<char> action) => _actions.IndexOf(action);

    /// <summary>The action in the catalogue's spelling.</summary>
    public string Name(int action) => _actions.Names[action];

    /// <summary>The action's access level.</summary>
    public AccessLevel Level(int action) => _actions.Levels[action];

    /// <summary>The access level of an action by name, null where the catalogue does not know it.</summary>
    public AccessLevel? LevelOf(ReadOnlySpan<char> action) => IndexOf(action) is >= 0 and var i ? Level(i) : null;

    /// <summary>"An action without resource types has the resource *": it can be granted on <c>*</c> only.</summary>
    public bool WildcardOnly(int action) => _actions.WildcardOnly(action);

    /// <summary>The resource types that an action takes, none for a wildcard-only one.</summary>
    public IReadOnlyList<ActionResource> ResourcesOf(int action) => _resources.GetOrAdd(action, static (a, c) => c.ReadResources(a), this);

    /// <summary>The condition keys of the service that an action supports, templates among them; global keys are not listed but for tags.</summary>
    public IReadOnlyList<string> ConditionKeysOf(int action) => _keySets.Value[_actions.KeySet(action)];

    /// <summary>The number of the set that <see cref="ConditionKeysOf"/> gives: the same for actions with the same keys.</summary>
    internal int KeySetOf(int action) => _actions.KeySet(action);

    /// <summary>Numbers for the ways in which actions take resources.</summary>
    internal ActionShapes Shapes => _shapes.Value;

    /// <summary>A service by its prefix, null where unknown.</summary>
    public AwsService? Service(string prefix) => _services.GetValueOrDefault(prefix);

    /// <summary>A service's resource types.</summary>
    public IReadOnlyList<AwsResourceType> ResourceTypes(string service) => _types.Value.Of(service);

    /// <summary>What is known of a condition key (<c>aws:ResourceTag/team</c> by its template), whatever the case; null where unknown.</summary>
    public ConditionKey? FindConditionKey(string key) => _keys.Value.Find(key);

    /// <summary>The condition keys that a service defines; <c>aws</c> gives the global ones.</summary>
    public IReadOnlyList<ConditionKey> ConditionKeys(string service) => _keys.Value.Of(service);

    private IReadOnlyList<ActionResource> ReadResources(int action)
    {
        var text = _actions.ResourceTypes(action);
        if (text.Length == 0)
            return [];
        var service = Name(action)[..Name(action).IndexOf(':')];
        var found = new List<ActionResource>();
        foreach (var part in text.Split(','))
        {
            if (_types.Value.Find(service, part.TrimEnd('!')) is { } type)
                found.Add(new ActionResource(type, part[^1] == '!'));
        }

        return found;
    }
}
