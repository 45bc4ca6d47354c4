namespace Ambit.Aws.Policies;

/// <summary>What a statement does when it matches.</summary>
public enum Effect
{
    /// <summary>Grants.</summary>
    Allow = 0,

    /// <summary>Forbids, whatever else grants.</summary>
    Deny = 1,
}
