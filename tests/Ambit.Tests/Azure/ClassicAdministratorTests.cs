using Ambit.Access;

namespace Ambit.Tests.Azure;

/// <summary>Classic administrators, retired on 2024-08-31, in each form that tools print: shown everywhere, granting nothing anywhere.</summary>
public sealed class ClassicAdministratorTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private const string Write = "Microsoft.Compute/virtualMachines/write";

    public static TheoryData<string> Forms => new(
        $$"""[{"id":"NA(classic admins)","name":"NA(classic admins)","type":null,"principalId":"{{AzureSample.Id(1)}}","principalName":"u1@t.example","principalType":null,"roleDefinitionId":"NA(classic admin role)","roleDefinitionName":"ServiceAdministrator;AccountAdministrator","scope":"{{Sub}}"},{"id":"NA(classic admins)","name":"NA(classic admins)","type":null,"principalId":"{{AzureSample.Id(2)}}","principalName":"u2@t.example","principalType":null,"roleDefinitionId":"NA(classic admin role)","roleDefinitionName":"CoAdministrator","scope":"{{Sub}}"}]""",
        $$"""{"value":[{"id":"{{Sub}}/providers/Microsoft.Authorization/classicAdministrators/A1","name":"A1","type":"Microsoft.Authorization/classicAdministrators","properties":{"emailAddress":"U1@t.example","role":"ServiceAdministrator;AccountAdministrator"} },{"id":"{{Sub}}/providers/Microsoft.Authorization/classicAdministrators/A2","name":"A2","type":"Microsoft.Authorization/classicAdministrators","properties":{"emailAddress":"u2@t.example","role":"CoAdministrator"} }]}""",
        $$"""[{"RoleAssignmentId":null,"Scope":"{{Sub}}","DisplayName":"u1@t.example","SignInName":"u1@t.example","RoleDefinitionName":"ServiceAdministrator;AccountAdministrator","RoleDefinitionId":null,"ObjectId":null,"ObjectType":"Microsoft.Unknown"},{"RoleAssignmentId":null,"Scope":"{{Sub}}","DisplayName":"u2@t.example","SignInName":"u2@t.example","RoleDefinitionName":"CoAdministrator","RoleDefinitionId":null,"ObjectId":null,"ObjectType":"Microsoft.Unknown"}]""");

    [Theory]
    [MemberData(nameof(Forms))]
    public void They_are_shown_for_what_they_were_and_grant_nothing(string form)
    {
        var estate = new AzureSample().WithTenant().Users(1, 2, 3).File("classic.json", form).Open();
        Assert.Equal("classic Account Administrator and Service Administrator of " + Sub + ": retired by Microsoft on 2024-08-31, grants nothing", Tag(estate, 1));
        Assert.Equal("classic Co-Administrator of " + Sub + ": retired by Microsoft on 2024-08-31, grants nothing", Tag(estate, 2));
        Assert.Null(Tag(estate, 3));
        Assert.Empty(estate.Access.WhoCan(Write, Sub, AccessRequest.NoContext, roots: false));
        Assert.Equal(2, estate.Access.WhoCannot(Write, Sub).Count);
        Assert.Empty(estate.Access.WhoCannot(Write, "/subscriptions/33333333-3333-4333-8333-333333333333"));
        Assert.Empty(estate.Access.WhoCannot("microsoft.directory/users/password/update", null));
        var decision = estate.Access.Decide(new AccessRequest(AzureSample.UserId(2), Write, Sub, AccessRequest.NoContext));
        Assert.Equal(Outcome.ImplicitlyDenied, decision.Outcome);
        Assert.Contains(decision.Layers, l => l.Layer == "classicAdministrator" && l.Note!.Contains("retired", StringComparison.Ordinal));
        var access = estate.Access.WhatCan(AzureSample.UserId(1), null);
        Assert.Equal(["Account Administrator", "Service Administrator"], Assert.Single(access.Entitlements).Actions);
        Assert.Empty(access.Actions);
        Assert.Empty(estate.NotCollected);
    }

    [Fact]
    public void The_same_one_in_two_exports_is_one()
    {
        var sample = new AzureSample().WithTenant().Users(1, 2);
        foreach (var form in Forms)
            sample.File($"classic{form.Data.Length}.json", form.Data);
        Assert.Equal(2, sample.Open().ClassicAdministrators.Count);
    }

    private static string? Tag(Ambit.Azure.AzureEstate estate, int user) => estate.Identities.Single(i => i.Id == AzureSample.UserId(user)).Tags.GetValueOrDefault("classicAdministrator");
}
