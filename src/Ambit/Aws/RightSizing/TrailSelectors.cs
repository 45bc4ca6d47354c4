using System.Text.Json;
using Ambit.Aws.Inventory;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Which data events the estate's trails record, from <c>describe-trails</c> and <c>get-event-selectors</c>. Where no export tells,
/// what was seen tells: a type of which some event was logged in an account is recorded there.
/// </summary>
internal sealed class TrailSelectors
{
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    /// <summary>Reads the selectors of every trail.</summary>
    public TrailSelectors(AwsEstate estate)
    {
        foreach (var trail in estate.Resources)
        {
            if (trail.Type != "AWS::CloudTrail::Trail" || trail.Properties.ValueKind is not JsonValueKind.Object)
                continue;
            Known = true;
            if (trail.Properties.TryGetProperty("AdvancedEventSelectors", out var advanced))
                Advanced(advanced);
            if (trail.Properties.TryGetProperty("EventSelectors", out var basic))
                Basic(basic);
        }
    }

    /// <summary>Whether any export tells what is recorded.</summary>
    public bool Known { get; }

    /// <summary>Whether data events of a type are recorded by some trail.</summary>
    public bool Records(string type) => _types.Contains(type);

    private void Advanced(JsonElement selectors)
    {
        foreach (var selector in Items(selectors))
        {
            if (!selector.TryGetProperty("FieldSelectors", out var fields))
                continue;
            foreach (var field in Items(fields))
            {
                if (field.TryGetProperty("Field", out var name) && name.ValueEquals("resources.type") && field.TryGetProperty("Equals", out var values))
                    AddAll(values);
            }
        }
    }

    private void Basic(JsonElement selectors)
    {
        foreach (var selector in Items(selectors))
        {
            if (!selector.TryGetProperty("DataResources", out var resources))
                continue;
            foreach (var resource in Items(resources))
            {
                if (resource.TryGetProperty("Type", out var type) && type.ValueKind is JsonValueKind.String)
                    _types.Add(type.GetString()!);
            }
        }
    }

    private void AddAll(JsonElement values)
    {
        foreach (var value in Items(values))
        {
            if (value.ValueKind is JsonValueKind.String)
                _types.Add(value.GetString()!);
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];
}
