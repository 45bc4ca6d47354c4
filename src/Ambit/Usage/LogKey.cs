using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>Which log a record is of.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Scope">The account, tenant, project or cluster whose log it is.</param>
/// <param name="Region">Where, empty for none.</param>
/// <param name="Kind">management, data, signIn, activity, audit …</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogKey(string Cloud, string Scope, string Region, string Kind);
