using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>
/// The evaluator of Azure and Entra. Actions are those of Azure Resource Manager and its data planes
/// (<c>Microsoft.KeyVault/vaults/secrets/getSecret/action</c>), of Entra roles (<c>microsoft.directory/users/password/update</c>)
/// and application permissions (<c>Directory.ReadWrite.All</c>).
/// </summary>
public sealed class AzureAccess : IAccess
{
    private readonly AzureDirectory _directory;
    private readonly AzureManager _manager;
    private readonly NameTable _names;
    private readonly EntitlementList _entitlements;
    private readonly ConcurrentDictionary<string, string?> _levels = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<ClassicAdministrator> _classic;

    internal AzureAccess(AzureDirectory directory, AzureManager manager, IReadOnlyList<ClassicAdministrator>? classic = null)
    {
        (_directory, _manager, _classic) = (directory, manager, classic ?? []);
        Actors = new ActorTable(directory, manager);
        Azure = new AzureEvaluator(directory, manager);
        Entra = new DirectoryEvaluator(directory);
        _names = new NameTable(directory);
        _entitlements = new EntitlementList(directory, manager, this, _classic);
    }

    internal ActorTable Actors { get; }

    internal AzureEvaluator Azure { get; }

    internal DirectoryEvaluator Entra { get; }

    /// <inheritdoc/>
    public Decision Decide(AccessRequest request)
    {
        var actor = Actors.Of(request.Principal) ?? throw new UnknownNameException($"the snapshot knows no identity `{request.Principal}`");
        var decision = DecisionText.Of(Answer(actor, request.Action, request.Resource, request.Context), request, _directory, _manager);
        var retired = Retired(request.Action, request.Resource).Where(a => a.Holder is { } h && actor.Principals.Contains(h)).ToList();
        return retired.Count == 0 ? decision : decision with
        {
            Layers = [.. decision.Layers, .. retired.Select(a => new LayerResult("classicAdministrator", Outcome.ImplicitlyDenied, [], a.Words(_manager.Spelled(a.Scope))))],
        };
    }

    /// <summary>The bare answer, of whichever of the three languages the action is.</summary>
    internal AzureAnswer Answer(Actor actor, string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        if (DirectoryAction.Is(action) || DirectoryEvaluator.IsElevation(action))
            return Entra.Decide(actor, action, resource is null ? null : TargetOf(resource));
        if (!action.Contains('/'))
            return Permission(actor, action, resource);
        return Azure.Decide(actor, action, resource, context);
    }

    /// <summary>A quick look: whether the actor holds the action on anything at all.</summary>
    internal bool MayHold(Actor actor, string action) =>
        DirectoryAction.Is(action) || DirectoryEvaluator.IsElevation(action) ? Entra.MayHold(actor, action)
        : action.Contains('/') ? Azure.MayHold(actor, action)
        : actor.AppRoles.Any(a => a.Permission.Equals(action, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IReadOnlyList<Holder> WhoCan(string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool roots)
    {
        var holders = new List<Holder>();
        foreach (var identity in _directory.Objects.Values)
        {
            if (identity.Kind is AzureKinds.Group or AzureKinds.Application or AzureKinds.Device || Actors.Of(identity.CanonicalId) is not { } actor || !MayHold(actor, action))
                continue;
            var answer = Answer(actor, action, resource, context);
            if (answer.Holds)
                holders.Add(new Holder(
                    identity.CanonicalId, answer.Outcome, answer.Conditions,
                    [.. answer.Grants.Select(g => g.Holder).Where(h => h != identity.ObjectId).Distinct().Select(h => _directory.Objects.TryGetValue(h, out var o) ? o.CanonicalId : h)]));
        }

        return [.. holders.OrderBy(h => h.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> WhoCannot(string action, string? resource) =>
        [.. Retired(action, resource).Select(a => $"{(a.Holder is { } h ? _directory.Objects[h].CanonicalId : a.Mail)} is {a.Words(_manager.Spelled(a.Scope))}").Order(StringComparer.Ordinal)];

    /// <summary>Classic administrators of what holds the resource, where the action is one of Azure: they would have held it.</summary>
    private IEnumerable<ClassicAdministrator> Retired(string action, string? resource) =>
        _classic.Count == 0 || !action.Contains('/') || DirectoryAction.Is(action) ? []
        : _classic.Where(a => resource is null || _manager.Hierarchy.Covers(a.Scope, ResourceId.Normal(resource)));

    /// <inheritdoc/>
    public EffectiveAccess WhatCan(string principal, string? actionGlob)
    {
        var actor = Actors.Of(principal) ?? throw new UnknownNameException($"the snapshot knows no identity `{principal}`");
        return _entitlements.Of(actor, actionGlob);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Resolve(string name) => _names.Resolve(name);

    /// <inheritdoc/>
    public string? AccessLevel(string action) => _levels.GetOrAdd(action, AzureAccessLevel.Of);

    private AzureAnswer Permission(Actor actor, string permission, string? resource)
    {
        var target = resource is null ? null : TargetOf(resource);
        var held = actor.AppRoles.Where(a => a.Permission.Equals(permission, StringComparison.OrdinalIgnoreCase) && (target is null || a.Resource == target)).ToList();
        return held.Count == 0 ? AzureAnswer.No
            : new AzureAnswer(Outcome.Allowed, [], [.. held.Select(a => new AzureGrant(a.Principal, a.Id, 0, a.Permission, a.Permission, "appRole"))], []);
    }

    /// <inheritdoc/>
    public bool IsPattern(string held) =>
        held.Contains('*') || (DirectoryAction.Is(held) && (held.EndsWith("/allTasks", StringComparison.OrdinalIgnoreCase) || held.Contains("/allProperties/", StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc/>
    public bool StandsFor(string pattern, string action) =>
        action is not (Logs.SignInLog.Action or Logs.AuditLog.Activation) && DirectoryAction.Is(pattern) == DirectoryAction.Is(action)
        && (DirectoryAction.Is(pattern) ? DirectoryAction.Covers(pattern, action, []) : ActionPattern.Matches(pattern, action));

    /// <summary>Somebody with every role on that he is eligible for, those that wait for an approval among them.</summary>
    internal Actor WithEligible(Actor today) => today with
    {
        Assignments = [.. today.Principals.SelectMany(_manager.AssignmentsOf)],
        Holdings = [.. _directory.EffectiveHoldings(today.Object!.ObjectId)],
    };

    /// <summary>Somebody with groups in his token besides his own, and with all that they hold.</summary>
    internal Actor InGroups(Actor actor, IEnumerable<string> groups)
    {
        var more = groups.SelectMany(g => _directory.AllGroupsOf(g).Append(g)).Where(g => !actor.Principals.Contains(g)).ToHashSet(StringComparer.Ordinal);
        return more.Count == 0 ? actor : actor with
        {
            Principals = actor.Principals.Concat(more).ToHashSet(StringComparer.Ordinal),
            Assignments = [.. actor.Assignments, .. more.SelectMany(_manager.AssignmentsOf)],
            Holdings = [.. actor.Holdings, .. more.SelectMany(_directory.HoldingsOf)],
        };
    }

    /// <summary>An object of the directory by canonical id, object id or name; the text itself where nothing is known of it.</summary>
    internal string TargetOf(string resource)
    {
        var last = resource[(resource.LastIndexOfAny([':', '/']) + 1)..].ToLowerInvariant();
        if (_directory.Objects.ContainsKey(last))
            return last;
        return _names.Resolve(resource) is [var one] ? one[(one.LastIndexOf(':') + 1)..] : last;
    }
}
