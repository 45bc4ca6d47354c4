using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>How the resources of one permission are found in a call: the ARNs that the record names, else templates filled from the request.</summary>
internal sealed class ActionResources
{
    private const int Most = 100;
    private readonly string _service;
    private readonly bool _invokesModels;
    private readonly ResourceForm[] _forms;
    private readonly int _mostVariables;
    private readonly List<ResourceForm[]> _kinds;
    private readonly (ArnTemplate Template, int Kind)[] _all;

    public ActionResources(AwsCatalogue catalogue, string action, string call = "")
    {
        _service = action[..action.IndexOf(':')];
        _invokesModels = action.StartsWith("bedrock:InvokeModel", StringComparison.Ordinal);
        var index = catalogue.IndexOf(action);
        var resources = index < 0 ? [] : catalogue.ResourcesOf(index);
        var paths = ApiGatewayPaths.Of(action, call);
        _forms = paths.Count > 0
            ? [.. paths.SelectMany(p => p.Templates.Select(t => new ResourceForm(p, Required: false, t, [.. t.Own.Select(v => (IReadOnlyList<string>)[v])])))]
            : [.. resources.SelectMany(r => r.Type.Templates.Select(t =>
                new ResourceForm(r.Type, r.Required, t, [.. t.Own.Select(v => ParameterRoles.NamesFor(r.Type, t, v, call))])))];
        _mostVariables = _forms.Select(f => f.Variables.Count).DefaultIfEmpty().Max();
        _kinds = [.. _forms.GroupBy(f => f.Type).Select(g => g.ToArray())];

        // The first that an ARN matches is then the heaviest.
        _all = [.. catalogue.ResourceTypes(_service).Concat(resources.Select(r => r.Type)).Distinct().SelectMany(t => t.Templates.Select(a => (t, a)))
            .OrderByDescending(t => t.a.Weight).Select(t => (t.a, _kinds.FindIndex(k => k[0].Type == t.t)))];
    }

    /// <summary>Whether the permission is about resources at all.</summary>
    public bool Any => _forms.Length > 0;

    /// <summary>The request parameters that can name them.</summary>
    public IEnumerable<string> Names => _forms.SelectMany(t => t.Variables).SelectMany(v => v);

    /// <summary>Takes up the set of names that requests are scanned for.</summary>
    public void Bind(ParameterNames names)
    {
        foreach (var form in _forms)
            form.Bind(names);
    }

    /// <summary>Finds the resources of a call; none where it names none.</summary>
    public void Find(in CallText call, ResourceTexts found)
    {
        found.Clear();
        if (!Any)
            return;
        Span<bool> kinds = stackalloc bool[_kinds.Count];
        kinds.Clear();
        foreach (ref readonly var resource in call.Resources)
            AddNamed(call.Of(resource), found, kinds);
        foreach (ref readonly var parameter in call.Parameters)
            AddNamed(call.ValueOf(parameter), found, kinds);
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            if (!kinds[kind])
                AddFilled(_kinds[kind], call, made: found.Count == 0 || IsRequired(_kinds[kind]), found);
        }

        if (_invokesModels)
            ModelNames.AddBehind(found);
        found.Distil(Most);
    }

    /// <summary>Of the resources of a call's own permission those that this one is about too.</summary>
    public string[] Among(IEnumerable<string> resources) =>
        [.. resources.Where(r => Array.Exists(_forms, f => f.Template.Matches(Encoding.UTF8.GetBytes(r)))).Distinct(StringComparer.Ordinal)];

    /// <summary>Resources of these types that do not have a name yet.</summary>
    public IEnumerable<string> Unnamed(IEnumerable<string> types, CloudTrailCall call) =>
        types.Select(t => _forms.FirstOrDefault(f => f.Template.Text.Contains($":{t}/", StringComparison.Ordinal))?.Template)
            .OfType<ArnTemplate>().Distinct()
            .Select(t => t.Fill(name => name switch { "Partition" => AwsPartition.OfRegion(call.Region), "Region" => call.Region, "Account" => call.Account, _ => "*" }));

    private static bool IsRequired(ResourceForm[] forms) => Array.Exists(forms, f => f.Required);

    private void AddNamed(ReadOnlySpan<byte> arn, ResourceTexts found, Span<bool> kinds)
    {
        if (!arn.StartsWith("arn:"u8))
            return;
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

    private void AddFilled(ResourceForm[] forms, in CallText call, bool made, ResourceTexts found)
    {
        Span<byte> picks = stackalloc byte[_mostVariables * ParameterScanner.Most];
        Span<int> counts = stackalloc int[_mostVariables];
        foreach (var form in forms)
        {
            var makes = form.Required && made;
            if (call.Parameters.IsEmpty && form.Variables.Count > 0 && !makes)
                continue;
            var values = new FormValues(form, _service, call, picks, counts[..form.Variables.Count]);

            // A type whose ARN names nothing of its own is meant only where the action takes no other.
            if (values.All && (form.Variables.Count > 0 || _forms.Length == 1))
            {
                // Of several names in a list each is a resource; lists of different length do not pair, the last name then stands for the rest.
                for (var number = 0; number < Math.Min(values.Most, Most); number++)
                    values.Fill(number, unknown: false, found);
            }
            else if (makes && call.Surroundings.Makes)
            {
                // What is made has no name before it is made; the request names its kind.
                values.Fill(0, unknown: true, found);
            }
        }
    }
}
