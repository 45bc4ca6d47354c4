using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// A <c>userIdentity</c> without what tells one session from another: two sessions of one role that differ in nothing that
/// <see cref="CallerIdentity"/> looks at have the same key. Roles have many sessions and few of these.
/// </summary>
internal sealed class CallerKey
{
    private const int Deepest = 4;
    private const int Longest = 8192;
    private byte[] _bytes = new byte[1024];
    private int _length;
    private bool _role;
    private int _types;

    /// <summary>The key; valid until the next one is made.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Makes the key; false where the identity is written in a way that only a parser reads.</summary>
    public bool Make(ReadOnlySpan<byte> identity)
    {
        _length = 0;
        _types = 0;
        if (identity.Length > Longest)
            return false;
        if (_bytes.Length < identity.Length * 2)
            _bytes = new byte[identity.Length * 2];
        _role = identity.StartsWith("{\"type\":\"AssumedRole\","u8);

        // Invariant: of two types the last one counts, and what may be left out depends on the type.
        return Object(identity, 0, 0) == identity.Length && (!_role || _types == 1);
    }

    private int Object(ReadOnlySpan<byte> data, int at, int depth)
    {
        Put((byte)'{');
        at = JsonSkip.Space(data, at + 1);
        while (at < data.Length && data[at] == '"')
        {
            var end = JsonSkip.String(data, at, out var escapes);
            if (end < 0 || escapes)
                return JsonSkip.Malformed;
            var name = data[at..end];
            at = JsonSkip.Space(data, end);
            if (at >= data.Length || data[at] != ':')
                return JsonSkip.Malformed;
            Put(name);
            at = Value(data, JsonSkip.Space(data, at + 1), name, depth);
            if (at < 0)
                return at;
            at = JsonSkip.Space(data, at);
            if (at < data.Length && data[at] == ',')
                at = JsonSkip.Space(data, at + 1);
        }

        Put((byte)'}');
        return at < data.Length && data[at] == '}' ? at + 1 : JsonSkip.Malformed;
    }

    private int Value(ReadOnlySpan<byte> data, int at, ReadOnlySpan<byte> name, int depth)
    {
        if (at >= data.Length)
            return JsonSkip.Cut;
        if (data[at] == '{' && depth < Deepest)
            return Object(data, at, depth + 1);
        if (data[at] != '"')
        {
            var other = JsonSkip.Value(data, at);
            if (other > 0)
                Put(data[at..other]);
            return other;
        }

        var end = JsonSkip.String(data, at, out var escapes);
        if (end < 0 || escapes)
            return JsonSkip.Malformed;
        Text(data[at..end], name, depth);
        return end;
    }

    private void Text(ReadOnlySpan<byte> quoted, ReadOnlySpan<byte> name, int depth)
    {
        if (depth == 0 && name.SequenceEqual("\"type\""u8))
            _types++;

        // Of these nothing says who calls.
        if (name.SequenceEqual("\"accessKeyId\""u8) || name.SequenceEqual("\"creationDate\""u8) || name.SequenceEqual("\"credentialId\""u8))
            return;
        if (_role && depth == 0 && name.SequenceEqual("\"principalId\""u8))
            RoleId(quoted);
        else if (_role && depth == 0 && name.SequenceEqual("\"arn\""u8) && quoted.IndexOf(":assumed-role/"u8) is >= 0 and var mark && quoted.LastIndexOf((byte)'/') is var slash && slash > mark + ":assumed-role".Length)
            Put(quoted[..slash]);
        else
            Put(quoted);
    }

    /// <summary><c>AROA…:session</c>: the session matters only in that it may be an instance's.</summary>
    private void RoleId(ReadOnlySpan<byte> quoted)
    {
        var colon = quoted.IndexOf((byte)':');
        if (colon < 0)
        {
            Put(quoted);
            return;
        }

        Put(quoted[..colon]);
        Put(quoted.IndexOf(":i-"u8) >= 0 ? (byte)'i' : (byte)'s');
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Put(byte one) => _bytes[_length++] = one;
}
