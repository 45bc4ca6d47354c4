using System.Text.Json.Nodes;
using static Ambit.Estate.Aws.Calls;

namespace Ambit.Estate.Aws;

/// <summary>larkspur-management: the organisation, its trail, Identity Center, billing, and the account that everything hangs on.</summary>
internal static class ManagementAccount
{
    private const string Id = Company.Management;

    /// <summary>The account.</summary>
    public static Account Build()
    {
        var account = new Account(Id, "larkspur-management", "aws+management@larkspur.example", Company.Root) { Root = (28, false, true) };
        account.Users.AddRange(Users());
        account.Roles.AddRange(Roles());
        account.Config.Add(new ConfigItem("AWS::CloudTrail::Trail", Company.Trail, "larkspur-organization", Company.Trail,
            $$"""{"name":"larkspur-organization","s3BucketName":"larkspur-org-trail","isMultiRegionTrail":true,"isOrganizationTrail":true,"trailARN":"{{Company.Trail}}"}"""));
        Trails(account);
        IdentityCenterFiles.Add(account);
        account.Actors.AddRange(Actors());
        return account;
    }

    private static IEnumerable<User> Users() =>
    [
        new("breakglass", 1200)
        {
            Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], Password = true, PasswordUsedDaysAgo = 388, Mfa = true,
            Tags = new Dictionary<string, string> { ["purpose"] = "break-glass", ["owner"] = "platform@larkspur.example" },
        },
        new("lena.brandt", 900)
        {
            Attached = ["arn:aws:iam::aws:policy/job-function/Billing"], Password = true, PasswordUsedDaysAgo = 3, Mfa = true,
            Tags = new Dictionary<string, string> { ["team"] = "finance" },
        },
    ];

    private static IEnumerable<Role> Roles() =>
    [
        new(Company.ReservedRole("PlatformAdmin", Id), 1100, Company.TrustIdentityCenter(Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 1,
        },
        Company.ServiceLinked("AWSServiceRoleForSSO", "sso.amazonaws.com", "AWSSSOServiceRolePolicy", 1100),
        Company.ServiceLinked("AWSServiceRoleForOrganizations", "organizations.amazonaws.com", "AWSOrganizationsServiceTrustPolicy", 1460),
        Company.ServiceLinked("AWSServiceRoleForSupport", "support.amazonaws.com", "AWSSupportServiceRolePolicy", 1460),
        Company.ServiceLinked("AWSServiceRoleForTrustedAdvisor", "trustedadvisor.amazonaws.com", "AWSTrustedAdvisorServiceRolePolicy", 1460),
    ];

    private static void Trails(Account account)
    {
        account.Files["cloudtrail-trails.json"] = JsonNode.Parse($$"""
            {"trailList":[{"Name":"larkspur-organization","S3BucketName":"larkspur-org-trail","IncludeGlobalServiceEvents":true,"IsMultiRegionTrail":true,"HomeRegion":"{{Company.Home}}",
              "TrailARN":"{{Company.Trail}}","LogFileValidationEnabled":true,"HasCustomEventSelectors":true,"HasInsightSelectors":false,"IsOrganizationTrail":true}]}
            """)!;
        account.Files["cloudtrail-event-selectors-larkspur-organization.json"] = JsonNode.Parse($$"""
            {"TrailARN":"{{Company.Trail}}","AdvancedEventSelectors":[
              {"Name":"all management events","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},
              {"Name":"every object of S3","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]}
            """)!;
    }

    private static IEnumerable<Actor> Actors() =>
    [
        new(CallerKind.Root, Id, "root")
        {
            Mfa = true, Addresses = ["198.51.100.20"], Agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", Person = true,
            Calls =
            [
                SignIn(0, mfa: true, onDays: [12, 61]),
                Write("account", "PutAlternateContact", 0, """{"alternateContactType":"BILLING"}""") with { Region = Company.Global, OnDays = [12] },
                Read("iam", "GetAccountSummary", 0) with { Region = Company.Global, OnDays = [61] },
            ],
        },
        new(CallerKind.IamUser, Id, "lena.brandt")
        {
            Mfa = true, Person = true, Addresses = ["198.51.100.23"], Agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
            Calls =
            [
                SignIn(0.4, mfa: true),
                Read("ce", "GetCostAndUsage", 1.5, """{"TimePeriod":{"Start":"2026-08-01","End":"{day}"},"Granularity":"MONTHLY"}""") with { Region = Company.Global },
                Read("budgets", "DescribeBudgets", 0.5, $$"""{"AccountId":"{{Id}}"}""") with { Region = Company.Global },
            ],
        },
        new(CallerKind.AssumedRole, Id, Company.ReservedRole("PlatformAdmin", Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Sessions = ["noor.haddad@larkspur.example", "felix.okafor@larkspur.example"], Mfa = true, Person = true,
            Addresses = ["198.51.100.20", "198.51.100.21"], Agent = "Mozilla/5.0 (X11; Linux x86_64)",
            Calls =
            [
                Read("organizations", "ListAccounts", 1.2) with { Region = Company.Global },
                Read("organizations", "DescribePolicy", 0.4, """{"policyId":"p-lkfence1"}""") with { Region = Company.Global },
                Read("sso", "ListPermissionSets", 0.6, """{"instanceArn":"arn:aws:sso:::instance/ssoins-6804b1c2d3e4f506"}"""),
                Read("cloudtrail", "DescribeTrails", 0.5, """{"trailNameList":[]}"""),
            ],
        },
    ];
}
