namespace Ambit.Escalation;

/// <summary>What of an estate matters most, as ambit.yaml says and the defaults guess.</summary>
/// <param name="Production">Whether a scope, identity or resource is of production.</param>
/// <param name="Sensitive">Whether reaching the resource matters by itself.</param>
public sealed record PathLabels(Func<string, bool> Production, Func<string, bool> Sensitive)
{
    /// <summary>Nothing is known to matter more than the rest.</summary>
    public static readonly PathLabels None = new(_ => false, _ => false);
}
