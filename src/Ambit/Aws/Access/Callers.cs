using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Reads a caller from the name alone, as <c>simulate</c> has it.</summary>
internal static class Callers
{
    /// <summary>Nobody known.</summary>
    public static readonly Caller Anonymous = new() { Kind = CallerKind.Anonymous, Id = "*" };

    /// <summary>A service principal.</summary>
    public static Caller Service(string name) => new() { Kind = CallerKind.Service, Id = name };

    /// <summary>A provider's ARN, or its name for the built-in ones.</summary>
    public static Caller Federated(string provider)
    {
        var arn = ArnFields.TryParse(provider, out var fields);
        return new Caller
        {
            Kind = CallerKind.Federated,
            Id = provider,
            Account = arn ? fields.Account.ToString() : "",
            Partition = arn ? fields.Partition.ToString() : "aws",
        };
    }

    /// <summary>An IAM user, role, root or a session by its ARN; null where it is no such ARN.</summary>
    public static Caller? OfArn(string arn)
    {
        if (!ArnFields.TryParse(arn, out var fields))
            return null;
        var slash = fields.Resource.IndexOf('/');
        var type = slash < 0 ? fields.Resource : fields.Resource[..slash];
        var rest = slash < 0 ? [] : fields.Resource[(slash + 1)..];
        var partition = fields.Partition.ToString();
        var account = fields.Account.ToString();
        var root = $"arn:{partition}:iam::{account}:root";
        var caller = new Caller { Kind = CallerKind.User, Id = arn, Partition = partition, Account = account, RootArn = root, PrincipalArn = arn };
        switch (string.Concat(fields.Service, ":", type))
        {
            case "iam:user":
                return caller with { Name = Last(rest) };
            case "iam:role":
                return caller with { Kind = CallerKind.Role, Name = Last(rest), ServiceLinked = rest.StartsWith("aws-service-role/", StringComparison.Ordinal) };
            case "iam:root":
                return caller with { Kind = CallerKind.Root };
            case "sts:assumed-role":
                var end = rest.IndexOf('/');
                var name = (end < 0 ? rest : rest[..end]).ToString();
                return caller with
                {
                    Kind = CallerKind.RoleSession,
                    Name = name,
                    PathKnown = false,
                    SessionArn = arn,
                    PrincipalArn = $"arn:{partition}:iam::{account}:role/{name}",
                    ServiceLinked = name.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal),
                };
            case "sts:federated-user":
                return caller with { Kind = CallerKind.FederatedUser, Name = rest.ToString(), SessionArn = arn };
            default:
                return null;
        }
    }

    private static string Last(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..].ToString();
}
