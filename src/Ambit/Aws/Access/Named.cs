namespace Ambit.Aws.Access;

/// <summary>How a Principal element names a caller, weakest first.</summary>
internal enum Named : byte
{
    /// <summary>Not at all.</summary>
    Nobody,

    /// <summary>By the account: the account decides by its identity policies.</summary>
    Account,

    /// <summary>By the ARN of the role whose session calls.</summary>
    Role,

    /// <summary>By himself, or by a star.</summary>
    Self,
}
