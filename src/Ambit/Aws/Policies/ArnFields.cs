namespace Ambit.Aws.Policies;

/// <summary>
/// The six fields of an ARN, as ranges of its text: <c>arn:partition:service:region:account:resource</c>; the last takes the rest,
/// colons and all (IAM User Guide, "Amazon Resource Names").
/// </summary>
public readonly ref struct ArnFields
{
    private readonly ReadOnlySpan<char> _text;
    private readonly int _partition;
    private readonly int _service;
    private readonly int _region;
    private readonly int _account;
    private readonly int _resource;

    private ArnFields(ReadOnlySpan<char> text, int partition, int service, int region, int account, int resource)
    {
        _text = text;
        _partition = partition;
        _service = service;
        _region = region;
        _account = account;
        _resource = resource;
    }

    /// <summary><c>aws</c>, <c>aws-us-gov</c>, <c>aws-cn</c>.</summary>
    public ReadOnlySpan<char> Partition => _text[_partition..(_service - 1)];

    /// <summary>The service.</summary>
    public ReadOnlySpan<char> Service => _text[_service..(_region - 1)];

    /// <summary>The region, empty where global.</summary>
    public ReadOnlySpan<char> Region => _text[_region..(_account - 1)];

    /// <summary>The account, empty for S3 buckets and the like.</summary>
    public ReadOnlySpan<char> Account => _text[_account..(_resource - 1)];

    /// <summary>All after the fifth colon.</summary>
    public ReadOnlySpan<char> Resource => _text[_resource..];

    /// <summary>A field by its number, 0 (<c>arn</c>) to 5.</summary>
    public ReadOnlySpan<char> this[int field] => field switch
    {
        0 => _text[..(_partition - 1)],
        1 => Partition,
        2 => Service,
        3 => Region,
        4 => Account,
        _ => Resource,
    };

    /// <summary>Reads an ARN; false where the text has fewer than six fields or does not begin with <c>arn</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ArnFields arn)
    {
        arn = default;
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
            return false;
        Span<int> starts = stackalloc int[5];
        var at = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var colon = text[at..].IndexOf(':');
            if (colon < 0)
                return false;
            at += colon + 1;
            starts[i] = at;
        }
        arn = new ArnFields(text, starts[0], starts[1], starts[2], starts[3], starts[4]);
        return true;
    }
}
