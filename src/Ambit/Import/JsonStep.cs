namespace Ambit.Import;

/// <summary>What a text made of JSON values holds next.</summary>
internal enum JsonStep
{
    /// <summary>A whole value.</summary>
    Value,

    /// <summary>A value that the end of the text cuts off.</summary>
    Cut,

    /// <summary>A value nested deeper than is read.</summary>
    Deep,

    /// <summary>A line that is no JSON.</summary>
    Text,

    /// <summary>Nothing more.</summary>
    End,
}
