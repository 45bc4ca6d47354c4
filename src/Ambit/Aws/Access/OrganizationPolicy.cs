using System.Text.Json;
using Ambit.Aws.Inventory;

namespace Ambit.Aws.Access;

/// <summary>
/// The organisation's S3 policies: <c>s3_attributes.public_access_block_configuration</c> is <c>all</c> or <c>none</c>, the nearest
/// assignment wins unless one above it forbids children to (Organizations guide, "Amazon S3 policy syntax and examples",
/// "Understanding management policy inheritance"). Accounts cannot loosen it.
/// </summary>
internal static class OrganizationPolicy
{
    /// <summary>Whether all four settings of Block Public Access are set for the account at the end of the path.</summary>
    public static bool BlocksPublicAccess(AwsOrganization organization, IReadOnlyList<string> path)
    {
        var blocks = false;
        var closed = false;
        foreach (var id in path)
        {
            foreach (var policy in organization.Nodes[id].S3Policies)
            {
                if (closed || Configuration(policy.Document) is not { } configuration)
                    continue;
                if (configuration.TryGetProperty("@@assign", out var value) && value.ValueKind is JsonValueKind.String)
                    blocks = value.ValueEquals("all");
            }
            closed |= organization.Nodes[id].S3Policies.Any(p => Configuration(p.Document) is { } c && Closes(c));
        }
        return blocks;
    }

    private static JsonElement? Configuration(JsonElement document) =>
        document.ValueKind is JsonValueKind.Object && document.TryGetProperty("s3_attributes", out var attributes) && attributes.ValueKind is JsonValueKind.Object
        && attributes.TryGetProperty("public_access_block_configuration", out var configuration) && configuration.ValueKind is JsonValueKind.Object ? configuration : null;

    /// <summary><c>"@@operators_allowed_for_child_policies": ["@@none"]</c>.</summary>
    private static bool Closes(JsonElement configuration) =>
        configuration.TryGetProperty("@@operators_allowed_for_child_policies", out var allowed) && allowed.ValueKind is JsonValueKind.Array
        && allowed.EnumerateArray().Any(a => a.ValueKind is JsonValueKind.String && a.ValueEquals("@@none"));
}
