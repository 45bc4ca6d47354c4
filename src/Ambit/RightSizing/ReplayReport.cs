namespace Ambit.RightSizing;

/// <summary>What becomes of the calls of a window under a proposed policy, everything else unchanged.</summary>
/// <param name="Events">Calls that succeeded in the window.</param>
/// <param name="Allowed">Those that the proposed policy allows.</param>
/// <param name="Undecided">Those on which a condition asks for what no log keeps; never counted as allowed.</param>
/// <param name="WouldDeny">Those that would be refused.</param>
/// <param name="DeniedToday">Those that today's policies do not allow either, as far as the exports tell: no fault of the proposal.</param>
public sealed record ReplayReport(
    long Events, long Allowed, IReadOnlyList<ReplayLoss> Undecided, IReadOnlyList<ReplayLoss> WouldDeny, IReadOnlyList<ReplayLoss> DeniedToday)
{
    /// <summary>Nothing happened.</summary>
    public static readonly ReplayReport Empty = new(0, 0, [], [], []);

    /// <summary>Whether nothing that happened would be refused.</summary>
    public bool Clean => WouldDeny.Count == 0;

    /// <summary>Several principals' replays as one.</summary>
    public static ReplayReport Sum(IEnumerable<ReplayReport> reports) =>
        reports.Aggregate(Empty, (a, b) => new ReplayReport(
            a.Events + b.Events, a.Allowed + b.Allowed, [.. a.Undecided, .. b.Undecided], [.. a.WouldDeny, .. b.WouldDeny], [.. a.DeniedToday, .. b.DeniedToday]));
}
