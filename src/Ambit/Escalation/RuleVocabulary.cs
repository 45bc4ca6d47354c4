namespace Ambit.Escalation;

/// <summary>The words that a cloud's rules may use.</summary>
/// <param name="Cloud">The prefix of the ids of its rules: <c>aws</c>, <c>entra</c> …</param>
/// <param name="Relations">What can be asked of the estate.</param>
/// <param name="Changes">What <c>after:</c> may say, with its meaning.</param>
public sealed record RuleVocabulary(string Cloud, IReadOnlyList<RelationSignature> Relations, IReadOnlyDictionary<string, string> Changes)
{
    /// <summary>The relation of that name, null where there is none.</summary>
    public RelationSignature? Relation(string name) => Relations.FirstOrDefault(r => r.Name == name);
}
