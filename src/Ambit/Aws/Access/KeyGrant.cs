using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>A KMS grant, as far as a decision needs it (KMS Developer Guide, "Grants in AWS KMS").</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="Grantee">Whom it names.</param>
/// <param name="Retiring">Who may retire it, null where nobody is named.</param>
/// <param name="IssuingAccount">The account that issued it, null where unknown.</param>
/// <param name="Actions">The actions it allows, lower case (<c>kms:decrypt</c>).</param>
internal sealed record KeyGrant(string Id, string Grantee, string? Retiring, string? IssuingAccount, IReadOnlySet<string> Actions)
{
    /// <summary>The encryption context that it asks for, none where it asks for none.</summary>
    public (RequestKey Key, string Value)[] Pairs { get; private init; } = [];

    /// <summary>The operations as the grant spells them.</summary>
    public required IReadOnlyList<string> Spelled { get; init; }

    /// <summary>Whether the request's encryption context has to be those pairs and no others.</summary>
    public bool Exactly { get; private init; }

    /// <summary><c>kms:GrantOperations</c>: what a grant to be made would allow.</summary>
    public required RequestKey Operations { get; init; }

    /// <summary><c>kms:GrantConstraintType</c>: how a grant to be made would be constrained.</summary>
    public required RequestKey ConstraintType { get; init; }

    /// <summary>A grant of the estate.</summary>
    public static KeyGrant Of(AwsKmsGrant grant, RequestKeys keys)
    {
        var actions = grant.Operations.Select(o => $"kms:{o}".ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var constraint = new KeyGrant(grant.Id, grant.Grantee, grant.RetiringPrincipal, grant.IssuingAccount, actions)
        {
            Spelled = grant.Operations,
            Operations = keys.Intern("kms:GrantOperations"),
            ConstraintType = keys.Intern("kms:GrantConstraintType"),
        };
        if (grant.Constraints.ValueKind is not JsonValueKind.Object)
            return constraint;
        foreach (var property in grant.Constraints.EnumerateObject())
        {
            if (property.Value.ValueKind is not JsonValueKind.Object || !property.Name.StartsWith("EncryptionContext", StringComparison.OrdinalIgnoreCase))
                continue;
            // "The key in each key-value pair is not case sensitive, but the value is case sensitive" (KMS API Reference, "GrantConstraints").
            var pairs = property.Value.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String)
                .Select(p => (keys.Intern($"kms:EncryptionContext:{p.Name}"), p.Value.GetString()!));
            constraint = constraint with
            {
                Pairs = [.. constraint.Pairs, .. pairs],
                Exactly = constraint.Exactly || property.Name.EndsWith("Equals", StringComparison.OrdinalIgnoreCase),
            };
        }
        return constraint;
    }
}
