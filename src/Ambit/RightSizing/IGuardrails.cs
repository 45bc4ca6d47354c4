using Ambit.Usage;

namespace Ambit.RightSizing;

/// <summary>A cloud's guardrails: what may be denied to all beneath a scope because nobody there uses it.</summary>
public interface IGuardrails
{
    /// <summary>The id of the organisational unit or account that a name means; null where this cloud knows none.</summary>
    string? Find(string name);

    /// <summary>The principals beneath an organisational unit or account, by its id.</summary>
    IReadOnlyList<string> Beneath(string scope);

    /// <summary>The smallest guardrail that denies the sensitive permissions nobody beneath used.</summary>
    Guardrail Build(string scope, IReadOnlyList<UsageRow> usage, UsageWindow window);
}
