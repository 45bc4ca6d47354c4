using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Denials;
using Ambit.Azure.Denials;
using Ambit.Gcp.Denials;
using Ambit.Kubernetes.Denials;

namespace Ambit.Tests.Access;

/// <summary>The wordings of refusals: <c>Cases/denials</c>.</summary>
public sealed class AccessDenialTests
{
    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "denials", "messages.json")));
        foreach (var row in json.RootElement.EnumerateArray())
            data.Add(row.GetProperty("title").GetString()!, row.GetRawText());
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_wording_is_read_so(string title, string json)
    {
        Assert.NotEmpty(title);
        using var parsed = JsonDocument.Parse(json);
        var row = parsed.RootElement;
        var message = row.GetProperty("message");
        var text = message.ValueKind is JsonValueKind.String ? message.GetString()! : message.GetRawText();
        var denial = Read(text);
        Assert.NotNull(denial);
        foreach (var expected in row.GetProperty("expect").EnumerateObject())
            Assert.Equal((expected.Name, Text(expected.Value)), (expected.Name, Value(denial, expected.Name)));
        if (row.TryGetProperty("missing", out var missing))
            Assert.Contains(denial.Missing, m => m.Contains(missing.GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_is_no_refusal_is_read_by_nobody() => Assert.Null(Read("everything is fine"));

    private static AccessDenial? Read(string text) => AwsDenial.Read(text) ?? KubernetesDenial.Read(text) ?? AzureDenial.Read(text) ?? GcpDenial.Read(text);

    private static string? Text(JsonElement value) => value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.True => "True", JsonValueKind.False => "False", _ => value.GetString() };

    private static string? Value(AccessDenial denial, string name) => name switch
    {
        "cloud" => denial.Cloud,
        "principal" => denial.Principal,
        "action" => denial.Action,
        "resource" => denial.Resource,
        "layer" => denial.Layer,
        "explicit" => denial.Explicit?.ToString(),
        "policy" => denial.Policy,
        "account" => denial.Account,
        "authorizationId" => denial.AuthorizationId,
        "change" => denial.Change,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
