namespace Ambit.Store;

/// <summary>The answer to a SQL question.</summary>
/// <param name="Columns">Names and types.</param>
/// <param name="Rows">Cells in the order of the columns; null for NULL.</param>
public sealed record QueryResult(IReadOnlyList<QueryColumn> Columns, IReadOnlyList<object?[]> Rows);
