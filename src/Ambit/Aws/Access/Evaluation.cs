using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// One request being decided: who, what, on what, in which context, in which world. Answers what is known of a key: first what
/// the request states, then what follows from the principal, the resource and the moment. Reused, so that deciding allocates nothing.
/// </summary>
internal sealed class Evaluation(bool open) : IRequestFacts
{
    /// <summary>Whether what is not known is unknown (an estate) rather than absent (<c>simulate</c>).</summary>
    public bool Open { get; } = open;

    /// <summary>The principal.</summary>
    public CompiledPrincipal Principal { get; set; } = null!;

    /// <summary>The resource's side.</summary>
    public ResourceSide Resource { get; set; } = ResourceSide.Unknown;

    /// <summary>The action.</summary>
    public ActionName Action { get; set; } = null!;

    /// <summary>The resource as asked for.</summary>
    public Target Target { get; set; }

    /// <summary>What the request states.</summary>
    public RequestContext Context { get; set; } = RequestContext.Empty;

    /// <summary>The moment, as <c>aws:CurrentTime</c>; null where not known.</summary>
    public string? Now { get; set; }

    /// <summary>The moment, as <c>aws:EpochTime</c>.</summary>
    public string? Epoch { get; set; }

    /// <summary>Which keys an action's requests can hold; null where nothing is known of that.</summary>
    public KeyApplicability? Applicability { get; set; }

    /// <summary>Layers of other decisions that are taken as allowed; null where none is.</summary>
    public IReadOnlySet<string>? Assumed { get; set; }

    /// <summary>Where reasons are written down; null where nobody asks.</summary>
    public Trace? Trace { get; set; }

    /// <inheritdoc/>
    public Fact Find(RequestKey key)
    {
        if (Context.TryFind(key, out var stated))
            return stated;
        return Principal.Caller.Find(key, Open) ?? Resource.Find(key, Open) ?? World(key);
    }

    private Fact World(RequestKey key)
    {
        if (!Open)
            return Fact.Absent;
        switch (key.Kind)
        {
            case RequestKeyKind.CurrentTime:
                return Now is null ? Fact.PresentUnknown : Fact.Of(Now);
            case RequestKeyKind.EpochTime:
                return Epoch is null ? Fact.PresentUnknown : Fact.Of(Epoch);
            case RequestKeyKind.SecureTransport:
                // AWS's endpoints all speak TLS: who may do something may do it over TLS.
                return Fact.Of("true");
            case RequestKeyKind.RequestedRegion:
                return Fact.PresentUnknown;
            default:
                return Applicability?.Applies(Action, key, Target.Each) == false ? Fact.Absent : Fact.Unknown;
        }
    }
}
