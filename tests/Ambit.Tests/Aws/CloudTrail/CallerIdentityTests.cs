using System.Text.Json;
using Ambit.Aws.CloudTrail;

namespace Ambit.Tests.Aws.CloudTrail;

public sealed class CallerIdentityTests
{
    public static TheoryData<string, string, string?> Identities()
    {
        var rows = new TheoryData<string, string, string?>();
        foreach (var row in TrailSample.Cases("identity.json"))
            rows.Add((string)row!["name"]!, row["identity"]!.ToJsonString(), (string?)row["principal"]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Identities))]
    public void A_user_identity_is_the_principal_to_credit(string name, string identity, string? principal)
    {
        Assert.NotEmpty(name);
        using var json = JsonDocument.Parse(identity);
        Assert.Equal(principal, CallerIdentity.Of(json.RootElement).Principal);
    }
}
