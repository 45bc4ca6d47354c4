using Ambit.Access;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Access;

/// <summary>
/// The buckets and secrets whose data is under a KMS key that a principal may not use, or may use on conditions: what <c>what-can</c> leaves out
/// of, or adds as conditions to, actions on the data.
/// </summary>
internal sealed class LockedData
{
    /// <summary>The actions on data that may be under a key.</summary>
    public static readonly string[] Actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent", "s3:PutObject", "secretsmanager:GetSecretValue"];
    private readonly AwsWorld _world;
    private readonly CompiledPrincipal _principal;
    private readonly List<string> _stores;
    private readonly Dictionary<string, List<(string Pattern, Truth Key, IReadOnlyList<OpenCondition> Open)>> _known = new(StringComparer.Ordinal);

    public LockedData(AwsWorld world, CompiledPrincipal principal)
    {
        _world = world;
        _principal = principal;
        _stores = world.Resources.UnderKeys;
    }

    /// <summary>The actions on data, one set for each key action: they are not grouped with others.</summary>
    public IEnumerable<ulong[]> Sets => _stores.Count == 0 ? [] : Actions.GroupBy(a => (_world.Compiler.Action(a).Service, _world.Compiler.Action(a).DataKey)).Select(Bits);

    /// <summary>Takes out what the principal has no key for.</summary>
    public void Cut(Policies.ActionName action, ResourceSet resources, List<OpenCondition> conditions)
    {
        if (_stores.Count == 0 || action.DataKey is not { } needed)
            return;
        var kind = $"{action.Service} {needed}";
        if (!_known.TryGetValue(kind, out var locked))
            _known.Add(kind, locked = [.. _stores.Where(s => s.Contains($":{action.Service}:", StringComparison.Ordinal)).Select(s => Ask(action, s)).Where(s => s.Key is not Truth.Yes)]);
        foreach (var (pattern, key, open) in locked)
        {
            if (!resources.Meets(pattern))
                continue;
            if (key is Truth.No)
                resources.TakeOut(pattern);
            else
                conditions.AddRange(open.Where(o => !conditions.Contains(o)));
        }
    }

    private (string Pattern, Truth Key, IReadOnlyList<OpenCondition> Open) Ask(Policies.ActionName action, string store)
    {
        var trace = new Trace();
        var pattern = action.Service is "s3" ? $"{store}/*" : store;
        _world.Verdict(_principal, action, pattern, RequestContext.Empty, trace);
        var key = trace.Companions.FirstOrDefault(c => c.Layer == LayerNames.DataKey)?.Truth ?? Truth.Yes;
        return (pattern, key, trace.Open);
    }

    private ulong[] Bits(IEnumerable<string> actions)
    {
        var bits = new ulong[(_world.Catalogue.Count + 63) / 64];
        foreach (var index in actions.Select(a => _world.Compiler.Action(a).Index).Where(i => i >= 0))
            bits[index >> 6] |= 1UL << (index & 63);
        return bits;
    }
}
