namespace Ambit.Import;

/// <summary>What may still come out of one file of the input: bytes against the bytes on disk, and entries.</summary>
internal sealed class ExpansionBudget(long compressed, ImportLimits limits)
{
    private long _bytes;
    private int _entries;

    /// <summary>Counts bytes that came out of an archive or a compressed stream.</summary>
    /// <exception cref="InvalidDataException">More than the limits allow: a bomb.</exception>
    public void Spend(long bytes)
    {
        _bytes += bytes;
        if (_bytes > limits.Expansion || (_bytes > limits.FreeExpansion && _bytes / limits.Ratio > compressed))
            throw new InvalidDataException(
                $"unpacks to more than {limits.Ratio} times its size and more than {limits.FreeExpansion >> 20} MB (or to more than {limits.Expansion >> 30} GB); reading stopped here");
    }

    /// <summary>Counts one entry.</summary>
    /// <exception cref="InvalidDataException">More than the limits allow.</exception>
    public void Entry()
    {
        if (++_entries > limits.Entries)
            throw new InvalidDataException($"holds more than {limits.Entries} entries; reading stopped here");
    }
}
