using Ambit.Usage;

namespace Ambit.Store;

/// <summary>The aliases of principals that any scan's logs told, kept so that a later scan's rows go to the canonical id too.</summary>
internal sealed class PrincipalNames(ControlDatabase database)
{
    /// <summary>Those of a batch that are not known yet, or not as well.</summary>
    public List<KnownName> News(UsageBatch batch)
    {
        if (batch.Names.Count == 0)
            return [];
        var known = All();
        return [.. batch.Names.Where(n => !known.TryGetValue((n.Cloud, n.Alias), out var kept) || (kept != n.Principal && KnownName.Better(kept, n.Principal) == n.Principal))];
    }

    /// <summary>Rows under their canonical ids. What the batch itself knew is applied by who rolled it up.</summary>
    public IEnumerable<UsageRow> Apply(IEnumerable<UsageRow> rows)
    {
        var known = All();
        return known.Count == 0 ? rows : rows.Select(r => known.TryGetValue((r.Cloud, r.Principal), out var principal) ? r with { Principal = principal } : r);
    }

    /// <summary>Keeps names; part of a transaction.</summary>
    public void Keep(IReadOnlyList<KnownName> names)
    {
        foreach (var name in names)
        {
            database.Execute(
                "INSERT INTO alias VALUES ($cloud, $alias, $principal) ON CONFLICT DO UPDATE SET principal = excluded.principal",
                ("$cloud", name.Cloud), ("$alias", name.Alias), ("$principal", name.Principal));
        }
    }

    private Dictionary<(string Cloud, string Alias), string> All() => database.Read(
        "SELECT cloud, alias, principal FROM alias", r => (r.GetString(0), r.GetString(1), r.GetString(2))).ToDictionary(r => (r.Item1, r.Item2), r => r.Item3);
}
