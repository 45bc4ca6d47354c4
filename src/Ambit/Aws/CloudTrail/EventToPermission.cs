using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ambit.Aws.Catalogue;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// From <c>eventSource</c> and <c>eventName</c> to the permissions that were checked. The order: the table of exceptions
/// (<c>catalog/aws/event-actions.tsv</c>); else the action of the event's own name, whatever the case; else a family of names of
/// the table (<c>Create*</c>); else the name without its date; else a variant that checks the base action; else unmapped.
/// Immutable after loading, safe for several threads.
/// </summary>
public sealed partial class EventToPermission
{
    private const string Domain = ".amazonaws.com";
    private static readonly Lazy<EventToPermission> Shared = new(() => new EventToPermission(AwsCatalogue.Current));

    private readonly AwsCatalogue _catalogue;
    private readonly Dictionary<string, string[]> _prefixes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _bare = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Name), EventMapping> _exact = [];
    private readonly Dictionary<string, List<(string Begin, EventMapping Mapping)>> _families = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Source, string Name), EventMapping> _known = [];

    private EventToPermission(AwsCatalogue catalogue)
    {
        _catalogue = catalogue;
        foreach (var row in CatalogueText.Rows("event-sources.tsv"))
            _prefixes[row[0]] = [.. row[1].Split(','), .. catalogue.Service(row[0]) is null ? [] : new[] { row[0] }];
        foreach (var row in CatalogueText.Rows("event-actions.tsv"))
            AddRow(row[0], row[1], row[2]);
        foreach (var source in _prefixes.Keys.Concat(catalogue.Services.Select(s => s.Prefix)))
            _bare.TryAdd(Bare(source), source);
    }

    /// <summary>The mapping of this build.</summary>
    public static EventToPermission Current => Shared.Value;

    /// <summary>The permissions of a call.</summary>
    /// <param name="eventSource">The service as the log names it: <c>monitoring.amazonaws.com</c>.</param>
    /// <param name="eventName">The call as the log names it: <c>Invoke</c>.</param>
    public EventMapping Map(string eventSource, string eventName)
    {
        if (_known.TryGetValue((eventSource, eventName), out var known))
            return known;
        var found = Find(eventSource, eventName);

        // Invariant: names come from strangers; only what maps is remembered, and the catalogue bounds that.
        if (found.Kind != MappingKind.Unmapped)
            _known.TryAdd((eventSource, eventName), found);
        return found;
    }

    /// <summary>The IAM prefixes that an event source stands for, the first the most likely.</summary>
    public IReadOnlyList<string> PrefixesOf(string eventSource)
    {
        var source = SourceName(eventSource);
        return _prefixes.TryGetValue(source, out var named) ? named : [source];
    }

    private EventMapping Find(string eventSource, string eventName)
    {
        var source = SourceName(eventSource);
        var prefixes = PrefixesOf(eventSource);
        var sure = Try(source, prefixes, eventName);
        if (sure.Kind != MappingKind.Unmapped)
            return sure;

        if (Unwritten(source) is { } same && Try(same, PrefixesOf(same), eventName) is { Kind: not MappingKind.Unmapped } written)
            return written.Kind == MappingKind.Permissions ? written with { Basis = MappingBasis.Guessed } : written;

        // A host's first label that no table knows (`data.`, `api.`, `runtime.`) may stand before the service's own name.
        var dot = source.LastIndexOf('.');
        if (dot < 0 || _catalogue.Service(source[(dot + 1)..]) is null)
            return EventMapping.Unknown;
        var guess = Try(source[(dot + 1)..], [source[(dot + 1)..]], eventName);
        return guess.Kind == MappingKind.Permissions ? guess with { Basis = MappingBasis.Guessed } : guess;
    }

    /// <summary>The source that differs in hyphens and dots only: some tools write <c>wafregional</c> or <c>app-mesh</c>.</summary>
    private string? Unwritten(string source)
    {
        var bare = Bare(source);
        return _bare.TryGetValue(bare, out var known) && !string.Equals(known, source, StringComparison.OrdinalIgnoreCase) ? known : null;
    }

    private static string Bare(string source) =>
        source.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();

    private EventMapping Try(string source, IReadOnlyList<string> prefixes, string name) =>
        ByName(source, prefixes, name)
        ?? (WithoutDate(name) is { } undated ? ByName(source, prefixes, undated) : null)
        ?? Variant(source, prefixes, name)
        ?? (WithoutDate(name) is { } base_ ? Variant(source, prefixes, base_) : null)
        ?? EventMapping.Unknown;

    private EventMapping? ByName(string source, IReadOnlyList<string> prefixes, string name) =>
        Exact(source, prefixes, name) ?? OwnName(prefixes, name) ?? Family(source, prefixes, name);

    private EventMapping? Exact(string source, IReadOnlyList<string> prefixes, string name)
    {
        if (_exact.TryGetValue((source.ToLowerInvariant(), name.ToLowerInvariant()), out var row))
            return row;
        foreach (var prefix in prefixes)
        {
            if (_exact.TryGetValue((prefix, name.ToLowerInvariant()), out row))
                return row;
        }

        return null;
    }

    private EventMapping? OwnName(IReadOnlyList<string> prefixes, string name)
    {
        foreach (var prefix in prefixes)
        {
            if (_catalogue.IndexOf($"{prefix}:{name}") is >= 0 and var index)
                return Of(_catalogue.Name(index));
        }

        return null;
    }

    private EventMapping? Family(string source, IReadOnlyList<string> prefixes, string name)
    {
        foreach (var key in prefixes.Prepend(source))
        {
            if (!_families.TryGetValue(key, out var families))
                continue;
            foreach (var (begin, mapping) in families)
            {
                if (name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
                    return mapping;
            }
        }

        return null;
    }

    /// <summary><c>Batch…</c>, <c>…V2</c>, <c>…ByArn</c> check the base action; <c>…WithTags</c> the base action and TagResource.</summary>
    private EventMapping? Variant(string source, IReadOnlyList<string> prefixes, string name)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["V2", "ByArn"])
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && ByName(source, prefixes, name[..^suffix.Length]) is { Kind: MappingKind.Permissions } plain)
                return plain;
        }

        if (name.EndsWith("WithTags", StringComparison.Ordinal) && ByName(source, prefixes, name[..^"WithTags".Length]) is { Kind: MappingKind.Permissions } tagged)
            return OwnName(prefixes, "TagResource") is { } tag ? tagged with { Actions = [.. tagged.Actions, .. tag.Actions] } : tagged;
        if (!name.StartsWith("Batch", StringComparison.Ordinal))
            return null;
        var one = name["Batch".Length..];
        return OwnName(prefixes, one) ?? (one.EndsWith("ies", StringComparison.Ordinal) ? OwnName(prefixes, one[..^3] + "y") : null)
            ?? (one.EndsWith('s') ? OwnName(prefixes, one[..^1]) : null);
    }

    private void AddRow(string source, string name, string actions)
    {
        var mapping = actions == "-" ? EventMapping.None : new EventMapping(MappingKind.Permissions, [.. actions.Split(',').Select(MappedAction.Parse)], MappingBasis.Table);
        if (!name.EndsWith('*'))
        {
            _exact[(source.ToLowerInvariant(), name.ToLowerInvariant())] = mapping;
            return;
        }

        if (!_families.TryGetValue(source, out var families))
            _families.Add(source, families = []);
        families.Add((name[..^1], mapping));
    }

    private static EventMapping Of(string action) => new(MappingKind.Permissions, [new MappedAction(action)], MappingBasis.Table);

    private static string SourceName(string eventSource) =>
        eventSource.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) ? eventSource[..^Domain.Length]
        : eventSource.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase) ? eventSource[..^".amazonaws.com.cn".Length]
        : eventSource.EndsWith(".aws.internal", StringComparison.OrdinalIgnoreCase) ? eventSource[..^".aws.internal".Length]
        : eventSource;

    private static string? WithoutDate(string name) => Dated().Match(name) is { Success: true } m ? name[..m.Index] : null;

    /// <summary><c>20150331</c>, <c>20150331v2</c>, <c>2015_07_27</c>; what is left has to be an action, or the name is left alone.</summary>
    [GeneratedRegex("(?:[12][0-9]{3}[01][0-9][0-3][0-9]|[12][0-9]{3}_[01][0-9]_[0-3][0-9])(?:v[0-9]+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Dated();
}
