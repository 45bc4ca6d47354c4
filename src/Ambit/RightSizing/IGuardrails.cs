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
    /// <param name="scope">The id that <see cref="Find"/> gave.</param>
    /// <param name="usage">What everybody beneath used.</param>
    /// <param name="window">The window of it.</param>
    /// <param name="emergencies">Identities that the owner keeps for emergencies: unused by design.</param>
    Guardrail Build(string scope, IReadOnlyList<UsageRow> usage, UsageWindow window, IReadOnlySet<string> emergencies);

    /// <summary>What <see cref="Render"/> can write, the default first.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <summary>The guardrail and then, in files of their own, the quarantine, as a tool takes them.</summary>
    IReadOnlyList<(string File, string Content)> Render(Guardrail guardrail, string format);
}
