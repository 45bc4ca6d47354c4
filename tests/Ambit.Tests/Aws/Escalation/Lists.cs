namespace Ambit.Tests.Aws.Escalation;

/// <summary>Dictionaries of collections, filled as they are needed.</summary>
internal static class Lists
{
    public static TList GetOrNew<TList>(this Dictionary<string, TList> lists, string key)
        where TList : class, new()
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = new TList());
        return list;
    }
}
