using Ambit.Access;

namespace Ambit.Cli;

/// <summary>What the command line accepts as the name of a snapshot.</summary>
internal static class SnapshotName
{
    /// <summary>An id, <c>latest</c>, or <c>previous</c> (the one before it).</summary>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    public static Snapshot Find(ISnapshotStore snapshots, string name)
    {
        var all = snapshots.All();
        var found = name switch
        {
            "latest" => all.Count > 0 ? all[^1] : null,
            "previous" => all.Count > 1 ? all[^2] : null,
            _ => all.FirstOrDefault(s => s.Id == name),
        };
        return found ?? throw new UnknownNameException($"the store has no snapshot `{name}`; `ambit snapshot list` lists them");
    }
}
