using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Findings;

/// <summary>One statement that lets somebody in: of a role's trust policy or of a resource's policy.</summary>
/// <param name="Holder">The role or resource.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Account">Its account.</param>
/// <param name="Role">Whether it is a role.</param>
/// <param name="Type">The resource's type; <c>role</c> for a role.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Statement">The statement.</param>
internal sealed record TrustStatement(string Holder, string Name, string Account, bool Role, string Type, PolicyText Policy, CompiledStatement Statement)
{
    /// <summary>Whether it is of a bucket's access control list.</summary>
    public bool List { get; init; }

    /// <summary>Whom it names.</summary>
    public IReadOnlyList<PrincipalEntry> Names => Statement.Source.Principal is { Negated: false } principal ? principal.Entries : [];

    /// <summary>Whether a condition of it is on the key.</summary>
    public bool Asks(params ReadOnlySpan<string> keys)
    {
        foreach (var condition in Statement.Source.Conditions)
        {
            foreach (var key in keys)
            {
                if (condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Every allow of an estate that names somebody; roles that AWS owns are left out.</summary>
    public static IEnumerable<TrustStatement> Of(AwsEstate estate, PolicyCompiler compiler)
    {
        foreach (var role in estate.Roles.Where(r => r is { ServiceLinked: false, Reserved: false, Trust.Known: true }))
        {
            foreach (var statement in compiler.Compile(role.Trust.Document, PolicyKind.Trust).Allows)
                yield return new TrustStatement(role.Arn, role.Name, role.Account, true, "role", role.Trust, statement);
        }

        var lists = new AccessControlLists(estate, compiler);
        var access = new PublicAccess(estate);
        foreach (var bucket in estate.Resources.Where(r => r.Type is "AWS::S3::Bucket"))
        {
            var list = lists.Of(bucket, access.IgnoresLists(bucket));
            foreach (var statement in list?.Allows ?? [])
                yield return new TrustStatement(bucket.Arn, bucket.Name, bucket.Account, false, bucket.Type, new PolicyText(list!.Policies[0].Name, default, default), statement) { List = true };
        }

        foreach (var resource in estate.Resources.Where(r => r.ResourcePolicy is { Known: true }))
        {
            foreach (var statement in compiler.Compile(resource.Policy!.Document, PolicyKind.Resource).Allows)
                yield return new TrustStatement(resource.Arn, resource.Name, resource.Account, false, resource.Type, resource.Policy!, statement);
        }
    }
}
