namespace Ambit.Aws.CloudTrail;

/// <summary>The resources and parameters of one call as the record writes them, UTF-8.</summary>
internal readonly ref struct CallText
{
    /// <summary>The record's own <c>resources</c>, in which <see cref="Resources"/> lie.</summary>
    public ReadOnlySpan<byte> ResourceList { get; init; }

    /// <summary>The ARNs of the record's own <c>resources</c>.</summary>
    public ReadOnlySpan<ParameterSlice> Resources { get; init; }

    /// <summary>The request, in which <see cref="Parameters"/> lie.</summary>
    public ReadOnlySpan<byte> Request { get; init; }

    /// <summary>The request's parameters that say something about permission.</summary>
    public ReadOnlySpan<ParameterSlice> Parameters { get; init; }

    /// <summary>What all calls of its situation share.</summary>
    public required CallSurroundings Surroundings { get; init; }

    /// <summary>The text of one of the resources.</summary>
    public ReadOnlySpan<byte> Of(in ParameterSlice resource) => ResourceList.Slice(resource.Start, resource.Length);

    /// <summary>The text of one of the parameters.</summary>
    public ReadOnlySpan<byte> ValueOf(in ParameterSlice parameter) => Request.Slice(parameter.Start, parameter.Length);

    /// <summary>Whether nothing in them is written with escapes, of JSON or of addresses.</summary>
    public bool IsDecoded
    {
        get
        {
            foreach (ref readonly var resource in Resources)
            {
                if (Of(resource).ContainsAny((byte)'\\', (byte)'%'))
                    return false;
            }

            foreach (ref readonly var parameter in Parameters)
            {
                if (ValueOf(parameter) is var value && (value.Contains((byte)'\\') || value.StartsWith("arn%"u8)))
                    return false;
            }

            return true;
        }
    }
}
