namespace Ambit.Aws.Policies.Sets;

/// <summary>As what a condition operator reads the texts that it compares.</summary>
internal enum ValueFamily
{
    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A moment, by the millisecond.</summary>
    Date,

    /// <summary>An IPv4 or IPv6 address.</summary>
    Address,

    /// <summary>true, or anything else.</summary>
    Boolean,
}
