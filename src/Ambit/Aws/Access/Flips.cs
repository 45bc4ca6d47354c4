using Ambit.Access;

namespace Ambit.Aws.Access;

/// <summary>
/// The smallest changes that would turn an answer: sets of single changes, tried by size, each proved by deciding again with the
/// changes made. Of sets of one size those of the mildest kinds come first: a condition met, then a statement more, then a statement less.
/// </summary>
internal sealed class Flips
{
    private const int LargestSet = 4;
    private const int MostTries = 2_000;
    private const int MostAnswers = 3;
    private readonly AwsWorld _world;
    private readonly Evaluation _evaluation;
    private readonly string? _resource;
    private readonly Circumstances _start;
    private readonly bool _towards;
    private readonly List<Change> _changes;
    private readonly List<string> _found = [];
    private int _tries;

    private Flips(AwsWorld world, Outcome outcome, Evaluation e, Trace trace, string? resource, RequestContext context)
    {
        _world = world;
        _evaluation = e;
        _resource = resource;
        _start = new Circumstances(e.Principal, e.Resource, context);
        _towards = outcome is not Outcome.Allowed;
        var changes = new Changes(world, e, trace, resource);
        _changes = _towards ? changes.Towards() : changes.Against();
    }

    /// <summary>The smallest sets of changes in words, the mildest first.</summary>
    public static IReadOnlyList<string> Of(AwsWorld world, in Verdict verdict, Evaluation e, Trace trace, string? resource, RequestContext context)
    {
        if (verdict.Fixed is not null)
            return ["no policy changes it: the service itself decides"];
        return new Flips(world, verdict.Outcome, e, trace, resource, context).Search();
    }

    private List<string> Search()
    {
        var action = _evaluation.Action;
        for (var size = 1; size <= LargestSet && _found.Count == 0; size++)
            Choose(action, 0, size, _start, []);
        if (_found.Count == 0)
            _found.Add(_towards ? $"allowed by no {LargestSet} changes at once" : "denied once a policy denies it: no statement by itself carries the allow");
        return _found;
    }

    private void Choose(Policies.ActionName action, int from, int left, Circumstances at, List<string> words)
    {
        if (left == 0)
        {
            if (_tries++ < MostTries && Turned(_world.Decide(at, action, _resource)))
                _found.Add($"{(_towards ? "allowed" : "denied")} once {string.Join(", and ", words)}");
            return;
        }
        for (var i = from; i <= _changes.Count - left && _found.Count < MostAnswers && _tries < MostTries; i++)
            Choose(action, i + 1, left - 1, _changes[i].Apply(at), [.. words, _changes[i].Words]);
    }

    private bool Turned(Outcome outcome) => _towards ? outcome is Outcome.Allowed : outcome is Outcome.ImplicitlyDenied or Outcome.ExplicitlyDenied;
}
