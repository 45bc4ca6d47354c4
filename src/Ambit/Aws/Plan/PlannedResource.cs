using System.Text.Json;

namespace Ambit.Aws.Plan;

/// <summary>One resource that a plan changes, in Terraform's words whatever the plan is of.</summary>
/// <param name="Address">Where the plan names it: <c>module.app.aws_iam_role.dev</c>, a logical id.</param>
/// <param name="Type"><c>aws_iam_role</c>, <c>AWS::IAM::Role</c>.</param>
/// <param name="Before">Its values before; undefined where it is new.</param>
/// <param name="After">Its values after; undefined where it goes.</param>
/// <param name="Unknown">Which values are known only after the change, in the shape of the values.</param>
internal sealed record PlannedResource(string Address, string Type, JsonElement Before, JsonElement After, JsonElement Unknown)
{
    /// <summary>The change set of a nested stack, whose changes this one does not hold; null where it is none.</summary>
    public string? Nested { get; init; }

    /// <summary>A text of the values after; null where there is none, or it is not known.</summary>
    public string? Text(string name) => TextOf(After, name);

    /// <summary>A text of some values.</summary>
    public static string? TextOf(JsonElement values, string name) =>
        values.ValueKind is JsonValueKind.Object && values.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a value is known only after the change.</summary>
    public bool IsUnknown(string name) =>
        Unknown.ValueKind is JsonValueKind.Object && Unknown.TryGetProperty(name, out var unknown) && unknown.ValueKind is JsonValueKind.True or JsonValueKind.Array or JsonValueKind.Object
        && Text(name) is null;
}
