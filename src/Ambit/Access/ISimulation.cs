using System.Text.Json;

namespace Ambit.Access;

/// <summary>Decides self-contained requests of one cloud in a closed world: what is not given is absent. Not safe for several threads.</summary>
public interface ISimulation
{
    /// <summary>Whether a request is one of this cloud's.</summary>
    bool Reads(JsonElement request);

    /// <summary>Decides a request and says why.</summary>
    /// <exception cref="FormatException">It is not built as a request is; the message says where.</exception>
    SimulationAnswer Decide(JsonElement request);
}
