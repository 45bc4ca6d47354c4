using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Answers of "on at least one resource" that principals share: of one kind, with the same statements about the action, none of which
/// asks who calls; and of one account, where a statement asks what the resource is. Large estates are stamped from few templates, and
/// each is decided once.
/// </summary>
internal sealed class SharedDecisions
{
    private readonly ConcurrentDictionary<UInt128, Outcome> _answers = new();

    /// <summary>The answer that others found, null where it is the first of its kind.</summary>
    public Outcome? Find(UInt128 signature) => _answers.TryGetValue(signature, out var known) ? known : null;

    /// <summary>Keeps an answer for others.</summary>
    public void Keep(UInt128 signature, Outcome outcome) => _answers.TryAdd(signature, outcome);

    /// <summary>What of a principal decides besides its statements.</summary>
    public static UInt128 Of(CompiledPrincipal principal, IReadOnlyList<PolicyLayer?> layers)
    {
        var caller = principal.Caller;
        var mfa = caller.Mfa is { } known ? known ? 4UL : 8UL : 0;
        var signature = Mix(UInt128.One, ((ulong)caller.Kind << 8) | (caller.ServiceLinked ? 1UL : 0) | (caller.SessionTags ? 2UL : 0) | mfa);
        foreach (var layer in layers)
            signature = Mix(signature, layer is null ? 0 : (layer.MayAllow ? 2UL : 1UL) + (layer.MayDeny ? 2UL : 0));
        return signature;
    }

    /// <summary>Mixes a number into a signature.</summary>
    public static UInt128 Mix(UInt128 signature, ulong number)
    {
        var high = ((ulong)(signature >> 64) ^ number) * 0x9E3779B97F4A7C15;
        var low = ((ulong)signature + number) * 0xC2B2AE3D27D4EB4F;
        return new UInt128(high ^ (low >> 29), low ^ (high >> 31));
    }

    /// <summary>Mixes a text into a signature.</summary>
    public static UInt128 Mix(UInt128 signature, string text)
    {
        foreach (var c in text)
            signature = Mix(signature, c);
        return Mix(signature, (ulong)text.Length);
    }
}
