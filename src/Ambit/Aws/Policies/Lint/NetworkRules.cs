using System.Numerics;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Addresses in conditions: "private IP addresses never match" <c>aws:SourceIp</c>, which holds the public address of the request.</summary>
internal static class NetworkRules
{
    private static readonly string[] Private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10", "127.0.0.0/8", "169.254.0.0/16"];

    public static void Apply(LintDocument document)
    {
        foreach (var condition in document.Statements.SelectMany(s => s.Conditions))
        {
            if (condition.Operator?.Comparison is not (Comparison.IpAddress or Comparison.NotIpAddress))
                continue;
            foreach (var value in condition.Values)
                HostBits(document, value);
            if (condition.Key.Name.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase))
                PrivateOnes(document, condition);
        }
    }

    private static void HostBits(LintDocument document, LocatedValue value)
    {
        var slash = value.Text.IndexOf('/');
        if (slash < 0 || !NetworkText.TryParse(value.Text, out var network) || !AddressText.TryParse(value.Text.AsSpan(0, slash), out var address))
            return;
        if ((address.Bits & network.Mask) != address.Bits)
            document.Report("IMPROVE_IP_RANGE", value, $"`{value.Text}` has bits set beyond its prefix of {BitOperations.PopCount((ulong)network.Mask) + BitOperations.PopCount((ulong)(network.Mask >> 64))}");
    }

    private static void PrivateOnes(LintDocument document, LintCondition condition)
    {
        var values = condition.Values.Where(v => NetworkText.TryParse(v.Text, out _)).ToList();
        var inside = values.Where(v => IsPrivate(v.Text)).ToList();
        if (inside.Count == 0)
            return;
        var not = condition.Operator!.Value.Comparison is Comparison.NotIpAddress;
        if (inside.Count == values.Count)
        {
            document.Report(not ? "PRIVATE_NOT_IP_ADDRESS" : "PRIVATE_IP_ADDRESS", condition.Key, $"`aws:SourceIp` holds a public address, so private ones {(not ? "exclude nothing" : "never match")}");
            return;
        }

        foreach (var value in inside)
            document.Report(not ? "PRIVATE_NOT_IP_ADDRESS_SUBSET" : "PRIVATE_IP_ADDRESS_SUBSET", value, $"`{value.Text}` is private and has no effect on `aws:SourceIp`");
    }

    private static bool IsPrivate(string text) =>
        NetworkText.TryParse(text, out var network) && Private.Any(p =>
            NetworkText.TryParse(p, out var outer) && outer.V4 == network.V4 && (network.Mask & outer.Mask) == outer.Mask && (network.Bits & outer.Mask) == outer.Bits);
}
