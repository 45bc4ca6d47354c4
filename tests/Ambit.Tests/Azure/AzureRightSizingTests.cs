using Ambit.Azure;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Tests.Azure;

public sealed class AzureRightSizingTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private const string Vm = "/subscriptions/" + AzureSample.Subscription + "/resourcegroups/prod/providers/microsoft.compute/virtualmachines/vm1";
    private static readonly DateTimeOffset Day = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static AzureEstate Estate() => new AzureSample().WithTenant().Users(1, 2).Assign(1, AzureSample.Owner, Sub).Open();

    private static UsageRow Use(string action, string resource, UseOutcome outcome = UseOutcome.Used) =>
        new("azure", AzureSample.UserId(1), action, resource, DateOnly.FromDateTime(Day.UtcDateTime), UsageContext.Empty, outcome, MappingBasis.Table, "ActivityLog", 3, Day, Day);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_owner_is_cut_to_what_it_used_where_it_used_it_and_the_replay_is_clean(bool keepReads)
    {
        var sizing = Estate().RightSizing;
        var usage = new[] { Use("Microsoft.Compute/virtualMachines/start/action", Vm), Use("Microsoft.Compute/virtualMachines/write", Vm + "2"), Use("Microsoft.Compute/virtualMachines/delete", Vm, UseOutcome.Refused) };
        var sized = Assert.Single(sizing.Size(sizing.Find("u1@t.example")!, usage, new SizingOptions(new UsageWindow(Day.AddDays(-90), Day.AddDays(1)), KeepUnlogged: keepReads)));
        var used = sized.After[0].Document.GetProperty("roleDefinition");
        Assert.Equal(["Microsoft.Compute/virtualMachines/start/action", "Microsoft.Compute/virtualMachines/write"], used.GetProperty("Actions").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal([Sub + "/resourcegroups/prod"], used.GetProperty("AssignableScopes").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(keepReads ? 2 : 1, sized.After.Count);
        Assert.Equal(keepReads, sized.KeptUnproved.Any(k => k.Permission == "*/read"));
        Assert.True(sized.Replay.Clean);
        Assert.Equal(6, sized.Replay.Allowed);
    }

    [Fact]
    public void A_role_that_leaves_something_out_is_caught_by_the_replay()
    {
        using var policy = System.Text.Json.JsonDocument.Parse($$"""{"Name":"x","Actions":["Microsoft.Compute/virtualMachines/read"],"AssignableScopes":["{{Sub}}"]}""");
        var replay = Estate().RightSizing.Replay(AzureSample.UserId(1), policy.RootElement, [Use("Microsoft.Compute/virtualMachines/write", Vm)]);
        Assert.Equal("Microsoft.Compute/virtualMachines/write", Assert.Single(replay.WouldDeny).Action);
    }

    [Theory]
    [InlineData("json", "AssignableScopes")]
    [InlineData("bicep", "Microsoft.Authorization/roleDefinitions@2022-04-01")]
    [InlineData("terraform", "azurerm_role_definition")]
    [InlineData("azure-cli", "az role assignment create")]
    public void Every_format_writes_the_role(string format, string word)
    {
        var sizing = Estate().RightSizing;
        var sized = sizing.Size(sizing.Subjects[0], [Use("Microsoft.Compute/virtualMachines/write", Vm)], new SizingOptions(new UsageWindow(Day.AddDays(-90), Day.AddDays(1))))[0];
        Assert.Contains(sizing.Render(sized, format), f => f.Content.Contains(word, StringComparison.Ordinal));
    }
}
