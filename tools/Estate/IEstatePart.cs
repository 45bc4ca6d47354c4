namespace Ambit.Estate;

/// <summary>One cloud's part of the sample estate.</summary>
internal interface IEstatePart
{
    /// <summary>The folder beneath the output: <c>aws</c>.</summary>
    string Name { get; }

    /// <summary>Writes exports and logs; the same calendar, seed and measure give the same bytes.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="calendar">The days of the logs.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="events">About how many log events; null for the sample's own measure.</param>
    /// <returns>How many log events were written.</returns>
    long Write(EstateFolder folder, Calendar calendar, Seeded random, long? events);
}
