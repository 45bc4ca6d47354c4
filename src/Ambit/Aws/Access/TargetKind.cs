namespace Ambit.Aws.Access;

/// <summary>How a request names its resource.</summary>
internal enum TargetKind : byte
{
    /// <summary>One resource.</summary>
    One,

    /// <summary>An action without resource types: AWS matches a text such as <c>*</c>.</summary>
    Star,

    /// <summary>"On at least one resource" of a pattern.</summary>
    Some,
}
