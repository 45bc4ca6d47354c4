using System.Text;
using Ambit.Model;

namespace Ambit.Settings;

/// <summary>Writes a first <c>ambit.yaml</c> from what an estate tells of itself: what is inferred stands there, with its reason, to be corrected.</summary>
public static class SettingsProposal
{
    private static readonly string[] OwnerKeys = ["owner", "team", "squad", "contact", "maintainer", "cost-center", "costcenter"];

    /// <summary>The text of the file.</summary>
    /// <param name="scopes">Accounts and what is above them.</param>
    /// <param name="identities">Every identity.</param>
    /// <param name="resources">Every resource.</param>
    public static string Of(IReadOnlyList<Scope> scopes, IReadOnlyList<Identity> identities, IReadOnlyList<Resource> resources)
    {
        var text = new StringBuilder();
        text.Append("""
            # What only you know of this estate (docs/configuration.md). Written by `ambit init` from what the exports tell: correct it.
            # yaml-language-server: $schema=docs/schemas/ambit.yaml.json
            version: 1


            """);
        Scopes(text, scopes, identities);
        Owners(text, scopes, identities, resources);
        Administrators(text, identities);
        text.Append("""
            # sensitive:
            #   - resource: "…"            # a pattern, or `tag: key=pattern`
            #     why: what is in it
            # trusted:
            #   - id: "…"                  # an account outside that is let in on purpose
            #     name: whose it is
            #     vendor: true
            # windows: { people: 90, workloads: 90, breakGlass: 365, breakGlassIdentities: [], keyAge: 90 }
            # accepted:
            #   - kind: key-age
            #     identity: "…"
            #     reason: why it is acceptable
            #     owner: who answers for it
            #     until: 2027-12-31

            """);
        return text.ToString();
    }

    private static void Scopes(StringBuilder text, IReadOnlyList<Scope> scopes, IReadOnlyList<Identity> identities)
    {
        var homes = identities.Select(i => i.Scope).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (homes.Count == 0)
            return;
        var production = new ProductionScopes(scopes, AmbitSettings.None);
        text.Append("scopes:\n");
        foreach (var id in homes)
        {
            var name = scopes.FirstOrDefault(s => s.Id == id)?.Name;
            text.Append("  - id: ").Append(Quoted(id)).Append('\n');
            if (name is not null && name != id)
                text.Append("    name: ").Append(Quoted(name)).Append('\n');
            text.Append(production.Reasons.TryGetValue(id, out var reason)
                ? $"    environment: production    # {OneLine(reason)}\n"
                : "    # environment: development\n");
        }

        text.Append('\n');
    }

    private static void Owners(StringBuilder text, IReadOnlyList<Scope> scopes, IReadOnlyList<Identity> identities, IReadOnlyList<Resource> resources)
    {
        var keys = scopes.SelectMany(s => s.Tags.Keys).Concat(identities.SelectMany(i => i.Tags.Keys)).Concat(resources.SelectMany(r => r.Tags.Keys))
            .CountBy(k => k, StringComparer.Ordinal).Where(k => OwnerKeys.Contains(k.Key.ToLowerInvariant()))
            .OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal).Select(k => Quoted(k.Key)).ToList();
        if (keys.Count > 0)
            text.Append("ownerTags: [").AppendJoin(", ", keys).Append("]\n\n");
    }

    private static void Administrators(StringBuilder text, IReadOnlyList<Identity> identities)
    {
        var administrators = identities.Where(i => i is { Admin: true, CloudOwned: false, Kind: not "root" }).Select(i => i.Id).Order(StringComparer.Ordinal).ToList();
        if (administrators.Count == 0)
            return;
        text.Append("# These hold everything now. Name the ones that are meant to; the others are findings.\n# administrators:\n");
        foreach (var id in administrators)
            text.Append("#   - ").Append(Quoted(id)).Append('\n');
        text.Append('\n');
    }

    /// <summary>A double-quoted YAML scalar: whatever a name holds, it stays one value on one line.</summary>
    private static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c < ' ' || c is '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' || char.IsControl(c) || char.IsSurrogate(c))
                quoted.Append("\\u").Append(((int)c).ToString("x4"));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? ' ' : c)]);
}
