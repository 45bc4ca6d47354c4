namespace Ambit.Aws.Catalogue;

/// <summary>What the values of a condition key are.</summary>
public enum ConditionKeyType : byte
{
    /// <summary>Text.</summary>
    String = 0,

    /// <summary>An ARN.</summary>
    Arn = 1,

    /// <summary>true or false.</summary>
    Bool = 2,

    /// <summary>A number.</summary>
    Numeric = 3,

    /// <summary>A time.</summary>
    Date = 4,

    /// <summary>An address.</summary>
    IpAddress = 5,

    /// <summary>Bytes, base64.</summary>
    Binary = 6,
}
