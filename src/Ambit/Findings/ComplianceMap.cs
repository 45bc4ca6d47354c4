using Ambit.Model;
using YamlDotNet.RepresentationModel;

namespace Ambit.Findings;

/// <summary>Which controls of which framework a kind of finding touches, by cloud; data in <c>rules/findings/compliance.yaml</c>.</summary>
public sealed class ComplianceMap
{
    private readonly Dictionary<(string Kind, string Cloud), IReadOnlyList<string>> _controls = [];

    /// <summary>Reads the map.</summary>
    /// <exception cref="FormatException">It is not kind, cloud, list of controls.</exception>
    public ComplianceMap(TextReader yaml, string file)
    {
        var stream = new YamlStream();
        stream.Load(yaml);
        foreach (var (kind, clouds) in Mapping(stream.Documents[0].RootNode, file))
        {
            foreach (var (cloud, controls) in Mapping(clouds, file))
            {
                if (controls is not YamlSequenceNode list)
                    throw new FormatException($"{new SourceLocation(file, controls.Start.Line)}: expected a list of controls");
                _controls[(Text(kind), Text(cloud))] = [.. list.Children.Select(Text)];
            }
        }
    }

    /// <summary>The map that is built in.</summary>
    public static ComplianceMap BuiltIn()
    {
        const string file = "rules/findings/compliance.yaml";
        using var reader = new StreamReader(Embedded.Open(file));
        return new ComplianceMap(reader, file);
    }

    /// <summary>The controls, as <c>CIS AWS Foundations 3.0.0 1.14</c>.</summary>
    public IReadOnlyList<string> Of(string kind, string cloud) => _controls.GetValueOrDefault((kind, cloud), []);

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Mapping(YamlNode node, string file) =>
        node is YamlMappingNode map ? map.Children : throw new FormatException($"{new SourceLocation(file, node.Start.Line)}: expected a mapping");

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
