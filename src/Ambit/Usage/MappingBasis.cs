namespace Ambit.Usage;

/// <summary>How an event was turned into a permission.</summary>
public enum MappingBasis
{
    /// <summary>By the catalogue or the table of exceptions, or the log itself names the permission.</summary>
    Table = 0,

    /// <summary>By a rule of thumb.</summary>
    Guessed = 1,

    /// <summary>Inferred from the request of another call (a role that was passed).</summary>
    Inferred = 2,
}
