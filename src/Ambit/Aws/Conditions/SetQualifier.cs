namespace Ambit.Aws.Conditions;

/// <summary>How an operator treats several values of the request (IAM User Guide, "Set operators for multivalued context keys").</summary>
public enum SetQualifier
{
    /// <summary>None: for keys of one value.</summary>
    None,

    /// <summary>Every value of the request must match; true without the key.</summary>
    ForAllValues,

    /// <summary>At least one value of the request must match; false without the key.</summary>
    ForAnyValue,
}
