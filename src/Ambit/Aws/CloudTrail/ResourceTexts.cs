using System.Text;

namespace Ambit.Aws.CloudTrail;

/// <summary>A list of texts, UTF-8, that is used again and again without allocating.</summary>
internal sealed class ResourceTexts
{
    private readonly List<(int Start, int Length)> _texts = [];
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _ended;

    /// <summary>How many there are.</summary>
    public int Count => _texts.Count;

    /// <summary>One of them; valid until the next is added.</summary>
    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_texts[number].Start, _texts[number].Length);

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _texts.Clear();
        _length = _ended = 0;
    }

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Append(text);
        End();
    }

    /// <summary>Adds to the text that <see cref="End"/> will end.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        if (_length + piece.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + piece.Length));
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
    }

    /// <summary>Ends the text that was appended to.</summary>
    public void End()
    {
        _texts.Add((_ended, _length - _ended));
        _ended = _length;
    }

    /// <summary>Drops what was appended since the last text ended.</summary>
    public void Drop() => _length = _ended;

    /// <summary>Whether a text is among them.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].SequenceEqual(text))
                return true;
        }

        return false;
    }

    /// <summary>Leaves out what is there twice, what only begins another that goes on with a colon, and what is beyond a number.</summary>
    public void Distil(int most)
    {
        if (Count <= 1)
            return;
        for (var i = Count - 1; i >= 0; i--)
        {
            if (IsToldBy(i))
                _texts.RemoveAt(i);
        }

        if (Count > most)
            _texts.RemoveRange(most, Count - most);
    }

    /// <summary>The texts as strings.</summary>
    public string[] ToStrings()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Encoding.UTF8.GetString(this[i]);
        return texts;
    }

    /// <summary>An alias or version says more than the function it is of; they are two forms of one resource.</summary>
    private bool IsToldBy(int number)
    {
        var text = this[number];
        for (var i = 0; i < Count; i++)
        {
            var other = this[i];
            if (i < number && other.SequenceEqual(text))
                return true;
            if (other.Length > text.Length && other[text.Length] == ':' && other.StartsWith(text))
                return true;
        }

        return false;
    }
}
