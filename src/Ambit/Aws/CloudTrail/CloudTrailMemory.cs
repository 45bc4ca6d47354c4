using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// What the reader keeps from file to file on one thread: callers, kinds of calls, situations, and for each distinct call its
/// tallies, so that a call that was met before costs look-ups and no memory.
/// </summary>
internal sealed class CloudTrailMemory
{
    private readonly HashIndex _callerKeys = new();
    private readonly Dictionary<(string Source, string Name), CallRecipe> _recipes = [];
    private readonly HashIndex _situationNumbers = new();
    private readonly List<CallSituation> _situations = [];
    private readonly Dictionary<Caller, int> _callerNumbers = [];
    private readonly List<Caller> _callers = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly CallerKey _callerKey = new();

    /// <summary>The identities that were met last.</summary>
    public KnownIdentities Identities { get; } = new();

    /// <summary>The numbers of the tallies of calls on resources.</summary>
    public HashIndex Calls { get; } = new();

    /// <summary>Where calls are counted.</summary>
    public CallTallies Tallies { get; } = new();

    /// <summary>How many situations were met.</summary>
    public int Situations => _situations.Count;

    /// <summary>The caller of a number.</summary>
    public Caller Caller(int number) => _callers[number];

    /// <summary>The number of the caller that a <c>userIdentity</c> names; two sessions of one role are one caller.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public int CallerOf(ReadOnlySpan<byte> identity, IUsageSink sink)
    {
        if (!_callerKey.Make(identity))
            return Read(identity, sink);
        var hash = new SecretHash(0);
        hash.Add(_callerKey.Bytes);
        if (_callerKeys.TryGet(hash, out var number))
            return number;
        number = Read(identity, sink);
        _callerKeys.Add(hash, number);
        return number;
    }

    /// <summary>The situation of a hash, null where it is new.</summary>
    public CallSituation? Situation(in SecretHash hash) => _situationNumbers.TryGet(hash, out var number) ? _situations[number] : null;

    /// <summary>Keeps a situation.</summary>
    public void Add(in SecretHash hash, CallSituation situation)
    {
        _situationNumbers.Add(hash, _situations.Count);
        _situations.Add(situation);
    }

    /// <summary>What is known of calls of one source and name.</summary>
    public CallRecipe RecipeOf(string source, string name)
    {
        if (!_recipes.TryGetValue((source, name), out var recipe))
            _recipes.Add((source, name), recipe = new CallRecipe(AwsCatalogue.Current, EventToPermission.Current, source, name));
        return recipe;
    }

    /// <summary>One object for texts that come again and again.</summary>
    public string Once(string text)
    {
        if (_texts.TryGetValue(text, out var known))
            return known;
        _texts.Add(text, text);
        return text;
    }

    private int Read(ReadOnlySpan<byte> identity, IUsageSink sink)
    {
        var reader = new Utf8JsonReader(identity, new JsonReaderOptions { MaxDepth = 32 });
        using var document = JsonDocument.ParseValue(ref reader);
        var caller = CallerIdentity.Of(document.RootElement);
        if (caller.UniqueId is { } unique && caller.Principal is { } principal && principal != unique && principal.StartsWith("arn:", StringComparison.Ordinal))
            sink.Same("aws", unique, principal);

        // Invariant: the unique id is in the tables of the sink now and tells nothing more of the caller.
        caller = caller with { UniqueId = null };
        if (!_callerNumbers.TryGetValue(caller, out var number))
        {
            _callerNumbers.Add(caller, number = _callers.Count);
            _callers.Add(caller);
        }

        return number;
    }
}
