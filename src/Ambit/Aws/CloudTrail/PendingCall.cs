using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>A record that was looked at and is yet to be counted (<see cref="RecordCounter"/>).</summary>
internal struct PendingCall
{
    /// <summary>Its situation.</summary>
    public CallSituation Situation;

    /// <summary>The hash of situation, resources and parameters; nothing where <see cref="Keyed"/> is false.</summary>
    public SecretHash Hash;

    /// <summary>Whether resources or parameters tell it from other calls of its situation.</summary>
    public bool Keyed;

    /// <summary>The identity that copies of one call in several accounts share, 0 for none.</summary>
    public ulong Shared;

    /// <summary>Where its record's resources and request lie.</summary>
    public RecordSlices Record;
}
