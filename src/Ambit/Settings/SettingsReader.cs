using Ambit.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Ambit.Settings;

/// <summary>Reads <c>ambit.yaml</c>. Every unknown key and every wrong value is told with its line, all of them at once.</summary>
public static class SettingsReader
{
    private const int MostDepth = 32;

    private static readonly string[] TopKeys =
        ["version", "scopes", "production", "sensitive", "trusted", "windows", "ownerTags", "administrators", "accepted", "assertions"];

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="SettingsException">It is not YAML, or breaks the rules of docs/configuration.md.</exception>
    public static AmbitSettings Read(string text, string file)
    {
        var root = Root(text, file);
        if (root is null)
            return AmbitSettings.None with { File = file };
        var problems = new List<(SourceLocation, string)>();
        var map = new SettingsMap(root, file, "ambit.yaml", problems, TopKeys);
        if (map.Number("version") is { } version && version != 1)
            map.Problem("version", "expected version 1");
        var settings = new AmbitSettings
        {
            File = file,
            Scopes = [.. map.Maps("scopes", "id", "name", "environment").Select(m => new ScopeSetting(m.Required("id"), m.Text("name"), m.Text("environment")))],
            Production = Production(map),
            Sensitive = [.. map.Maps("sensitive", "resource", "tag", "why").Select(Sensitive)],
            Trusted = [.. map.Maps("trusted", "id", "name", "vendor").Select(m => new TrustedScope(m.Required("id"), m.Text("name") ?? m.Required("id"), m.Flag("vendor") ?? false))],
            Windows = Windows(map),
            Administrators = map.Texts("administrators"),
            Accepted = [.. map.Maps("accepted", "finding", "kind", "identity", "scope", "resource", "reason", "owner", "until").Select(Accepted)],
            Assertions = [.. map.Maps("assertions", "name", "reach", "noPath", "atMost").Select(Asserted)],
        };
        if (map.Has("ownerTags"))
            settings = settings with { OwnerTags = map.Texts("ownerTags") };
        return problems.Count == 0 ? settings : throw new SettingsException([.. problems.OrderBy(p => p.Item1.Line ?? 0)]);
    }

    private static YamlNode? Root(string text, string file)
    {
        try
        {
            // The library's reader of documents recurses: deep nesting would end the process, so depth is counted on flat events first.
            var parser = new Parser(new StringReader(text));
            var depth = 0;
            while (parser.MoveNext())
            {
                depth += parser.Current!.NestingIncrease;
                if (depth > MostDepth + 2)
                    throw new SettingsException([(new SourceLocation(file, parser.Current.Start.Line), $"nested deeper than {MostDepth} levels")]);
                if (parser.Current is AnchorAlias)
                    throw new SettingsException([(new SourceLocation(file, parser.Current.Start.Line), "aliases (`*name`) are not read; write the value out")]);
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode is YamlScalarNode { Value: "" or null } ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            throw new SettingsException([(new SourceLocation(file, e.Start.Line), $"not YAML: {e.Message}")]);
        }
    }

    private static ProductionSettings Production(SettingsMap map) =>
        map.Map("production", "names", "tags") is { } production
            ? new ProductionSettings(production.Texts("names"), [.. production.Texts("tags").Select(t => Tag(production, "tags", t)).OfType<TagPattern>()])
            : ProductionSettings.None;

    private static SensitiveResource Sensitive(SettingsMap map)
    {
        var (pattern, tag) = (map.Text("resource"), map.Text("tag"));
        if (pattern is null == tag is null)
            map.Problem(null, "expected either `resource` or `tag`");
        return new SensitiveResource(pattern, tag is null ? null : Tag(map, "tag", tag), map.Text("why"));
    }

    private static TagPattern? Tag(SettingsMap map, string key, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at > 0)
            return new TagPattern(text[..at].Trim(), text[(at + 1)..].Trim());
        map.Problem(key, $"expected a tag as `key=pattern`, not `{text}`");
        return null;
    }

    private static WindowSettings Windows(SettingsMap map)
    {
        var defaults = new WindowSettings();
        if (map.Map("windows", "people", "workloads", "breakGlass", "breakGlassIdentities", "keyAge") is not { } windows)
            return defaults;
        return new WindowSettings(
            windows.Days("people"), windows.Days("workloads"), windows.Days("breakGlass") ?? defaults.BreakGlass,
            windows.Texts("breakGlassIdentities"), windows.Days("keyAge") ?? defaults.KeyAge);
    }

    private static AcceptedFinding Accepted(SettingsMap map)
    {
        var accepted = new AcceptedFinding(
            map.Text("finding"), map.Text("kind"), map.Text("identity"), map.Text("scope"), map.Text("resource"),
            map.Required("reason"), map.Required("owner"), map.Day("until"), map.At());
        if (accepted is { Finding: null, Kind: null, Identity: null, Scope: null, Resource: null })
            map.Problem(null, "expected at least one of `finding`, `kind`, `identity`, `scope`, `resource`: everything cannot be accepted at once");
        return accepted;
    }

    private static Assertion Asserted(SettingsMap map)
    {
        var reach = map.Map("reach", "resource", "only");
        var noPath = map.Map("noPath", "from", "to");
        var atMost = map.Map("atMost", "identity", "kind", "permissions");
        if (new[] { reach, noPath, atMost }.Count(m => m is not null) != 1)
            map.Problem(null, "expected exactly one of `reach`, `noPath`, `atMost`");
        return new Assertion(
            map.Required("name"),
            reach is null ? null : new ReachAssertion(reach.Required("resource"), reach.Texts("only")),
            noPath is null ? null : new NoPathAssertion(noPath.Required("from"), noPath.Required("to")),
            atMost is null ? null : new AtMostAssertion(atMost.Text("identity"), atMost.Text("kind"), atMost.Texts("permissions")),
            map.At());
    }
}
