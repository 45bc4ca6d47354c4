using System.Text;
using System.Text.Json;
using Ambit.Azure;
using Ambit.Azure.Policies;
using CsCheck;

namespace Ambit.Tests.Azure.Policies;

/// <summary>Roles as sets: <c>Cases/azure/policy-check.json</c>, and random roles held against sampled requests.</summary>
public sealed class RoleSetsTests
{
    private const string Scope = "/subscriptions/" + AzureSample.Subscription;
    private static readonly string[] Words = ["*", "*/read", "a/*", "a/b/*", "a/*/read", "*/b/*", "*b*", "a/b/read", "a/b/write", "a/c/read", "*/write", "b/*/w*", "A/B/*E"];
    private static readonly string[] Scopes = ["/", Scope, Scope + "/resourceGroups/a", Scope + "/resourceGroups/ab", Scope + "/resourceGroups/a/providers/M.S/s/x"];
    private static readonly string[] Places = [.. Scopes, Scope + "/resourceGroups/c", Scope + "/resourceGroups/a/providers/M.S/s/y", "/subscriptions/" + AzureSample.Tenant];

    private static readonly string[] Samples =
        [.. from x in (string[])["a", "b", "c", "ab"] from y in (string[])["/b", "/c", "", "/b/b"] from z in (string[])["/read", "/write", "/e", "/we"] select x + y + z];

    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "azure", "policy-check.json")));
        foreach (var row in json.RootElement.EnumerateArray())
            data.Add(row.GetProperty("title").GetString()!, row.GetRawText());
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_document_is_no_wider_than_its_reference_or_a_request_shows_it(string title, string json)
    {
        Assert.NotEmpty(title);
        using var parsed = JsonDocument.Parse(json);
        var (row, sets) = (parsed.RootElement, new RoleSets());
        Assert.True(sets.Recognises(row.GetProperty("document")));
        var answer = sets.NoNewAccess(Encoding.UTF8.GetBytes(row.GetProperty("document").GetRawText()), Encoding.UTF8.GetBytes(row.GetProperty("reference").GetRawText()), null);
        var expected = row.GetProperty("holds");
        Assert.Equal(expected.ValueKind == JsonValueKind.Null ? null : expected.GetBoolean(), answer.Holds);
        Assert.Equal(answer.Holds == false, answer.Witness is not null);
        Assert.Equal(answer.Holds is null, answer.Undecided.Count > 0);
        if (row.GetProperty("action").GetString() is { } action)
            Assert.Equal(action, answer.Witness!.Action, ignoreCase: true);
        if (row.GetProperty("resource").GetString() is { } resource)
            Assert.Equal(resource, answer.Witness!.Resource, ignoreCase: true);
    }

    [Fact]
    public void What_is_called_no_wider_allows_no_sampled_request_more_and_a_witness_is_always_right() =>
        Gen.Select(Policy, Policy).Sample(
            (ours, theirs) =>
            {
                var answer = RoleSets.NoNewAccess(Read(ours), Read(theirs), null);
                Assert.NotNull(answer.Holds);
                if (answer.Witness is { } witness)
                {
                    Assert.True(Allows(ours, witness.Action, witness.Resource));
                    Assert.False(Allows(theirs, witness.Action, witness.Resource));
                    return;
                }

                foreach (var place in Places)
                    Assert.DoesNotContain(Samples, s => Allows(ours, s, place) && !Allows(theirs, s, place));
            },
            iter: 1_000);

    [Theory]
    [InlineData("Microsoft.Authorization/roleAssignments/write", null, true)]
    [InlineData("Microsoft.Compute/virtualMachines/*", null, false)]
    [InlineData("Microsoft.Compute/*/delete", Scope + "/resourceGroups/a", false)]
    [InlineData("Microsoft.Compute/*/delete", "/subscriptions/" + AzureSample.Tenant, true)]
    public void What_a_role_can_never_allow_is_told(string action, string? resource, bool holds)
    {
        var role = $$"""{"roleName":"r","assignableScopes":["{{Scope}}"],"permissions":[{"actions":["*"],"notActions":["Microsoft.Authorization/*/write"],"dataActions":[],"notDataActions":[]}]}""";
        var answer = new RoleSets().NotGranted(Encoding.UTF8.GetBytes(role), null, action, resource);
        Assert.Equal(holds, answer.Holds);
        Assert.Equal(holds, answer.Witness is null);
    }

    [Fact]
    public void A_policy_of_another_cloud_is_none_of_ours()
    {
        using var document = JsonDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        Assert.False(new RoleSets().Recognises(document.RootElement));
    }

    private static Gen<(string[] Actions, string[] Not, string Scope)[]> Policy =>
        Gen.Select(One(Words).Array[1, 3], One(Words).Array[0, 2], One(Scopes)).Array[1, 3];

    private static Gen<string> One(string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static RolePolicy Read((string[] Actions, string[] Not, string Scope)[] roles)
    {
        using var json = JsonDocument.Parse("[" + string.Join(',', roles.Select(r => $$"""{"assignableScopes":["{{r.Scope}}"],"permissions":[{"actions":[{{Quoted(r.Actions)}}],"notActions":[{{Quoted(r.Not)}}]}]}""")) + "]");
        return RolePolicyReader.Read(json.RootElement);
    }

    private static bool Allows((string[] Actions, string[] Not, string Scope)[] roles, string action, string place) =>
        roles.Any(r => ResourceId.IsWithin(ResourceId.Normal(place), ResourceId.Normal(r.Scope)) && r.Actions.Any(p => ActionPattern.Matches(p, action)) && !r.Not.Any(p => ActionPattern.Matches(p, action)));

    private static string Quoted(string[] items) => string.Join(',', items.Select(i => $"\"{i}\""));
}
