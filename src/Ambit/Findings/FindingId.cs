using System.Security.Cryptography;
using System.Text;

namespace Ambit.Findings;

/// <summary>Makes ids that stay the same between scans: they depend on what a finding is about and on nothing else.</summary>
public static class FindingId
{
    /// <summary>An id like <c>unused-identity-3f9a0c21d4e8</c>.</summary>
    /// <param name="kind">The kind's id.</param>
    /// <param name="about">What tells it from its sisters of the kind: the identity, a key, a target.</param>
    public static string Of(string kind, params ReadOnlySpan<string> about)
    {
        var text = new StringBuilder(kind);
        foreach (var part in about)
            text.Append('\n').Append(part);
        return $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6))}";
    }
}
