using Ambit.Aws.Policies;

namespace Ambit.Aws.Conditions;

/// <summary>One value of a condition, compiled for its comparison.</summary>
internal sealed class ConditionValue
{
    private readonly Comparison _comparison;
    private readonly Template _template;
    private readonly ArnPattern? _arn;
    private readonly NumberText? _number;
    private readonly long? _milliseconds;
    private readonly NetworkText? _network;

    private ConditionValue(string raw, Comparison comparison, Template template, ArnPattern? arn)
    {
        Raw = raw;
        _comparison = comparison;
        _template = template;
        _arn = arn;
        if (template.HasVariables)
            return;
        if (Numeric(comparison) && NumberText.TryParse(raw, out var number))
            _number = number;
        if (Date(comparison) && DateText.TryParse(raw, out var moment))
            _milliseconds = moment;
        if (comparison is Comparison.IpAddress or Comparison.NotIpAddress && NetworkText.TryParse(raw, out var network))
            _network = network;
    }

    /// <summary>As the policy spells it.</summary>
    public string Raw { get; }

    /// <summary>Whether the comparison needs an ARN and this is none.</summary>
    public bool BrokenArn => Arn(_comparison) && _arn is null;

    /// <summary>Whether it is a glob that matches every text.</summary>
    public bool MatchesAnyText => _template.Fixed?.MatchesAll == true || (_arn is not null && IsStar(Raw));

    /// <summary>Compiles a value.</summary>
    public static ConditionValue Compile(string text, Comparison comparison, bool variables, RequestKeys keys)
    {
        var globs = comparison is Comparison.StringLike or Comparison.StringNotLike;
        // "You can use a policy variable for … string operators or ARN operators", with no others (IAM User Guide, "Variables").
        variables &= comparison <= Comparison.StringNotLike || Arn(comparison);
        var template = Template.Parse(text, variables, globs, keys);
        ArnPattern? arn = null;
        if (Arn(comparison))
        {
            // A value that is a variable as a whole becomes an ARN, or not, in the request.
            var fields = ArnPattern.Split(text, variables);
            // A lone star stands for every ARN: "a StringLike or ArnLike condition whose value is * is equivalent to Null: false"
            // (IAM policy validation, EQUIVALENT_TO_NULL_FALSE).
            if (fields is ["arn", _, _, _, _, _] || IsStar(text))
                arn = ArnPattern.Of(fields, variables, keys);
            else if (template.HasVariables)
                arn = ArnPattern.Of([text], variables, keys);
        }
        return new ConditionValue(text, comparison, template, arn);
    }

    /// <summary>Whether a value of the request matches; of a negated comparison, what it negates.</summary>
    public Truth Matches(in RequestValue value, IRequestFacts facts)
    {
        if (_arn is not null)
            return value.Readable ? _arn.Matches(value.Text, facts) : Truth.No;
        if (!_template.HasVariables)
            return TruthTables.Of(Compare(in value));
        if (_comparison is Comparison.StringEquals or Comparison.StringNotEquals or Comparison.StringLike or Comparison.StringNotLike)
            return _template.Matches(value.Text, facts);
        return MatchesFilled(in value, facts);
    }

    /// <summary>A text that ignores case and comes from a variable: rare, so it is built.</summary>
    private Truth MatchesFilled(in RequestValue value, IRequestFacts facts)
    {
        var expansion = new Expansion(stackalloc int[512]);
        var filled = expansion.Fill(_template, facts);
        var text = filled is Truth.Yes ? string.Concat(expansion.Tokens.ToArray().Select(t => (char)t)) : "";
        expansion.Dispose();
        if (filled is not Truth.Yes)
            return filled;
        return TruthTables.Of(new ConditionValue(text, _comparison, Template.Literally(text), null).Compare(in value));
    }

    private bool Compare(in RequestValue value) => _comparison switch
    {
        Comparison.StringEquals or Comparison.StringNotEquals => string.Equals(value.Text, _template.Literal, StringComparison.Ordinal),
        Comparison.StringLike or Comparison.StringNotLike => _template.Fixed!.Matches(value.Text),
        Comparison.StringEqualsIgnoreCase or Comparison.StringNotEqualsIgnoreCase => LowerText.Same(value.Text, _template.Literal!),
        Comparison.BinaryEquals => string.Equals(value.Text, _template.Literal, StringComparison.Ordinal),
        Comparison.Bool => IsTrue(value.Text) == IsTrue(_template.Literal!),
        Comparison.IpAddress or Comparison.NotIpAddress => value.Readable && _network?.Holds(value.Address) == true,
        _ when Numeric(_comparison) => value.Readable && _number is { } number && Ordered(value.Number.Against(number)),
        _ when Date(_comparison) => value.Readable && _milliseconds is { } moment && Ordered(value.Milliseconds.CompareTo(moment)),
        _ => false,
    };

    private bool Ordered(int order) => _comparison switch
    {
        Comparison.NumericLessThan or Comparison.DateLessThan => order < 0,
        Comparison.NumericLessThanEquals or Comparison.DateLessThanEquals => order <= 0,
        Comparison.NumericGreaterThan or Comparison.DateGreaterThan => order > 0,
        Comparison.NumericGreaterThanEquals or Comparison.DateGreaterThanEquals => order >= 0,
        _ => order == 0,
    };

    /// <summary>"Under Bool anything but true (in any case, untrimmed) is false" (seen live).</summary>
    private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsStar(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept('*');

    private static bool Numeric(Comparison c) => c is >= Comparison.NumericEquals and <= Comparison.NumericGreaterThanEquals;

    private static bool Date(Comparison c) => c is >= Comparison.DateEquals and <= Comparison.DateGreaterThanEquals;

    private static bool Arn(Comparison c) => c is Comparison.ArnEquals or Comparison.ArnLike or Comparison.ArnNotEquals or Comparison.ArnNotLike;
}
