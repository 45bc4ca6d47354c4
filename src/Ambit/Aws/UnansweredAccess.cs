using Ambit.Access;

namespace Ambit.Aws;

/// <summary>An evaluator that knows nothing: every question is open. Stands until the estate's own evaluator is wired.</summary>
internal sealed class UnansweredAccess : IAccess
{
    public Decision Decide(AccessRequest request) => new(Outcome.Conditional, [], [], [], [], []);

    public IReadOnlyList<Holder> WhoCan(string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool roots) => [];

    public EffectiveAccess WhatCan(string principal, string? actionGlob) => new(principal, [], [], new Dictionary<string, int>());

    public IReadOnlyList<string> Resolve(string name) => [];

    public string? AccessLevel(string action) => null;
}
