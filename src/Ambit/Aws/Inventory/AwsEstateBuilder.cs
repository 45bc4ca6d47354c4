using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>Builds the typed estate from the native documents.</summary>
public static class AwsEstateBuilder
{
    /// <summary>Builds it. What the documents do not say stays unknown.</summary>
    /// <param name="documents">AWS's documents of one snapshot.</param>
    public static AwsEstate Build(IReadOnlyList<NativeDocument> documents)
    {
        var scopes = new OrganizationScopes(documents);
        var facts = new FactTable([.. documents.Select(d => IsOfOrganization(d) ? scopes.Placed(d) : d)]);
        var coverage = documents.Where(d => d.Kind == NativeDocument.CoverageKind).Select(d => (d.Scope, d.Id)).ToHashSet();
        var calls = new CollectedCalls(documents);
        calls.Correct(coverage);
        var iam = new IamInventory(facts);
        var resources = new ResourceInventory(facts);
        var organizations = new OrganizationInventory(facts);
        return new AwsEstate
        {
            Accounts = Accounts(facts, coverage, organizations),
            Organizations = organizations.Organizations,
            Users = iam.Users,
            Groups = iam.Groups,
            Roles = iam.Roles,
            ManagedPolicies = iam.ManagedPolicies,
            InstanceProfiles = iam.InstanceProfiles,
            RootCredentials = iam.RootCredentials,
            Resources = resources.Resources,
            KmsGrants = resources.KmsGrants,
            IdentityCenter = IdentityCenterInventory.Build(facts),
            LastAccesses = [.. LastAccessInventory.Of(facts)],
            OrganizationAccesses = [.. LastAccessInventory.OfOrganizations(facts)],
            AnalyzerFindings = [.. LastAccessInventory.Findings(facts)],
            Coverage = coverage,
            NotCollected = calls.Missing,
        };
    }

    /// <summary>Documents of organisations have the organisation as their scope; AWS's own policies have no account.</summary>
    private static bool IsOfAccount(NativeDocument document) =>
        document.Scope.Length > 0 && document.Scope != "aws" && !IsOfOrganization(document)
        && document.Kind is not (AwsKind.PermissionSet or AwsKind.AccountAssignment or AwsKind.Person or AwsKind.PersonGroup or AwsKind.Membership);

    private static bool IsOfOrganization(NativeDocument document) =>
        document.Kind is AwsKind.Organization or AwsKind.OrganizationNode or AwsKind.OrganizationAttachment or AwsKind.OrganizationPolicy or AwsKind.DelegatedAdministrator;

    private static List<AwsAccount> Accounts(FactTable facts, HashSet<(string Account, string Kind)> coverage, OrganizationInventory organizations)
    {
        var told = facts.Layered(AwsKind.Account, d => d.Scope).ToDictionary(f => f.Account, StringComparer.Ordinal);
        var partitions = new Dictionary<string, string>(StringComparer.Ordinal);
        var exported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in facts.Documents.Where(d => IsOfAccount(d)))
        {
            if (!partitions.TryGetValue(document.Scope, out var partition) || partition.Length == 0)
                partitions[document.Scope] = document.Content.Text("Arn") is { } arn && arn.IsArn() ? arn.ArnField(1) : "";
            if (document.Kind is AwsKind.User or AwsKind.Role)
                exported.Add(document.Scope);
        }

        foreach (var id in organizations.AccountNodes.Keys)
            partitions.TryAdd(id, "");
        return [.. partitions.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Account(p.Key, p.Value))];

        AwsAccount Account(string id, string partition)
        {
            var fact = told.GetValueOrDefault(id);
            organizations.AccountNodes.TryGetValue(id, out var place);
            return new AwsAccount(
                id, partition.Length > 0 ? partition : fact?.Text("Partition") ?? "aws", fact?.Text("Name") ?? place.Name, fact?.Text("OrganizationId") ?? place.Organization,
                fact?.Text("ParentId") ?? place.Parent, fact?.Map("Tags") ?? place.Tags ?? new Dictionary<string, string>(),
                exported.Contains(id) || coverage.Contains((id, "AWS::IAM::Role")) || coverage.Contains((id, AwsEstate.Iam)),
                ResourceInventory.Block(fact?.Get("PublicAccessBlock") ?? default));
        }
    }
}
