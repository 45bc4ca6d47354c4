using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>How the resources of one permission are found in a call: the ARNs that the record names, else templates filled from the request.</summary>
internal sealed class ActionResources
{
    private const int Most = 100;
    private readonly string _service;
    private readonly IReadOnlyList<ResourceForm> _forms;
    private readonly List<List<ResourceForm>> _kinds;
    private readonly (ArnTemplate Template, int Kind)[] _all;

    public ActionResources(AwsCatalogue catalogue, string action, string call = "")
    {
        _service = action[..action.IndexOf(':')];
        var index = catalogue.IndexOf(action);
        var resources = index < 0 ? [] : catalogue.ResourcesOf(index);
        var paths = ApiGatewayPaths.Of(action, call);
        _forms = paths.Count > 0
            ? [.. paths.SelectMany(p => p.Templates.Select(t => new ResourceForm(p, Required: false, t, [.. t.Own.Select(v => (v, (IReadOnlyList<string>)[v]))])))]
            : [.. resources.SelectMany(r => r.Type.Templates.Select(t =>
                new ResourceForm(r.Type, r.Required, t, [.. t.Own.Select(v => (v, ParameterRoles.NamesFor(r.Type, t, v)))])))];
        _kinds = [.. _forms.GroupBy(f => f.Type).Select(g => g.ToList())];

        // The first that an ARN matches is then the heaviest.
        _all = [.. catalogue.ResourceTypes(_service).Concat(resources.Select(r => r.Type)).Distinct().SelectMany(t => t.Templates.Select(a => (t, a)))
            .OrderByDescending(t => t.a.Weight).Select(t => (t.a, _kinds.FindIndex(k => k[0].Type == t.t)))];
    }

    /// <summary>Whether the permission is about resources at all.</summary>
    public bool Any => _forms.Count > 0;

    /// <summary>The request parameters that can name them.</summary>
    public IEnumerable<string> Names => _forms.SelectMany(t => t.Variables).SelectMany(v => v.Names);

    /// <summary>The resources of a call, none where it names none.</summary>
    public IReadOnlyList<string> Of(CloudTrailCall call)
    {
        if (!Any)
            return [];
        var found = new List<string>(1);
        Span<bool> kinds = stackalloc bool[_kinds.Count];
        kinds.Clear();
        foreach (var arn in call.Resources)
            AddNamed(arn, found, kinds);
        foreach (var parameter in call.Parameters)
        {
            if (parameter.Value.StartsWith("arn:", StringComparison.Ordinal))
                AddNamed(parameter.Value, found, kinds);
        }

        for (var kind = 0; kind < kinds.Length; kind++)
        {
            if (!kinds[kind])
                found.AddRange(Filled(_kinds[kind], call, made: found.Count == 0 || _kinds[kind].Exists(f => f.Required)).ToList());
        }

        return found.Count <= 1 ? found : [.. found.Distinct(StringComparer.Ordinal).Where(f => !found.Exists(o => o.Length > f.Length && Extends(o, f))).Take(Most)];
    }

    /// <summary>Of the resources of a call's own permission those that this one is about too.</summary>
    public IReadOnlyList<string> Among(IEnumerable<string> resources) => [.. resources.Where(r => _forms.Any(f => f.Template.Matches(r))).Distinct(StringComparer.Ordinal)];

    /// <summary>Resources of these types that do not have a name yet.</summary>
    public IEnumerable<string> Unnamed(IEnumerable<string> types, CloudTrailCall call) =>
        types.Select(t => _forms.FirstOrDefault(f => f.Template.Text.Contains($":{t}/", StringComparison.Ordinal))?.Template)
            .OfType<ArnTemplate>().Distinct()
            .Select(t => t.Fill(name => name switch { "Partition" => AwsPartition.OfRegion(call.Region), "Region" => call.Region, "Account" => call.Account, _ => "*" }))
            .OfType<string>();

    /// <summary>An alias or version says more than the function it is of; they are two forms of one resource.</summary>
    private static bool Extends(string longer, string shorter) => longer.StartsWith(shorter, StringComparison.Ordinal) && longer[shorter.Length] == ':';

    private void AddNamed(string arn, List<string> found, Span<bool> kinds)
    {
        foreach (var (template, kind) in _all)
        {
            if (!template.Matches(arn))
                continue;
            if (kind >= 0 && !found.Contains(arn))
            {
                found.Add(arn);
                kinds[kind] = true;
            }

            return;
        }
    }

    private IEnumerable<string> Filled(List<ResourceForm> forms, CloudTrailCall call, bool made)
    {
        foreach (var (_, required, template, variables) in forms)
        {
            if (call.Parameters.Count == 0 && variables.Count > 0 && !(required && made))
                continue;
            var values = variables.ConvertAll(v => Values(v, call, template));

            // A type whose ARN names nothing of its own is meant only where the action takes no other.
            if (values.TrueForAll(v => v.Count > 0) && (values.Count > 0 || _forms.Count == 1))
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
        ArnTemplate template, List<(string Variable, IReadOnlyList<string> Names)> variables, List<List<string>> values, CloudTrailCall call)
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
        ArnTemplate template, List<(string Variable, IReadOnlyList<string> Names)> variables, List<List<string>> values, int number, CloudTrailCall call,
        string? unknown) =>
        template.Fill(name => name switch
        {
            "Partition" => AwsPartition.OfRegion(call.Region),
            "Region" => call.Region.Length > 0 ? call.Region : null,
            "Account" => call.Account.Length > 0 ? call.Account : null,
            _ => Pick(values[IndexOf(variables, name)], number) ?? unknown,
        });

    private static int IndexOf(List<(string Variable, IReadOnlyList<string> Names)> variables, string name)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].Variable == name)
                return i;
        }

        return -1;
    }

    private static string? Pick(List<string> values, int number) => values.Count == 0 ? null : values[Math.Min(number, values.Count - 1)];

    private List<string> Values((string Variable, IReadOnlyList<string> Names) variable, CloudTrailCall call, ArnTemplate template)
    {
        var values = new List<string>();
        foreach (var name in variable.Names)
        {
            foreach (var parameter in call.Parameters)
            {
                if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase) && (parameter.Top || !ParameterRoles.IsGeneral(name))
                    && ResourceName.In(parameter.Value, _service, template, variable.Variable) is { } value && !values.Contains(value))
                    values.Add(value);
            }

            if (values.Count > 0)
                break;
        }

        return values;
    }

    private static bool IsMaking(string name) =>
        name.StartsWith("Create", StringComparison.Ordinal) || name.StartsWith("Run", StringComparison.Ordinal) || name.StartsWith("Copy", StringComparison.Ordinal)
        || name.StartsWith("Import", StringComparison.Ordinal) || name.StartsWith("Allocate", StringComparison.Ordinal)
        || name.StartsWith("Register", StringComparison.Ordinal) || name.StartsWith("Request", StringComparison.Ordinal);
}
