namespace Ambit.Access;

/// <summary>The contract of a cloud's evaluator over one estate. The world is open: what no export tells is unknown.</summary>
public interface IAccess
{
    /// <summary>Decides one request and explains it.</summary>
    /// <exception cref="UnknownNameException">The principal is not of this estate.</exception>
    Decision Decide(AccessRequest request);

    /// <summary>Everybody who may do the action on the resource, or on at least one where it is null.</summary>
    IReadOnlyList<Holder> WhoCan(string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool roots);

    /// <summary>Sentences on identities that look as if they could and cannot, because what they hold is retired.</summary>
    IReadOnlyList<string> WhoCannot(string action, string? resource) => [];

    /// <summary>The effective entitlement of one principal, narrowed to actions that match the glob where one is given.</summary>
    EffectiveAccess WhatCan(string principal, string? actionGlob);

    /// <summary>The distinct actions that a principal may do on at least one resource, without the grants: what counts of granted actions need.</summary>
    IReadOnlyList<string> HeldActions(string principal) => WhatCan(principal, actionGlob: null).Actions;

    /// <summary>Whether a held text stands for more actions than itself: no export and no catalogue lists them.</summary>
    bool IsPattern(string held) => false;

    /// <summary>Whether a pattern that is held stands for an action.</summary>
    bool StandsFor(string pattern, string action) => false;

    /// <summary>The canonical ids that a name may mean: exactly one is an answer, none or several are for the caller to report.</summary>
    IReadOnlyList<string> Resolve(string name);

    /// <summary>The access level of an action in the catalogue's words, null where the catalogue does not know it.</summary>
    string? AccessLevel(string action);

    /// <summary>Whether this cloud has actions written so; who-can asks only the clouds that do.</summary>
    bool Understands(string action) => AccessLevel(action) is not null;

    /// <summary>The same estate seen at a moment: what conditions on time ask.</summary>
    IAccess At(DateTimeOffset now) => this;
}
