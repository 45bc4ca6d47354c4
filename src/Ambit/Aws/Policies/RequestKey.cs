namespace Ambit.Aws.Policies;

/// <summary>A condition key, interned: one object a key whatever the case, so that it is compared by reference.</summary>
/// <param name="Name">As first spelled.</param>
/// <param name="Service">What stands before the colon, lower case.</param>
/// <param name="Tag">The part after the slash of a tag key, in its own case; empty otherwise.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Multivalued">Whether requests may hold several values; null where nobody knows the key.</param>
internal sealed record RequestKey(string Name, string Service, string Tag, RequestKeyKind Kind, bool? Multivalued)
{
    /// <summary>By reference: keys are interned.</summary>
    public bool Equals(RequestKey? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
