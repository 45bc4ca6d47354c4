namespace Ambit.Access;

/// <summary>What one layer of the evaluation said.</summary>
/// <param name="Layer">identity, boundary, scp, rcp, session, resource, vpcEndpoint, trust … in the cloud's own words.</param>
/// <param name="Result">The layer's own outcome.</param>
/// <param name="Statements">The statements that made it so.</param>
/// <param name="Note">What a reader needs besides, such as "assumed true: condition on `aws:SourceVpce`".</param>
public sealed record LayerResult(string Layer, Outcome Result, IReadOnlyList<StatementReference> Statements, string? Note = null);
