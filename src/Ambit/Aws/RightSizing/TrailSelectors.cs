using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Which events the estate's trails record, from <c>describe-trails</c>, <c>get-trail-status</c> and <c>get-event-selectors</c>, by
/// account; an organisation's trail records in all of them. Where no export tells, nothing is said here: what was logged tells.
/// </summary>
internal sealed class TrailSelectors
{
    private readonly List<(string Account, bool Organization, IReadOnlyList<TrailSelector> Selectors)> _trails = [];

    private readonly ConcurrentDictionary<string, List<TrailSelector>> _byAccount = new(StringComparer.Ordinal);

    /// <summary>Reads the selectors of every trail.</summary>
    public TrailSelectors(AwsEstate estate)
    {
        foreach (var trail in estate.Resources)
        {
            if (trail.Type != "AWS::CloudTrail::Trail" || trail.Properties.ValueKind is not JsonValueKind.Object)
                continue;
            if (!trail.Properties.TryGetProperty("AdvancedEventSelectors", out _) && !trail.Properties.TryGetProperty("EventSelectors", out _))
                continue;
            _trails.Add((trail.Account, trail.Text("IsOrganizationTrail") == "true", trail.Text("IsLogging") == "false" ? [] : TrailSelector.Of(trail.Properties)));
        }
    }

    /// <summary>Whether an export shows which management events the trails of an account record.</summary>
    public bool KnowsManagement(string account) => Of(account).Any(s => s.Category == "Management");

    /// <summary>The actions of which the trails of an account record no call, as exports show them; of none where no export tells.</summary>
    public IReadOnlySet<string> Unrecorded(string account) =>
        Of(account).Count == 0 ? FrozenSet<string>.Empty
            : AwsCatalogue.Current.Actions.ToArray().Where(a => UnloggedActions.TypeOf(a) is var type and not "-" && Reach(account, a, type) is TrailReach.None).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>How much of the calls of an action the trails of an account record; null where no export tells.</summary>
    /// <param name="account">The account; empty for any.</param>
    /// <param name="action">The action.</param>
    public TrailReach? Reach(string account, string action) => Reach(account, action, UnloggedActions.TypeOf(action));

    /// <summary>As <see cref="Reach(string, string)"/>, where the type of data event that shows the action is known already.</summary>
    public TrailReach? Reach(string account, string action, string? type)
    {
        if (type == "-")
            return TrailReach.None;
        var selectors = Of(account);
        // Trails of data alone leave management events to another trail, which no export shows.
        if (selectors.Count == 0 || (type is null && !selectors.Exists(s => s.Category == "Management")))
            return null;
        var reach = TrailReach.None;
        foreach (var selector in selectors)
        {
            if (!selector.Records(action, type, out var partly))
                continue;
            if (!partly)
                return TrailReach.All;
            reach = TrailReach.Some;
        }

        return reach;
    }

    private List<TrailSelector> Of(string account)
    {
        if (!_byAccount.TryGetValue(account, out var selectors))
            _byAccount[account] = selectors = [.. _trails.Where(t => account.Length == 0 || t.Account == account || t.Organization).SelectMany(t => t.Selectors)];
        return selectors;
    }
}
