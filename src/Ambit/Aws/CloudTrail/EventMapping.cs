using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>What a call of a log needs.</summary>
/// <param name="Kind">Whether permissions are checked.</param>
/// <param name="Actions">The permissions; empty unless <paramref name="Kind"/> says that some are checked.</param>
/// <param name="Basis">By table and catalogue, or by a rule of thumb.</param>
public sealed record EventMapping(MappingKind Kind, IReadOnlyList<MappedAction> Actions, MappingBasis Basis)
{
    /// <summary>No permission.</summary>
    public static readonly EventMapping None = new(MappingKind.NoPermission, [], MappingBasis.Table);

    /// <summary>Not known.</summary>
    public static readonly EventMapping Unknown = new(MappingKind.Unmapped, [], MappingBasis.Table);
}
