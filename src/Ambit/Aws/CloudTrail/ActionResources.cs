using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>How the resources of one permission are found in a call: the ARNs that the record names, else templates filled from the request.</summary>
internal sealed class ActionResources
{
    private const int Most = 100;
    private readonly string _service;
    private readonly IReadOnlyList<(AwsResourceType Type, bool Required, ArnTemplate Template, IReadOnlyList<(string Variable, IReadOnlyList<string> Names)> Variables)> _types;
    private readonly IReadOnlyList<(AwsResourceType Type, ArnTemplate Template)> _all;

    public ActionResources(AwsCatalogue catalogue, string action)
    {
        _service = action[..action.IndexOf(':')];
        var index = catalogue.IndexOf(action);
        var resources = index < 0 ? [] : catalogue.ResourcesOf(index);
        _types = [.. resources.SelectMany(r => r.Type.Templates.Select(t =>
            (r.Type, r.Required, t, (IReadOnlyList<(string, IReadOnlyList<string>)>)[.. t.Own.Select(v => (v, ParameterRoles.NamesFor(r.Type, t, v)))])))];
        _all = [.. catalogue.ResourceTypes(_service).Concat(resources.Select(r => r.Type)).Distinct().SelectMany(t => t.Templates.Select(a => (t, a)))];
    }

    /// <summary>Whether the permission is about resources at all.</summary>
    public bool Any => _types.Count > 0;

    /// <summary>The request parameters that can name them.</summary>
    public IEnumerable<string> Names => _types.SelectMany(t => t.Variables).SelectMany(v => v.Names);

    /// <summary>The resources of a call, none where it names none.</summary>
    public IReadOnlyList<string> Of(CloudTrailCall call)
    {
        if (!Any)
            return [];
        var named = Named(call.Resources).Concat(Named(call.Parameters.Select(p => p.Value).Where(IsArn))).DistinctBy(n => n.Arn).ToList();
        var kinds = named.Select(n => n.Type).ToHashSet();
        var found = named.Select(n => n.Arn).ToList();
        foreach (var group in _types.Where(t => !kinds.Contains(t.Type)).GroupBy(t => t.Type))
            found.AddRange(Filled(group, call, made: found.Count == 0 || group.Any(t => t.Required)));
        return [.. found.Distinct(StringComparer.Ordinal).Where(f => !found.Exists(o => o.Length > f.Length && Extends(o, f))).Take(Most)];
    }

    /// <summary>An alias or version says more than the function it is of; they are two forms of one resource.</summary>
    private static bool Extends(string longer, string shorter) => longer.StartsWith(shorter, StringComparison.Ordinal) && longer[shorter.Length] == ':';

    private IEnumerable<(AwsResourceType Type, string Arn)> Named(IEnumerable<string> arns)
    {
        foreach (var arn in arns)
        {
            var best = _all.Where(t => t.Template.Matches(arn)).OrderByDescending(t => t.Template.Weight).Select(t => t.Type).FirstOrDefault();
            if (best is not null && _types.Any(t => t.Type == best))
                yield return (best, arn);
        }
    }

    private IEnumerable<string> Filled(
        IEnumerable<(AwsResourceType Type, bool Required, ArnTemplate Template, IReadOnlyList<(string Variable, IReadOnlyList<string> Names)> Variables)> forms,
        CloudTrailCall call, bool made)
    {
        foreach (var (_, required, template, variables) in forms)
        {
            var values = variables.Select(v => Values(v.Names, call, template)).ToList();
            // A type whose ARN names nothing of its own is meant only where the action takes no other.
            if (values.TrueForAll(v => v.Count > 0) && (values.Count > 0 || _types.Count == 1))
            {
                foreach (var arn in Products(template, variables, values, call))
                    yield return arn;
            }
            else if (required && made && IsMaking(call.Name) && Fill(template, variables, values, 0, call, unknown: "*") is { } pattern)
            {
                // What is made has no name before it is made; the request names its kind.
                yield return pattern;
            }
        }
    }

    private IEnumerable<string> Products(
        ArnTemplate template, IReadOnlyList<(string Variable, IReadOnlyList<string> Names)> variables, List<List<string>> values, CloudTrailCall call)
    {
        // Of several names in a list each is a resource; lists of different length do not pair, the first names then stand for all.
        var most = values.Count == 0 ? 1 : values.Max(v => v.Count);
        for (var i = 0; i < Math.Min(most, Most); i++)
        {
            if (Fill(template, variables, values, i, call, unknown: null) is { } arn)
                yield return arn;
        }
    }

    private string? Fill(
        ArnTemplate template, IReadOnlyList<(string Variable, IReadOnlyList<string> Names)> variables, List<List<string>> values, int number, CloudTrailCall call,
        string? unknown) =>
        template.Fill(name => name switch
        {
            "Partition" => AwsPartition.OfRegion(call.Region),
            "Region" => call.Region.Length > 0 ? call.Region : null,
            "Account" => call.Account.Length > 0 ? call.Account : null,
            _ => Pick(values[IndexOf(variables, name)], number) ?? unknown,
        });

    private static int IndexOf(IReadOnlyList<(string Variable, IReadOnlyList<string> Names)> variables, string name)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].Variable == name)
                return i;
        }

        return -1;
    }

    private static string? Pick(List<string> values, int number) => values.Count == 0 ? null : values[Math.Min(number, values.Count - 1)];

    private List<string> Values(IReadOnlyList<string> names, CloudTrailCall call, ArnTemplate template)
    {
        foreach (var name in names)
        {
            var values = call.Parameters
                .Where(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase) && (p.Top || !ParameterRoles.IsGeneral(name)))
                .Select(p => ResourceName.In(p.Value, _service, template)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (values.Count > 0)
                return values;
        }

        return [];
    }

    private static bool IsMaking(string name) =>
        name.StartsWith("Create", StringComparison.Ordinal) || name.StartsWith("Run", StringComparison.Ordinal) || name.StartsWith("Copy", StringComparison.Ordinal)
        || name.StartsWith("Import", StringComparison.Ordinal) || name.StartsWith("Allocate", StringComparison.Ordinal)
        || name.StartsWith("Register", StringComparison.Ordinal) || name.StartsWith("Request", StringComparison.Ordinal);

    private static bool IsArn(string value) => value.StartsWith("arn:", StringComparison.Ordinal);
}
