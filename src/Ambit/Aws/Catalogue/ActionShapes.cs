using System.Runtime.InteropServices;

namespace Ambit.Aws.Catalogue;

/// <summary>
/// Numbers for the ways in which actions take resources: two actions of a service with the same resource types have the same, so
/// that what depends on nothing but the resource types is decided once.
/// </summary>
internal sealed class ActionShapes
{
    private readonly int[] _shapes;

    public ActionShapes(ActionTable actions, IEnumerable<AwsService> services)
    {
        _shapes = new int[actions.Names.Length];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var service in services)
        {
            numbers.Clear();
            for (var i = service.First; i < service.First + service.Count; i++)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, actions.ResourceTypeText(i), out var known);
                if (!known)
                    number = Count++;
                _shapes[i] = number;
            }
        }
    }

    /// <summary>How many shapes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The shape of an action.</summary>
    public int this[int action] => _shapes[action];
}
