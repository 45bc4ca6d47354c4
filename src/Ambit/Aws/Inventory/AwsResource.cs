using System.Text.Json;

namespace Ambit.Aws.Inventory;

/// <summary>Any resource that carries a policy, runs as a role, or otherwise matters, from Config, the CLI's output or a collector.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Type">CloudFormation's type name: <c>AWS::Lambda::Function</c>.</param>
/// <param name="Account">The owner.</param>
/// <param name="Region">The region, empty where global.</param>
/// <param name="Name">The short name.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Policy">Its policy; null means it has none or none is known, <see cref="PolicyKnown"/> tells which.</param>
/// <param name="PolicyKnown">Whether the exports would have shown a policy.</param>
/// <param name="Properties">What matters of its configuration, names in UpperCamelCase as CloudFormation has them, secrets left out; an object.</param>
public sealed record AwsResource(
    string Arn, string Type, string Account, string Region, string Name, IReadOnlyDictionary<string, string> Tags, PolicyText? Policy, bool PolicyKnown,
    JsonElement Properties)
{
    /// <summary>Whether its policy is about requests that pass through it to other resources, and says nothing of who may change it.</summary>
    public bool PolicyIsOfPassage => Type is "AWS::EC2::VPCEndpoint";

    /// <summary>The policy that lets callers in to the resource itself, or keeps them out; null where it has none, or none is known.</summary>
    public PolicyText? ResourcePolicy => PolicyIsOfPassage ? null : Policy;

    /// <summary>A text property by its path (<c>["InstanceConfiguration", "InstanceRoleArn"]</c>), null where it is missing or no text.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var value = Properties;
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }
}
