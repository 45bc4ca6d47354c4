namespace Ambit.Model;

/// <summary>One thing that an agent can use.</summary>
/// <param name="Kind"><c>function</c>, <c>knowledge-base</c>, <c>agent</c>, <c>endpoint</c>, <c>caller</c> (the caller does the work) or <see cref="Shell"/>.</param>
/// <param name="Name">As its maker calls it.</param>
/// <param name="Target">What it leads to: a function's id, an address; null where no export tells.</param>
/// <param name="Enabled">Whether the agent may use it now.</param>
public sealed record AgentTool(string Kind, string Name, string? Target, bool Enabled)
{
    /// <summary>A tool that runs whatever code it is given.</summary>
    public const string Shell = "shell";
}
