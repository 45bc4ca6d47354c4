namespace Ambit.Aws.CloudTrail;

/// <summary>
/// A set of parameter names, compared without case, hyphens and underscores, over bytes. One log spells <c>bucketName</c> where
/// another spells <c>BucketName</c> or <c>bucket-name</c>.
/// </summary>
internal sealed class ParameterNames
{
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    /// <summary>A name as it was added.</summary>
    public string this[int number] => _names[number];

    public void Add(string name)
    {
        if (_numbers.TryAdd(Hash(System.Text.Encoding.UTF8.GetBytes(name)), _names.Count))
            _names.Add(name);
    }

    /// <summary>The number of a name, -1 where it is none of the set.</summary>
    public int Find(ReadOnlySpan<byte> name) => _numbers.Count > 0 && name.Length <= 64 && _numbers.TryGetValue(Hash(name), out var number) ? number : -1;

    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in name)
        {
            if (letter is (byte)'-' or (byte)'_')
                continue;
            hash = (hash ^ (letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter)) * 0x100000001B3;
        }

        return hash;
    }
}
