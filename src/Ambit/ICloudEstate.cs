using Ambit.Access;
using Ambit.Escalation;
using Ambit.Model;

namespace Ambit;

/// <summary>One cloud's part of an estate, opened: who is there, what is there, and what each may do.</summary>
public interface ICloudEstate
{
    /// <summary>The cloud's name.</summary>
    string Cloud { get; }

    /// <summary>Every identity.</summary>
    IReadOnlyList<Identity> Identities { get; }

    /// <summary>Every resource.</summary>
    IReadOnlyList<Resource> Resources { get; }

    /// <summary>Accounts, subscriptions and what is above them.</summary>
    IReadOnlyList<Scope> Scopes { get; }

    /// <summary>How many policies (role definitions, bindings) it holds.</summary>
    int PolicyCount { get; }

    /// <summary>The evaluator over this estate.</summary>
    IAccess Access { get; }

    /// <summary>What it tells the escalation rules; nothing where the cloud has none.</summary>
    IEscalationFacts Escalation => NoEscalationFacts.Instance;
}
