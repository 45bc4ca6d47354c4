using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Import;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>Users, groups, roles, managed policies and credentials from the documents.</summary>
internal sealed class IamInventory
{
    public IamInventory(FactTable facts)
    {
        Groups = [.. facts.ByArn(AwsKind.Group).Select(Group)];
        var groups = Groups.GroupBy(g => (g.Account, g.Name)).ToDictionary(g => g.Key, g => g.First().Arn);
        var credentials = new CredentialInventory(facts);
        RootCredentials = credentials.Roots;
        Users = [.. facts.ByArn(AwsKind.User).Select(f => User(f, groups, credentials))];
        Roles = [.. facts.ByArn(AwsKind.Role).Select(Role)];
        InstanceProfiles = [.. facts.ByArn(AwsKind.InstanceProfile).Select(f => new AwsInstanceProfile(f.Key, f.Text("Name") ?? f.Key, f.Account, f.Text("RoleArn")))];
        ManagedPolicies = Policies(facts);
    }

    public IReadOnlyList<AwsUser> Users { get; }

    public IReadOnlyList<AwsGroup> Groups { get; }

    public IReadOnlyList<AwsRole> Roles { get; }

    public IReadOnlyList<AwsInstanceProfile> InstanceProfiles { get; }

    public IReadOnlyDictionary<string, AwsManagedPolicy> ManagedPolicies { get; }

    public IReadOnlyDictionary<string, AwsCredentials> RootCredentials { get; }

    private static AwsGroup Group(LayeredFact fact) => Described(fact, new AwsGroup
    {
        Arn = fact.Key,
        Account = fact.Account,
        Name = Name(fact),
    });

    private static AwsUser User(LayeredFact fact, Dictionary<(string, string), string> groups, CredentialInventory credentials) => Described(fact, new AwsUser
    {
        Arn = fact.Key,
        Account = fact.Account,
        Name = Name(fact),
        Groups = [.. fact.Texts("Groups").Select(g => g.IsArn() ? g : groups.GetValueOrDefault((fact.Account, g)) ?? $"arn:{fact.Key.ArnField(1)}:iam::{fact.Account}:group/{g}")],
        Boundary = fact.Text("Boundary"),
        Tags = fact.Map("Tags"),
        Credentials = credentials.Of(fact.Account, Name(fact), fact.Time("PasswordLastUsed")),
    });

    private static AwsRole Role(LayeredFact fact) => Described(fact, new AwsRole
    {
        Arn = fact.Key,
        Account = fact.Account,
        Name = Name(fact),
        Trust = new PolicyText("trust", fact.Get("Trust"), fact.SourceOf("Trust")),
        Boundary = fact.Text("Boundary"),
        Tags = fact.Map("Tags"),
        LastUsedAt = fact.Time("LastUsed"),
        MaxSessionDuration = int.TryParse(fact.Text("MaxSessionDuration"), out var seconds) ? seconds : null,
    });

    /// <summary>The principal with what users, groups and roles are described by alike.</summary>
    private static T Described<T>(LayeredFact fact, T principal)
        where T : AwsPrincipal => (T)((AwsPrincipal)principal with
        {
            Path = fact.Text("Path") ?? PathOf(fact.Key),
            UniqueId = fact.Text("UniqueId"),
            CreatedAt = fact.Time("CreateDate"),
            InlinePolicies = Inline(fact),
            AttachedPolicies = fact.Texts("AttachedPolicies"),
            PoliciesKnown = PoliciesKnown(fact),
        });

    private static string Name(LayeredFact fact) => fact.Text("Name") ?? fact.Key[(fact.Key.LastIndexOf('/') + 1)..];

    /// <summary><c>arn:aws:iam::111122223333:role/app/Dev</c> has the path <c>/app/</c>.</summary>
    private static string PathOf(string arn)
    {
        var resource = arn.ArnField(5);
        var (first, last) = (resource.IndexOf('/'), resource.LastIndexOf('/'));
        return first < 0 || first == last ? "/" : resource[first..(last + 1)];
    }

    private static List<PolicyText> Inline(LayeredFact fact)
    {
        var policies = new List<PolicyText>();
        var source = fact.SourceOf("InlinePolicies");
        // A policy of unknown text is what makes every answer about it conditional.
        if (!PoliciesKnown(fact))
            policies.Add(new PolicyText("policies that no export shows", default, fact.Source));
        foreach (var policy in fact.Get("InlinePolicies") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default)
            policies.Add(new PolicyText(policy.Text("Name") ?? "", Document(policy.Get("Document")), source with { Pointer = $"{source.Pointer}/{policy.Text("Name")}" }));
        return policies;
    }

    private static bool PoliciesKnown(LayeredFact fact) =>
        fact.Flag("PoliciesKnown") == true || fact.Get("InlinePolicies").ValueKind == JsonValueKind.Array || fact.Get("AttachedPolicies").ValueKind == JsonValueKind.Array;

    private static JsonElement Document(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value : default;

    private Dictionary<string, AwsManagedPolicy> Policies(FactTable facts)
    {
        var policies = facts.ByArn(AwsKind.Policy).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => Policy(f.First()), StringComparer.Ordinal);
        var mentioned = Users.Concat<AwsPrincipal>(Groups).Concat(Roles).SelectMany(p => p.AttachedPolicies)
            .Concat(Users.Select(u => u.Boundary).Concat(Roles.Select(r => r.Boundary)).OfType<string>())
            .Concat(facts.Of(AwsKind.PermissionSet).SelectMany(p => p.Content.Texts("AwsManaged").Append(p.Content.Text("BoundaryArn") ?? "")));
        foreach (var arn in mentioned.Distinct(StringComparer.Ordinal).Where(a => !policies.TryGetValue(a, out var known) || !known.Default.Known))
        {
            if (AwsCatalogue.Current.ManagedPolicies.Find(arn) is not { } found || !JsonText.TryParse(found.Json, out var document, out _))
                continue;
            var text = new PolicyText(arn, document, new SourceLocation("catalogue of AWS-managed policies"));
            policies[arn] = new AwsManagedPolicy(arn, text, found.Version, new Dictionary<string, PolicyText>(StringComparer.Ordinal) { [found.Version] = text }, FromCatalogue: true);
        }

        return policies;
    }

    private static AwsManagedPolicy Policy(LayeredFact fact)
    {
        var source = fact.SourceOf("Versions");
        var versions = new Dictionary<string, PolicyText>(StringComparer.Ordinal);
        if (fact.Get("Versions") is { ValueKind: JsonValueKind.Object } listed)
        {
            foreach (var version in listed.EnumerateObject())
                versions[version.Name] = new PolicyText(fact.Key, Document(version.Value), source);
        }

        var current = fact.Text("DefaultVersionId") ?? (versions.Count == 1 ? versions.Keys.First() : null);
        var document = current is not null && versions.TryGetValue(current, out var found) ? found : new PolicyText(fact.Key, Document(fact.Get("Document")), source);
        return new AwsManagedPolicy(fact.Key, document, current, versions, FromCatalogue: false) { AllVersions = fact.Flag("AllVersions") == true };
    }
}
