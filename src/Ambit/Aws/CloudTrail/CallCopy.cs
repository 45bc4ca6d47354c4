namespace Ambit.Aws.CloudTrail;

/// <summary>Whose copy of a call that several logs hold; the lower counts.</summary>
internal enum CallCopy
{
    /// <summary>The caller's own account's: it tells the caller whole.</summary>
    Callers = 0,

    /// <summary>Of the account whose resource it is.</summary>
    Others = 1,

    /// <summary>Of the account whose VPC endpoint it came through.</summary>
    Network = 2,
}
