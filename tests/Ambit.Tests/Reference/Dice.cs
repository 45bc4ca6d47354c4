namespace Ambit.Tests.Reference;

/// <summary>Choices that a seed decides (splitmix64), so that a failure is told by one number.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From zero to one less.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>One time in so many.</summary>
    public bool Chance(int oneIn) => Below(oneIn) == 0;

    /// <summary>One of them.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        var z = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
