namespace Ambit.Model;

/// <summary>The native documents of one moment, of all clouds; immutable. What a snapshot keeps.</summary>
/// <param name="CollectedAt">When the exports were made, as they tell it; null where none does.</param>
/// <param name="Documents">The facts, each cloud's in its own words.</param>
public sealed record Estate(DateTimeOffset? CollectedAt, IReadOnlyList<NativeDocument> Documents);
