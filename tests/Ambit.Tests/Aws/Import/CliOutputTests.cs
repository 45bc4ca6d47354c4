using System.Text.Json;

namespace Ambit.Tests.Aws.Import;

/// <summary>Each output of the CLI that is read, by the examples of <c>Cases/Import/cli-outputs.json</c>.</summary>
public sealed class CliOutputTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText("Cases/Import/cli-outputs.json")).RootElement;

    public static TheoryData<string> Names => [.. Cases.EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_output_is_read(string name)
    {
        var given = Cases.EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var estate = Estates.Of(out var result, (given.GetProperty("file").GetString()!, given.GetProperty("content").GetRawText()));
        Assert.Equal(1, result.Recognised);
        Assert.Empty(result.Errors);
        foreach (var expected in given.GetProperty("resources").EnumerateArray())
        {
            var arn = expected.GetProperty("arn").GetString();
            var resource = Assert.Single(estate.Resources, r => r.Type == expected.GetProperty("type").GetString() && (arn is null || r.Arn == arn));
            if (expected.TryGetProperty("properties", out var properties))
                Assert.All(properties.EnumerateObject(), p => Assert.Equal(p.Value.GetString(), resource.Text(p.Name.Split('/'))));
            if (expected.TryGetProperty("tags", out var tags))
                Assert.All(tags.EnumerateObject(), t => Assert.Equal(t.Value.GetString(), resource.Tags[t.Name]));
            if (expected.TryGetProperty("policy", out _))
                Assert.True(resource is { PolicyKnown: true, Policy.Known: true });
        }

        Assert.Equal(given.GetProperty("resources").GetArrayLength(), estate.Resources.Count);
        Assert.Equal(given.GetProperty("covers").EnumerateArray().Select(c => ("111122223333", c.GetString()!)), estate.Coverage.OrderBy(c => c.Kind, StringComparer.Ordinal));
        if (given.TryGetProperty("secret", out var secret))
            Assert.DoesNotContain(result.Estate.Documents, d => d.Content.ValueKind != JsonValueKind.Undefined && d.Content.GetRawText().Contains(secret.GetString()!, StringComparison.Ordinal));
    }
}
