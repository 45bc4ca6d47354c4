using Ambit.Access;
using Ambit.Usage;

namespace Ambit.Cli;

/// <summary>The roll-ups of a window under canonical ids, whatever name the logs gave.</summary>
internal sealed class HolderUse(Session session, CancellationToken cancellation)
{
    private readonly Callers _callers = new(session.Estate);
    private ILookup<string, UsageRow>? _all;

    /// <summary>Refuses to conclude from use where there is none to look at: without logs of the window everything would be unused.</summary>
    /// <exception cref="UnknownNameException">No log at hand reaches into the window.</exception>
    public HolderUse Demanded()
    {
        var (from, to) = (DateOnly.FromDateTime(session.Window.From.UtcDateTime), DateOnly.FromDateTime(session.Window.To.UtcDateTime));
        if (!session.Usage.Coverage().Any(c => c.Day >= from && c.Day <= to))
            throw new UnknownNameException($"no log at hand is of the {session.Window.Days} days before {session.Window.To:yyyy-MM-dd}: nothing can be concluded from use; scan logs, or give --as-of or --days");
        return this;
    }

    /// <summary>What some principals did in the window.</summary>
    public IReadOnlyList<UsageRow> Of(IReadOnlyCollection<string> principals) => Of(principals, session.Window);

    /// <summary>What some principals did in a window of their own.</summary>
    public IReadOnlyList<UsageRow> Of(IReadOnlyCollection<string> principals, UsageWindow window)
    {
        var first = DateOnly.FromDateTime(window.From.UtcDateTime);
        if (_all is not null)
            return [.. principals.SelectMany(p => _all[p]).Where(r => r.Day >= first)];
        var wanted = principals.ToHashSet(StringComparer.Ordinal);
        var names = session.Usage.Principals(cancellation).Keys.Where(p => wanted.Contains(_callers.IdentityOf(p.Cloud, p.Principal) ?? p.Principal)).Select(p => p.Principal).ToList();
        return names.Count == 0 ? [] : [.. Canonical(UsageQuestion.Of(window, names))];
    }

    /// <summary>Reads everybody's at once, for a command that asks for all.</summary>
    /// <param name="longest">The longest window that will be asked for.</param>
    public HolderUse Everybody(UsageWindow longest)
    {
        _all = Canonical(UsageQuestion.Of(longest)).ToLookup(r => r.Principal, StringComparer.Ordinal);
        return this;
    }

    private IEnumerable<UsageRow> Canonical(UsageQuestion question) =>
        session.Usage.Rows(question, cancellation).Select(r => r with
        {
            Principal = _callers.IdentityOf(r.Cloud, r.Principal) ?? r.Principal,
            Resource = _callers.ResourceOf(r.Cloud, r.Action, r.Resource),
        });
}
