namespace Ambit.Aws.Conditions;

/// <summary>The comparison of a condition operator, without qualifier and IfExists (IAM User Guide, "Condition operators").</summary>
public enum Comparison
{
    /// <summary>Exact text.</summary>
    StringEquals,

    /// <summary>Negation of <see cref="StringEquals"/>.</summary>
    StringNotEquals,

    /// <summary>Text, lower-cased on both sides.</summary>
    StringEqualsIgnoreCase,

    /// <summary>Negation of <see cref="StringEqualsIgnoreCase"/>.</summary>
    StringNotEqualsIgnoreCase,

    /// <summary>A glob.</summary>
    StringLike,

    /// <summary>Negation of <see cref="StringLike"/>.</summary>
    StringNotLike,

    /// <summary>Equal numbers.</summary>
    NumericEquals,

    /// <summary>Negation of <see cref="NumericEquals"/>.</summary>
    NumericNotEquals,

    /// <summary>The request's number is smaller.</summary>
    NumericLessThan,

    /// <summary>The request's number is smaller or equal.</summary>
    NumericLessThanEquals,

    /// <summary>The request's number is greater.</summary>
    NumericGreaterThan,

    /// <summary>The request's number is greater or equal.</summary>
    NumericGreaterThanEquals,

    /// <summary>The same moment.</summary>
    DateEquals,

    /// <summary>Negation of <see cref="DateEquals"/>.</summary>
    DateNotEquals,

    /// <summary>The request's moment is earlier.</summary>
    DateLessThan,

    /// <summary>Earlier or the same.</summary>
    DateLessThanEquals,

    /// <summary>Later.</summary>
    DateGreaterThan,

    /// <summary>Later or the same.</summary>
    DateGreaterThanEquals,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Base64 texts that are the same.</summary>
    BinaryEquals,

    /// <summary>Inside a network.</summary>
    IpAddress,

    /// <summary>Outside all networks.</summary>
    NotIpAddress,

    /// <summary>An ARN, each of six parts a glob. The same as <see cref="ArnLike"/>.</summary>
    ArnEquals,

    /// <summary>Negation of <see cref="ArnEquals"/>.</summary>
    ArnNotEquals,

    /// <summary>An ARN, each of six parts a glob.</summary>
    ArnLike,

    /// <summary>Negation of <see cref="ArnLike"/>.</summary>
    ArnNotLike,

    /// <summary>Whether the key is absent.</summary>
    Null,
}
