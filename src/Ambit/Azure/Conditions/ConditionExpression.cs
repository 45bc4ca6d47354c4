namespace Ambit.Azure.Conditions;

/// <summary>
/// A parsed ABAC condition, version 2.0. Microsoft Learn, "Azure role assignment condition format and syntax".
/// </summary>
public abstract record ConditionExpression
{
    /// <summary>Decides it for a request; what nobody knows is noted in the context.</summary>
    public abstract Truth Evaluate(ConditionContext context);
}

/// <summary>Every part must hold.</summary>
internal sealed record AllOf(IReadOnlyList<ConditionExpression> Parts) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context)
    {
        var least = Truth.True;
        foreach (var part in Parts)
        {
            var truth = part.Evaluate(context);
            if (truth == Truth.False)
                return Truth.False;
            least = truth < least ? truth : least;
        }

        return least;
    }
}

/// <summary>One part must hold.</summary>
internal sealed record AnyOf(IReadOnlyList<ConditionExpression> Parts) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context)
    {
        var most = Truth.False;
        foreach (var part in Parts)
        {
            var truth = part.Evaluate(context);
            if (truth == Truth.True)
                return Truth.True;
            most = truth > most ? truth : most;
        }

        return most;
    }
}

/// <summary>The part must not hold.</summary>
internal sealed record Not(ConditionExpression Part) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context) => Truth.True - (int)Part.Evaluate(context);
}

/// <summary><c>ActionMatches{'…'}</c>: whether the action asked for is the one the guard names.</summary>
internal sealed record ActionGuard(string Pattern) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context) => ActionPattern.Matches(Pattern, context.Action) ? Truth.True : Truth.False;
}

/// <summary><c>SubOperationMatches{'Blob.List'}</c>.</summary>
internal sealed record SubOperationGuard(string Name) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context) =>
        context.SubOperation is { } said
            ? said.Equals(Name, StringComparison.OrdinalIgnoreCase) ? Truth.True : Truth.False
            : context.Ask("SubOperation", "SubOperationMatches", [Name]);
}

/// <summary><c>Exists @Source[…]</c>.</summary>
internal sealed record AttributeExists(string Source, string Name) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context) =>
        context.Of(Source, Name) is { } values
            ? values.Count > 0 ? Truth.True : Truth.False
            : context.Ask($"@{Source}[{Name}]", "Exists", []);
}

/// <summary>An attribute compared with constants or with another attribute.</summary>
/// <param name="Source">Request, Resource, Principal, Environment.</param>
/// <param name="Name">The attribute.</param>
/// <param name="Quantifier"><c>ForAnyOfAnyValues</c> and its sisters, empty for one value each.</param>
/// <param name="Operator"><c>StringEquals</c> …</param>
/// <param name="Values">The constants.</param>
/// <param name="Other">The other attribute where there is one.</param>
internal sealed record Comparison(string Source, string Name, string Quantifier, string Operator, IReadOnlyList<string> Values, (string Source, string Name)? Other) : ConditionExpression
{
    public override Truth Evaluate(ConditionContext context)
    {
        var left = context.Of(Source, Name);
        var right = Other is { } other ? context.Of(other.Source, other.Name) : Values;
        if (left is null || right is null)
            return context.Ask($"@{Source}[{Name}]", Quantifier.Length > 0 ? $"{Quantifier}:{Operator}" : Operator, right ?? [$"@{Other!.Value.Source}[{Other.Value.Name}]"]);
        return Holds(left, right) ? Truth.True : Truth.False;
    }

    /// <summary>"ForAnyOfAnyValues: at least one value on the left with at least one on the right", and so on.</summary>
    private bool Holds(IReadOnlyList<string> left, IReadOnlyList<string> right) => Quantifier.ToLowerInvariant() switch
    {
        "forallofanyvalues" => left.All(l => right.Any(r => ValueComparison.Holds(Operator, l, r))),
        "foranyofallvalues" => left.Any(l => right.All(r => ValueComparison.Holds(Operator, l, r))),
        "forallofallvalues" => left.All(l => right.All(r => ValueComparison.Holds(Operator, l, r))),
        "foranyofanyvalues" => left.Any(l => right.Any(r => ValueComparison.Holds(Operator, l, r))),
        _ => left.Count > 0 && right.Count > 0 && ValueComparison.Holds(Operator, left[0], right[0]),
    };
}
