using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>The policies of one layer, laid out for deciding: all that allow, all that deny.</summary>
internal sealed class PolicyLayer
{
    public PolicyLayer(string name, IReadOnlyList<AttachedPolicy> policies)
    {
        Name = name;
        Names = name switch
        {
            LayerNames.Resource or LayerNames.Trust or LayerNames.KeyPolicy or LayerNames.AccessControlList => NamesPrincipals.Resource,
            LayerNames.ResourceControl => NamesPrincipals.Guardrail,
            LayerNames.VpcEndpoint => NamesPrincipals.Endpoint,
            _ => NamesPrincipals.Never,
        };
        Policies = policies;
        Allows = [.. policies.Where(p => p.Compiled is not null).SelectMany(p => p.Compiled!.Allows)];
        Denies = [.. policies.Where(p => p.Compiled is not null).SelectMany(p => p.Compiled!.Denies)];
        foreach (var policy in policies)
        {
            if (policy.Compiled is not null)
                continue;
            MayAllow = true;
            // AWS's own managed policies allow: of those that deny, the catalogue holds the documents.
            MayDeny |= !policy.Name.Contains(":iam::aws:policy/", StringComparison.Ordinal);
        }
    }

    /// <summary>The layer: identity, boundary, session, scp, rcp, resource, trust, vpcEndpoint.</summary>
    public string Name { get; }

    /// <summary>How its statements name principals.</summary>
    public NamesPrincipals Names { get; }

    /// <summary>The policies.</summary>
    public IReadOnlyList<AttachedPolicy> Policies { get; }

    /// <summary>Every statement that allows.</summary>
    public CompiledStatement[] Allows { get; }

    /// <summary>Every statement that denies.</summary>
    public CompiledStatement[] Denies { get; }

    /// <summary>Whether a policy whose text is not known could allow.</summary>
    public bool MayAllow { get; }

    /// <summary>Whether a policy whose text is not known could deny.</summary>
    public bool MayDeny { get; }

    /// <summary>The layer that this one was made from by a change, null where by none.</summary>
    private PolicyLayer? Original { get; init; }

    /// <summary>Whether this is the other layer, changed.</summary>
    public bool Replaces(PolicyLayer other) => Original is not null && ReferenceEquals(Original, other);

    /// <summary>The layer with a policy more.</summary>
    public PolicyLayer And(AttachedPolicy policy) => new(Name, [.. Policies, policy]) { Original = Original ?? this };

    /// <summary>The layer without a statement; itself where it has none such.</summary>
    public PolicyLayer Without(CompiledStatement statement)
    {
        if (Array.IndexOf(Allows, statement) < 0 && Array.IndexOf(Denies, statement) < 0)
            return this;
        return new(Name, [.. Policies.Select(p => p.Compiled is { } c ? p with { Compiled = new CompiledPolicy(c.Document, [.. c.Statements.Where(s => !ReferenceEquals(s, statement))]) } : p)])
        {
            Original = Original ?? this,
        };
    }

    /// <summary>The layers without those that hold the same policies as one before them.</summary>
    public static PolicyLayer[] Distinct(PolicyLayer[] layers)
    {
        var kept = new List<PolicyLayer>(layers.Length);
        foreach (var layer in layers)
        {
            if (!kept.Exists(k => k.Policies.Count == layer.Policies.Count && k.Policies.Zip(layer.Policies).All(p => p.First.Compiled is not null && ReferenceEquals(p.First.Compiled, p.Second.Compiled))))
                kept.Add(layer);
        }
        return kept.Count == layers.Length ? layers : [.. kept];
    }
}
