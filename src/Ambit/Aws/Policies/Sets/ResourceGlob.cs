namespace Ambit.Aws.Policies.Sets;

/// <summary>The values of Resource elements and of ARN conditions as globs; they say the same as <see cref="Policies.ResourcePattern"/>.</summary>
internal static class ResourceGlob
{
    /// <summary>A value of a Resource element; null where it can match nothing.</summary>
    /// <param name="text">As the policy spells it.</param>
    /// <param name="completes">Whether short ARNs are completed.</param>
    /// <param name="expands">Whether <c>${…}</c> is a variable.</param>
    /// <param name="variables">The variables' values.</param>
    public static Glob? Of(string text, bool completes, bool expands, IReadOnlyDictionary<string, VariableValue> variables)
    {
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
            return new PatternText(text, expands).Glob(variables, wild: true);
        var fields = ArnPattern.Split(text, expands);
        // "You can't use a wildcard in the service segment."
        var service = fields.Count > 2 ? new PatternText(fields[2], expands).Glob(variables, wild: true) : null;
        if (service is null || service.HasWildcard)
            return null;
        if (fields.Count < 6 && completes && !fields[2].Contains("${", StringComparison.Ordinal))
        {
            while (fields.Count < 6)
                fields.Add("*");
        }
        else if (fields.Count < 6 && !text.EndsWith('*'))
            return null;
        return OfFields(fields, expands, variables);
    }

    /// <summary>Fields of an ARN, each matched on its own, the last one to the end.</summary>
    public static Glob? OfFields(IReadOnlyList<string> fields, bool expands, IReadOnlyDictionary<string, VariableValue> variables)
    {
        var tokens = new List<GlobToken>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
                tokens.Add(new GlobToken(GlobStep.Character, ':'));
            if (new PatternText(fields[i], expands).Glob(variables, wild: true, inPart: i < fields.Count - 1) is not { } field)
                return null;
            tokens.AddRange(field.Tokens);
        }

        return new Glob(tokens);
    }
}
