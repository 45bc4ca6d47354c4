using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The uses of calls that are of no particular kind (<see cref="CallRecipe.IsPlain"/>): the permissions of their kind on the resources that the
/// call names. Gives what <see cref="CallUses"/> gives, without making a text of anything: a log of calls on objects has a
/// new resource every few records.
/// </summary>
internal sealed class PlainUses(CallTallies tallies)
{
    private readonly ResourceTexts _found = new();
    private readonly List<int> _places = [];

    /// <summary>The number of the tallies of a call, null where none of the permissions is asked for.</summary>
    public int? NumberOf(CallSituation situation, in CallText call, IUsageSink sink)
    {
        _places.Clear();
        var actions = situation.Recipe.Actions;
        for (var action = 0; action < actions.Count; action++)
        {
            if (!situation.Recipe.IsNeeded(action, call))
                continue;
            var kind = situation.KindOf(action, sink);
            actions[action].Resources.Find(call, _found);
            if (_found.Count == 0)
                Put(sink.Place(kind, []));
            for (var i = 0; i < _found.Count; i++)
                Put(sink.Place(kind, _found[i]));
        }

        return _places.Count == 0 ? null : tallies.NumberOf(_places);
    }

    private void Put(int place)
    {
        if (!_places.Contains(place))
            _places.Add(place);
    }
}
