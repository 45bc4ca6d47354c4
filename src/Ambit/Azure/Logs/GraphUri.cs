namespace Ambit.Azure.Logs;

/// <summary>
/// A call's URI without what nothing depends on: two URIs of one key have one template (<see cref="GraphCalls.Template"/>) and one
/// target (<see cref="GraphCalls.Target"/>).
/// </summary>
internal static class GraphUri
{
    /// <summary>Makes the key; false where the URI is written in a way that only a parser reads.</summary>
    public static bool TryKey(ReadOnlySpan<byte> uri, Span<byte> key, out int length)
    {
        length = 0;
        var path = PathOf(uri);
        if (path.IsEmpty || path.ContainsAny("%\\ :"u8) || path.IndexOf("/."u8) >= 0 || path.IndexOf("//"u8) >= 0)
            return false;
        var kept = false;
        for (var number = 0; !path.IsEmpty; number++)
        {
            path = path[1..];
            var end = path.IndexOf((byte)'/');
            var segment = end < 0 ? path : path[..end];
            path = end < 0 ? default : path[end..];
            if (segment.IndexOf((byte)'(') is > 0 and var bracket)
                segment = segment[..bracket];
            key[length++] = (byte)'/';

            // The first segments may be a version or a collection; the id of an application is the call's target.
            if (number > 1 && !kept && IsId(segment))
                segment = "*"u8;
            kept = segment.SequenceEqual("applications"u8) || segment.SequenceEqual("servicePrincipals"u8);
            segment.CopyTo(key[length..]);
            length += segment.Length;
        }

        return true;
    }

    private static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> uri)
    {
        if (uri.StartsWith("https://"u8))
            uri = uri[8..].IndexOf((byte)'/') is >= 0 and var slash ? uri[(8 + slash)..] : default;
        else if (uri.IsEmpty || uri[0] != '/')
            return default;
        var end = uri.IndexOfAny((byte)'?', (byte)'#');
        return end < 0 ? uri : uri[..end];
    }

    /// <summary>A GUID, a user principal name or an opaque id: <see cref="GraphCalls"/> takes all of these for ids, too.</summary>
    private static bool IsId(ReadOnlySpan<byte> segment) =>
        segment.Contains((byte)'@') || (segment.Length > 20 && segment.ContainsAnyInRange((byte)'0', (byte)'9'));
}
