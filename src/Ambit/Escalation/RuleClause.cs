using Ambit.Model;

namespace Ambit.Escalation;

/// <summary>Something that must be true of the estate: a relation with a term for some of its columns.</summary>
/// <param name="Relation">The relation's name in the cloud's vocabulary.</param>
/// <param name="Columns">Column to term; columns that are not named take anything.</param>
/// <param name="At">Where it stands.</param>
public sealed record RuleClause(string Relation, IReadOnlyDictionary<string, Term> Columns, SourceLocation At);
