using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>One step: whoever is <paramref name="From"/> gains <paramref name="To"/> by one method.</summary>
/// <param name="From">The identity.</param>
/// <param name="To">An identity, a resource, or the administration of a scope (<see cref="AdminOf"/>).</param>
/// <param name="Method">The rule's id.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Category">How it works.</param>
/// <param name="Needs">The permissions that it takes, with what grants them.</param>
/// <param name="Conditions">What has to hold; empty where it is certain.</param>
/// <param name="Evidence">Statements that make the estate fit: a trust.</param>
/// <param name="Facts">What of the estate it uses, as sentences.</param>
/// <param name="Premises">For power written onto another identity: the identities that the start must be as well, besides <paramref name="From"/>.</param>
public sealed record EscalationEdge(
    string From,
    string To,
    string Method,
    string Title,
    RuleCategory Category,
    IReadOnlyList<EscalationNeed> Needs,
    IReadOnlyList<OpenCondition> Conditions,
    IReadOnlyList<StatementReference> Evidence,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> Premises)
{
    private const string AdminPrefix = "admin:";

    /// <summary>Whether it holds whatever the unknown is.</summary>
    public bool Certain => Conditions.Count == 0;

    /// <summary>Whether the other step leads to the same by the same grants under the same conditions, whatever it uses on the way.</summary>
    public bool SameWay(EscalationEdge other) =>
        To == other.To && Method == other.Method && Needs.Count == other.Needs.Count && Conditions.SequenceEqual(other.Conditions, OpenConditionEquality.Instance)
        && Premises.SequenceEqual(other.Premises, StringComparer.Ordinal) && Same(Needs, other.Needs);

    private static bool Same(IReadOnlyList<EscalationNeed> some, IReadOnlyList<EscalationNeed> others)
    {
        for (var i = 0; i < some.Count; i++)
        {
            if (!some[i].SameGrants(others[i]))
                return false;
        }

        return true;
    }

    /// <summary>The node that stands for the administration of a scope.</summary>
    public static string AdminOf(string scope) => AdminPrefix + scope;

    /// <summary>Whether a node stands for the administration of a scope, and of which.</summary>
    public static bool IsAdmin(string node, out string scope)
    {
        var admin = node.StartsWith(AdminPrefix, StringComparison.Ordinal);
        scope = admin ? node[AdminPrefix.Length..] : "";
        return admin;
    }
}
