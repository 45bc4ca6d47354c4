namespace Ambit.Import;

/// <summary>
/// Shares files out to threads in stretches of neighbours. Files that lie together are of one account and one time, so a thread that
/// stays among them meets the same callers and resources again, and two threads seldom keep the same. Who has finished helps at the
/// end of the longest stretch that is left.
/// </summary>
internal sealed class Stretches
{
    private readonly Lock _lock = new();
    private readonly (int Next, int End)[] _left;

    /// <summary>Cuts the files into stretches of about equal size.</summary>
    /// <param name="sizes">The size of each file in bytes.</param>
    /// <param name="count">How many stretches.</param>
    public Stretches(IReadOnlyList<long> sizes, int count)
    {
        _left = new (int, int)[count];
        var whole = sizes.Sum(s => s + 1);
        long before = 0;
        for (int file = 0, stretch = 0, start = 0; stretch < count; stretch++)
        {
            while (file < sizes.Count && (stretch == count - 1 || before < whole / count * (stretch + 1)))
                before += sizes[file++] + 1;
            _left[stretch] = (start, file);
            start = file;
        }
    }

    /// <summary>The next file for the owner of a stretch, -1 when all are taken.</summary>
    public int Take(int stretch)
    {
        lock (_lock)
        {
            ref var own = ref _left[stretch];
            if (own.Next < own.End)
                return own.Next++;
            var longest = 0;
            for (var other = 1; other < _left.Length; other++)
            {
                if (_left[other].End - _left[other].Next > _left[longest].End - _left[longest].Next)
                    longest = other;
            }

            ref var left = ref _left[longest];
            return left.Next < left.End ? --left.End : -1;
        }
    }
}
