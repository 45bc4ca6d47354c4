using System.Text.Json;
using Ambit.Aws.Inventory;

namespace Ambit.Tests.Aws.RightSizing;

/// <summary>An account with one role, made of policy texts.</summary>
internal static class SmallEstate
{
    public const string Account = "111122223333";
    public const string Role = $"arn:aws:iam::{Account}:role/app";

    /// <summary>An estate whose only identity is <see cref="Role"/>, with these inline policies.</summary>
    public static AwsEstate Of(params IReadOnlyList<string> policies) => Of([.. policies.Select((p, i) => new PolicyText($"p{i}", JsonElement.Parse(p), default))], []);

    /// <summary>An estate with that role, its attached policies and more resources.</summary>
    public static AwsEstate Of(IReadOnlyList<PolicyText> inline, IReadOnlyList<AwsResource> resources, IReadOnlyList<string>? attached = null) => new()
    {
        Accounts = [new AwsAccount(Account, "aws", "app", null, null, new Dictionary<string, string>(), true, null)],
        Organizations = [],
        Users = [],
        Groups = [],
        Roles =
        [
            new AwsRole
            {
                Arn = Role, Account = Account, Name = "app", InlinePolicies = inline, AttachedPolicies = attached ?? [],
                Trust = new PolicyText("trust", JsonElement.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""), default),
            },
        ],
        ManagedPolicies = new Dictionary<string, AwsManagedPolicy>(),
        InstanceProfiles = [],
        Resources = resources,
        KmsGrants = [],
        IdentityCenter = IdentityCenter.None,
        Coverage = new HashSet<(string, string)>(),
    };
}
