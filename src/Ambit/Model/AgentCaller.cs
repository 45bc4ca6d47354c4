namespace Ambit.Model;

/// <summary>Somebody who may have an agent work.</summary>
/// <param name="Identity">Who.</param>
/// <param name="Permission">By which permission.</param>
/// <param name="Certain">Whether no open condition stands in the way.</param>
/// <param name="Shell">Whether the permission gives a shell beside the agent, and so its whole authority.</param>
public sealed record AgentCaller(string Identity, string Permission, bool Certain, bool Shell);
