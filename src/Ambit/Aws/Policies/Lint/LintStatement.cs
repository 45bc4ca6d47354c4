using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>One statement as the rules look at it.</summary>
internal sealed class LintStatement
{
    /// <summary>Takes a statement apart.</summary>
    public LintStatement(LocatedValue value)
    {
        Value = value;
        Actions = value["Action"] ?? value["NotAction"];
        Resources = value["Resource"] ?? value["NotResource"];
        Principals = value["Principal"] ?? value["NotPrincipal"];
        Allows = value["Effect"]?.Value.Text == "Allow";
        Denies = value["Effect"]?.Value.Text == "Deny";
        if (value["Condition"]?.Value is not { IsObject: true } block)
            return;
        foreach (var op in block.Members.Where(m => m.Value.IsObject))
        {
            foreach (var key in op.Value.Members)
                Conditions.Add(new LintCondition(op, ConditionOperator.Parse(op.Name), key));
        }
    }

    /// <summary>The statement.</summary>
    public LocatedValue Value { get; }

    /// <summary>Action or NotAction.</summary>
    public LocatedMember? Actions { get; }

    /// <summary>Whether it is NotAction.</summary>
    public bool NotAction => Actions?.Name == "NotAction";

    /// <summary>Resource or NotResource.</summary>
    public LocatedMember? Resources { get; }

    /// <summary>Whether it is NotResource.</summary>
    public bool NotResource => Resources?.Name == "NotResource";

    /// <summary>Principal or NotPrincipal.</summary>
    public LocatedMember? Principals { get; }

    /// <summary>Whether its effect is Allow.</summary>
    public bool Allows { get; }

    /// <summary>Whether its effect is Deny.</summary>
    public bool Denies { get; }

    /// <summary>Its conditions.</summary>
    public List<LintCondition> Conditions { get; } = [];

    /// <summary>The texts of Action or NotAction.</summary>
    public IEnumerable<LocatedValue> ActionTexts => Actions?.Value.Texts ?? [];

    /// <summary>The texts of Resource or NotResource.</summary>
    public IEnumerable<LocatedValue> ResourceTexts => Resources?.Value.Texts ?? [];

    /// <summary>The principals under a key (<c>AWS</c>, <c>Service</c> …).</summary>
    public IEnumerable<LocatedValue> PrincipalsOf(string kind) =>
        Principals?.Value is { IsObject: true } named ? named.Members.Where(m => m.Name == kind).SelectMany(m => m.Value.Texts) : [];

    /// <summary>Whether some condition asks for the key, or one that begins so where it ends in a slash.</summary>
    public bool Asks(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            var wanted = key;
            if (Conditions.Exists(c => c.Key.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                || (wanted.EndsWith('/') && c.Key.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))))
                return true;
        }

        return false;
    }
}

/// <summary>One line of a Condition block.</summary>
/// <param name="Spelled">The operator's member.</param>
/// <param name="Operator">The operator read; null where there is none such.</param>
/// <param name="Key">The key's member with its values.</param>
internal sealed record LintCondition(LocatedMember Spelled, ConditionOperator? Operator, LocatedMember Key)
{
    /// <summary>The values.</summary>
    public IEnumerable<LocatedValue> Values => Key.Value.Texts;
}
