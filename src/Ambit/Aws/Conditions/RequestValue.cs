namespace Ambit.Aws.Conditions;

/// <summary>A value of a request, read once for the comparison that it meets.</summary>
internal readonly ref struct RequestValue
{
    public RequestValue(string text, Comparison comparison)
    {
        Text = text;
        Readable = true;
        switch (comparison)
        {
            case >= Comparison.NumericEquals and <= Comparison.NumericGreaterThanEquals:
                Readable = NumberText.TryParse(text, out Number);
                break;
            case >= Comparison.DateEquals and <= Comparison.DateGreaterThanEquals:
                Readable = DateText.TryParse(text, out Milliseconds);
                break;
            case Comparison.IpAddress or Comparison.NotIpAddress:
                Readable = AddressText.TryParse(text, out Address);
                break;
            case Comparison.ArnEquals or Comparison.ArnLike or Comparison.ArnNotEquals or Comparison.ArnNotLike:
                Readable = Policies.ArnFields.TryParse(text, out _);
                break;
        }
    }

    /// <summary>The text itself.</summary>
    public readonly string Text;

    /// <summary>Whether the comparison can read it.</summary>
    public readonly bool Readable;

    /// <summary>As a number.</summary>
    public readonly NumberText Number;

    /// <summary>As a moment.</summary>
    public readonly long Milliseconds;

    /// <summary>As an address.</summary>
    public readonly AddressText Address;
}
