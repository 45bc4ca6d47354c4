using System.Text;
using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// A set of parameter names, compared without case, hyphens and underscores, over bytes. One log spells <c>bucketName</c> where
/// another spells <c>BucketName</c> or <c>bucket-name</c>.
/// </summary>
internal sealed class ParameterNames
{
    private const int MostLearnt = 32;
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<string> _names = [];

    /// <summary>The order of the members of requests, with the number of each.</summary>
    public MemberOrder<int> Order { get; } = new(MostLearnt);

    public int Count => _names.Count;

    /// <summary>A name as it was added.</summary>
    public string this[int number] => _names[number];

    public void Add(string name)
    {
        if (_numbers.TryAdd(Hash(Encoding.UTF8.GetBytes(name)), _names.Count))
            _names.Add(name);
    }

    /// <summary>The number of a name, -1 where it is none of the set.</summary>
    public int Find(ReadOnlySpan<byte> name) => _numbers.Count > 0 && name.Length <= 64 && _numbers.TryGetValue(Hash(name), out var number) ? number : -1;

    /// <summary>The number of a name as a request writes it, -1 where it is none of the set; takes up that it follows a member.</summary>
    /// <param name="quoted">The name with its quotes.</param>
    /// <param name="escapes">Whether it is written with escapes.</param>
    /// <param name="member">The member before it; afterwards the member itself.</param>
    public int Find(ReadOnlySpan<byte> quoted, bool escapes, ref int member)
    {
        var written = quoted[1..^1];
        if (escapes)
        {
            member = MemberOrder<int>.Beginning;
            return Find(Encoding.UTF8.GetBytes(RecordText.Of(written)));
        }

        var known = Order.Find(member, quoted);
        if (known == MemberOrder<int>.Beginning)
        {
            var number = Find(written);
            member = Order.Learn(member, quoted, number);
            return number;
        }

        member = known;
        return Order[known];
    }

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
