namespace Ambit.Estate.Aws;

/// <summary>The names that several accounts of the sample speak of.</summary>
internal static class Company
{
    public const string Home = "eu-west-1";
    public const string Global = "us-east-1";
    public const string Organization = "o-lkspr7q2w1";
    public const string Root = "r-lk01";
    public const string Workloads = "ou-lk01-workload";
    public const string ProductionUnit = "ou-lk01-produnit";
    public const string DevelopmentUnit = "ou-lk01-devlunit";
    public const string SecurityUnit = "ou-lk01-security";

    public const string Management = "410000000010";
    public const string Production = "420000000020";
    public const string Development = "430000000030";
    public const string Security = "440000000040";

    /// <summary>ParcelPilot, the logistics vendor whose trust asks for no external id.</summary>
    public const string ParcelPilot = "905500000099";

    /// <summary>Glasswatch, the monitoring vendor whose trust asks for one.</summary>
    public const string Glasswatch = "905500000105";

    public const string Trail = $"arn:aws:cloudtrail:{Home}:{Management}:trail/larkspur-organization";

    /// <summary>The hash in the names of Identity Center's roles of one permission set.</summary>
    public static string ReservedRole(string permissionSet, string account) =>
        $"AWSReservedSSO_{permissionSet}_{Seeded.Of(permissionSet + account):x16}";

    /// <summary>The trust of a role for one service.</summary>
    public static string TrustService(string service) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>The trust of a role for one AWS principal.</summary>
    public static string TrustAws(string principal, string condition = "") =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"{{(condition.Length == 0 ? "" : $",\"Condition\":{condition}")}} }]}""";

    /// <summary>The trust of Identity Center's roles.</summary>
    public static string TrustIdentityCenter(string account) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{account}}:saml-provider/AWSSSO_6b1f0d2c9e7a4f53_DO_NOT_DELETE"},"Action":["sts:AssumeRoleWithSAML","sts:TagSession"],"Condition":{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml"} } }]}""";

    /// <summary>A service-linked role as AWS makes it.</summary>
    public static Role ServiceLinked(string name, string service, string policy, int daysOld) =>
        new(name, daysOld, TrustService(service)) { Path = $"/aws-service-role/{service}/", Attached = [$"arn:aws:iam::aws:policy/aws-service-role/{policy}"] };

    /// <summary>What every member account of the organisation has: the management account's way in, and service-linked roles.</summary>
    public static IEnumerable<Role> MemberRoles() =>
    [
        new("OrganizationAccountAccessRole", 1460, TrustAws($"arn:aws:iam::{Management}:root"))
        {
            Description = "made by AWS Organizations", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 402,
        },
        ServiceLinked("AWSServiceRoleForOrganizations", "organizations.amazonaws.com", "AWSOrganizationsServiceTrustPolicy", 1460),
        ServiceLinked("AWSServiceRoleForSupport", "support.amazonaws.com", "AWSSupportServiceRolePolicy", 1460),
        ServiceLinked("AWSServiceRoleForTrustedAdvisor", "trustedadvisor.amazonaws.com", "AWSTrustedAdvisorServiceRolePolicy", 1460),
    ];
}
