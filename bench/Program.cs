using Ambit.Bench;

return args switch
{
    ["reach-admin"] => ReachAdmin.Run(1_000_000, 10_000_000),
    ["reach-admin", var nodes, var edges] => ReachAdmin.Run(int.Parse(nodes, System.Globalization.CultureInfo.InvariantCulture), int.Parse(edges, System.Globalization.CultureInfo.InvariantCulture)),
    _ => 2,
};
