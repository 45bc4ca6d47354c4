namespace Ambit.Aws.CloudTrail;

/// <summary>One permission that a call needs, perhaps only when its request says something.</summary>
/// <param name="Action">The permission in the catalogue's spelling.</param>
/// <param name="Parameter">The request parameter that decides; null for always.</param>
/// <param name="WhenPresent">Needed when the parameter is there, or when it is not.</param>
/// <param name="BeginsWith">The parameter's value has to begin so, whatever the case; null for any value.</param>
public sealed record MappedAction(string Action, string? Parameter = null, bool WhenPresent = true, string? BeginsWith = null)
{
    /// <summary>Reads <c>s3:GetObject!versionId</c>, <c>dynamodb:PutItem?put</c>, <c>dynamodb:PartiQLSelect?statement^select</c>.</summary>
    public static MappedAction Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny('?', '!');
        if (at < 0)
            return new MappedAction(text);
        var parameter = text[(at + 1)..];
        var begins = parameter.IndexOf('^');
        return new MappedAction(text[..at], begins < 0 ? parameter : parameter[..begins], text[at] == '?', begins < 0 ? null : parameter[(begins + 1)..]);
    }
}
