using System.Text;
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
    // An identity's bytes come again as long as its session lasts; its key as long as its role does.
    private const int MostSessions = 16_384;
    private readonly ByteKeyedTable<int> _sessions = new();
    private readonly ByteKeyedTable<int> _callerKeys = new();
    private readonly ByteKeyedTable<CallRecipe> _recipes = new();
    private readonly ByteKeyedTable<CallSituation> _situations = new();
    private readonly ByteKeyedTable<CallTallies> _calls = new();
    private readonly Dictionary<Caller, int> _callerNumbers = [];
    private readonly List<Caller> _callers = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly CallerKey _callerKey = new();

    /// <summary>Kinds of calls on resources that were met.</summary>
    public ByteKeyedTable<CallTallies> Calls => _calls;

    /// <summary>Situations that were met.</summary>
    public ByteKeyedTable<CallSituation> Situations => _situations;

    /// <summary>The caller of a number.</summary>
    public Caller Caller(int number) => _callers[number];

    /// <summary>The number of the caller that a <c>userIdentity</c> names; two sessions of one role are one caller.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public int CallerOf(ReadOnlySpan<byte> identity, IUsageSink sink)
    {
        var hash = ByteHash.Of(identity);
        if (_sessions.TryGet(identity, hash, out var number))
            return number;
        number = OfKey(identity, sink);
        if (_sessions.Count >= MostSessions)
            _sessions.Clear();
        _sessions.Add(identity, hash, number);
        return number;
    }

    /// <summary>What is known of calls of one source and name.</summary>
    public CallRecipe RecipeOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        Span<byte> key = stackalloc byte[256];
        var length = source.Length + 1 + name.Length;
        if (length > key.Length)
            return RecipeOf(source[..Math.Min(120, source.Length)], name[..Math.Min(120, name.Length)]);
        key = key[..length];
        source.CopyTo(key);
        key[source.Length] = 0;
        name.CopyTo(key[(source.Length + 1)..]);
        var hash = ByteHash.Of(key);
        if (_recipes.TryGet(key, hash, out var recipe))
            return recipe;
        recipe = new CallRecipe(AwsCatalogue.Current, EventToPermission.Current, Encoding.UTF8.GetString(source), Encoding.UTF8.GetString(name));
        _recipes.Add(key, hash, recipe);
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

    private int OfKey(ReadOnlySpan<byte> identity, IUsageSink sink)
    {
        if (!_callerKey.Make(identity))
            return Read(identity, sink);
        var hash = ByteHash.Of(_callerKey.Bytes);
        if (_callerKeys.TryGet(_callerKey.Bytes, hash, out var number))
            return number;
        number = Read(identity, sink);
        _callerKeys.Add(_callerKey.Bytes, hash, number);
        return number;
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
