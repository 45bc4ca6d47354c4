using Ambit.Escalation;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary>Whether what a grant allows was used in the window by anybody who holds it. The logs are asked once, on the first question.</summary>
internal sealed class GrantUse(Session session, CancellationToken cancellation)
{
    private ILookup<string, string>? _byPrincipal;
    private ILookup<string, string>? _byGroup;

    /// <summary>Whether it was used.</summary>
    public bool Used(PermissionGrant grant)
    {
        _byPrincipal ??= Load();
        _byGroup ??= session.Estate.Clouds.SelectMany(c => c.Identities).SelectMany(i => i.Groups.Select(g => (Group: g, i.Id))).ToLookup(p => p.Group, p => p.Id, StringComparer.Ordinal);
        return _byGroup[grant.Holder].Append(grant.Holder).Any(holder => _byPrincipal[holder].Any(action => Matches(grant.Permission, action)));
    }

    private ILookup<string, string> Load()
    {
        var files = session.Usage.Coverage();
        return files.Count == 0
            ? Enumerable.Empty<string>().ToLookup(_ => "", StringComparer.Ordinal)
            : session.Usage.Totals(UsageQuestion.Of(session.Window), cancellation).Where(t => t.Used > 0).ToLookup(t => t.Principal, t => t.Action, StringComparer.Ordinal);
    }

    /// <summary>A permission may be a pattern with stars and question marks.</summary>
    internal static bool Matches(string pattern, string action) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true);
}
