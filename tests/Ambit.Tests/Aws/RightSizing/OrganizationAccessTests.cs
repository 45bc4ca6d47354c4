using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;
using Ambit.Tests.Aws.Import;
using Ambit.Usage;

namespace Ambit.Tests.Aws.RightSizing;

/// <summary>What an organisation's access report tells of services that no trail would have shown.</summary>
public sealed class OrganizationAccessTests
{
    private const string Unit = "ou-1111-aaaaaaaa";
    private const string Hidden = "s3:PutObjectAcl";
    private static readonly UsageWindow Window = UsageWindow.Before(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), 90);

    [Theory]
    [InlineData(Unit, null, "2026-10-30", true)]
    [InlineData(SmallEstate.Account, null, "2026-10-30", true)]
    [InlineData(Unit, "2026-01-01", "2026-10-30", true)]
    [InlineData(Unit, "2026-10-01", "2026-10-30", false)]
    [InlineData("ou-1111-bbbbbbbb", null, "2026-10-30", false)]
    [InlineData(Unit, null, "2026-08-01", false)]
    public void A_guardrail_denies_what_no_trail_shows_where_the_report_tells_that_nobody_tried_the_service(string target, string? used, string made, bool denied)
    {
        var guardrail = Built(new AwsOrganizationAccess(target, "s3", used is null ? null : Day(used), Day(made)));
        Assert.Equal(denied, guardrail.Denied.Contains(Hidden));
        Assert.Equal(!denied, guardrail.NotObservable.Contains(Hidden));
    }

    [Fact]
    public void What_the_account_itself_used_is_not_denied_by_an_older_report_of_the_unit()
    {
        var guardrail = Built(new AwsOrganizationAccess(Unit, "s3", null, Day("2026-10-20")), new AwsOrganizationAccess(SmallEstate.Account, "s3", Day("2026-10-25"), Day("2026-10-30")));
        Assert.Contains(Hidden, guardrail.NotObservable);
    }

    [Fact]
    public void The_report_is_of_what_the_file_is_named_by()
    {
        const string report = """
            {"JobStatus":"COMPLETED","JobCreationDate":"2026-10-30T00:00:00Z","NumberOfServicesAccessible":2,"NumberOfServicesNotAccessed":1,"AccessDetails":[
             {"ServiceName":"Amazon S3","ServiceNamespace":"s3","Region":"eu-west-1","EntityPath":"o-1111111111/r-1111/ou-1111-aaaaaaaa/111122223333","LastAuthenticatedTime":"2026-10-20T00:00:00Z","TotalAuthenticatedEntities":1},
             {"ServiceName":"Amazon SQS","ServiceNamespace":"sqs","TotalAuthenticatedEntities":0}],"IsTruncated":false}
            """;
        var estate = Estates.Of(out var result, ($"organizations-access-report/{Unit}.json", report), ("unnamed.json", report));
        Assert.Contains("does not say of what", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
        Assert.Equal([(Unit, "s3", true), (Unit, "sqs", false)], estate.OrganizationAccesses.Select(a => (a.Target, a.Service, a.LastUsedAt is not null)));
        Assert.Empty(estate.Accounts);
    }

    private static Ambit.RightSizing.Guardrail Built(params AwsOrganizationAccess[] reports)
    {
        var nodes = new OrganizationNode[] { new("r-1111", "root", "root", null, [], null), new(Unit, "organizationalUnit", "a", "r-1111", [], null), new(SmallEstate.Account, "account", "a", Unit, [], null) };
        var estate = SmallEstate.Of("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""") with
        {
            Organizations = [new AwsOrganization("o-1", "999999999999", nodes.ToDictionary(n => n.Id), true, null, new Dictionary<string, IReadOnlyList<string>>())],
            OrganizationAccesses = reports,
        };
        return new AwsGuardrails(new AwsWorld(estate)).Build(Unit, [], Window, new HashSet<string>());
    }

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
