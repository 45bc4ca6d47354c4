using Ambit.Bench;
using BenchmarkDotNet.Running;
using static System.Globalization.CultureInfo;

switch (args)
{
    case ["reach-admin"]:
        return ReachAdmin.Run(1_000_000, 10_000_000);
    case ["reach-admin", var nodes, var edges]:
        return ReachAdmin.Run(int.Parse(nodes, InvariantCulture), int.Parse(edges, InvariantCulture));
    case ["policy-check"]:
        return PolicyCheckTimes.Run(400);
    case ["access"]:
        return AccessRatio.Run(null);
    case ["access", var peer]:
        return AccessRatio.Run(peer);
    case ["start", var ambit, var store]:
        return StartTimes.Run(ambit, store);
    case ["reader", var folder]:
        return ReaderRatio.Run(folder, Environment.ProcessorCount);
    case ["reader", var folder, var threads]:
        return ReaderRatio.Run(folder, int.Parse(threads, InvariantCulture));
    case ["tenant", var ambit]:
        return TenantScan.Run(ambit, 50_000, 5_000, 20_000);
    case ["tenant", var ambit, var users, var groups, var assignments]:
        return TenantScan.Run(ambit, int.Parse(users, InvariantCulture), int.Parse(groups, InvariantCulture), int.Parse(assignments, InvariantCulture));
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
