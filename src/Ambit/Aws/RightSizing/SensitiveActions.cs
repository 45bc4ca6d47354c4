using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// What a guardrail made of use looks at: permissions management of the services that hold identities, data and logs, and the
/// actions of <c>catalog/aws/sensitive-actions.tsv</c>.
/// </summary>
internal static class SensitiveActions
{
    private static readonly HashSet<string> s_services = new(StringComparer.OrdinalIgnoreCase)
    {
        "account", "access-analyzer", "backup", "cloudtrail", "config", "dynamodb", "ec2", "ecr", "eks", "es", "glacier", "guardduty", "iam", "identitystore", "kms", "lambda", "logs",
        "organizations", "ram", "rds", "redshift", "s3", "secretsmanager", "securityhub", "sns", "sqs", "ssm", "sso", "sts",
    };

    private static readonly Lazy<IReadOnlyList<string>> s_all = new(Find);

    /// <summary>Every one, in the catalogue's spelling, sorted.</summary>
    public static IReadOnlyList<string> All => s_all.Value;

    private static IReadOnlyList<string> Find()
    {
        var catalogue = AwsCatalogue.Current;
        var patterns = CatalogueText.Rows("sensitive-actions.tsv").Select(r => Glob.Of(r[0].ToLowerInvariant())).ToList();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < catalogue.Count; i++)
        {
            var name = catalogue.Name(i);
            // Taking a role is what people and workloads do all day: it is judged by trust and paths, not by a guardrail.
            if (name is "sts:AssumeRole" or "sts:AssumeRoleWithSAML" or "sts:AssumeRoleWithWebIdentity" or "sts:SetSourceIdentity" or "sts:SetContext")
                continue;
            var managed = catalogue.Level(i) is AccessLevel.PermissionsManagement && s_services.Contains(name[..name.IndexOf(':')]);
            if (managed || patterns.Exists(p => p.Matches(name.ToLowerInvariant())))
                found.Add(name);
        }

        return [.. found];
    }
}
