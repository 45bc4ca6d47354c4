using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;
using Ambit.Usage;

namespace Ambit.Tests.Aws.CloudTrail;

public sealed class EventToPermissionTests
{
    public static TheoryData<string, string, string, string> Mappings()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var row in TrailSample.Cases("mapping.json"))
            rows.Add((string)row!["source"]!, (string)row["name"]!, (string?)row["kind"] ?? "Permissions", string.Join(' ', row["actions"]!.AsArray().Select(a => (string)a!)));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public void An_event_maps_to_the_permissions_that_were_checked(string source, string name, string kind, string actions)
    {
        var mapping = EventToPermission.Current.Map(source, name);
        Assert.Equal(kind, mapping.Kind.ToString());
        Assert.Equal(actions, string.Join(' ', mapping.Actions.Select(a => a.Action)));
    }

    public static TheoryData<string, string, string> Refusals()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in TrailSample.Cases("refusals.json"))
            rows.Add((string)row!["source"]!, (string)row["name"]!, (string)row["message"]!);
        return rows;
    }

    /// <summary>What a refusal names is what was checked: the truth that real logs hold about the mapping, told before the message is looked at.</summary>
    [Theory]
    [MemberData(nameof(Refusals))]
    public void The_permission_that_a_refusal_names_is_among_those_that_the_event_maps_to(string source, string name, string message)
    {
        var named = RefusalMessage.Read(message)!.Action;
        Assert.Contains(named, EventToPermission.Current.Map(source, name).Actions.Select(a => a.Action));
    }

    [Theory]
    [InlineData("ec2:RunInstances", "iam:PassRole")]
    [InlineData("ec2:RunInstances", "ec2:CreateTags")]
    [InlineData("lambda:CreateFunction", "iam:PassRole")]
    [InlineData("ecs:RegisterTaskDefinition", "iam:PassRole")]
    [InlineData("elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:AddTags")]
    [InlineData("autoscaling:CreateLaunchConfiguration", "iam:PassRole")]
    [InlineData("s3:PutObject", "s3:PutObjectAcl")]
    public void A_refusal_may_name_what_the_call_needs_besides(string action, string besides) => Assert.Contains(
        besides, NeededBesides.Current.Dependent(action).Concat(NeededBesides.Current.Additional(action).Concat(NeededBesides.Current.Additional(action[..action.IndexOf(':')] + ":*")).Select(a => a.Action)));

    [Fact]
    public void A_source_that_differs_in_hyphens_alone_is_a_guess()
    {
        var mapping = EventToPermission.Current.Map("wafregional.amazonaws.com", "CreateIPSet");
        Assert.Equal(("waf-regional:CreateIPSet", MappingBasis.Guessed), (Assert.Single(mapping.Actions).Action, mapping.Basis));
    }

    [Fact]
    public void Every_action_maps_to_itself_or_the_tables_say_why_not()
    {
        var catalogue = AwsCatalogue.Current;
        var odd = new List<string>();
        foreach (var action in catalogue.Actions.ToArray())
        {
            var colon = action.IndexOf(':');
            var mapping = EventToPermission.Current.Map(action[..colon] + ".amazonaws.com", action[(colon + 1)..]);
            if (mapping.Kind == MappingKind.Unmapped)
                odd.Add(action);
        }

        Assert.Empty(odd);
    }

    [Fact]
    public void Every_permission_that_the_tables_name_is_in_the_catalogue()
    {
        foreach (var row in CatalogueText.Rows("event-actions.tsv").Where(r => r[2] != "-"))
            Assert.All(row[2].Split(','), a => Assert.True(AwsCatalogue.Current.IndexOf(MappedAction.Parse(a).Action) >= 0, $"{row[0]} {row[1]}: {a}"));
        foreach (var row in CatalogueText.Rows("event-sources.tsv"))
            Assert.All(row[1].Split(','), p => Assert.NotNull(AwsCatalogue.Current.Service(p)));
        foreach (var row in CatalogueText.Rows("additional-permissions.tsv"))
            Assert.All(row[2].Split(',').Append(row[0]).Where(a => !a.EndsWith(":*", StringComparison.Ordinal)), a => Assert.True(AwsCatalogue.Current.IndexOf(a) >= 0, a));
    }
}
