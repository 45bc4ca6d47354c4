using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>How one subject is sized: what is cut, what it becomes, and how its holders change.</summary>
/// <param name="Name">The name of the new policy.</param>
/// <param name="Sources">The policies of today.</param>
/// <param name="Principal">A principal to count actions for; null where nobody holds it.</param>
/// <param name="Change">Puts new policies in the place of today's.</param>
/// <param name="Notes">What the reader must know.</param>
internal sealed record Sizing(
    string Name, IReadOnlyList<SourcePolicy> Sources, CompiledPrincipal? Principal, Func<CompiledPrincipal, IReadOnlyList<PolicyText>, CompiledPrincipal> Change,
    IReadOnlyList<string> Notes)
{
    /// <summary>The plan for a subject.</summary>
    public static Sizing Of(AwsWorld world, Subjects subjects, SizingSubject subject)
    {
        var estate = world.Estate;
        var sources = new SourcePolicies(world);
        return subject.Kind switch
        {
            "user" => Whole(world, sources, estate.Users.First(u => u.Arn == subject.Id)),
            "role" => Whole(world, sources, estate.Roles.First(r => r.Arn == subject.Id)),
            "group" => Group(world, sources, estate.Groups.First(g => g.Arn == subject.Id)),
            "permissionSet" => Set(world, sources, subjects, estate.IdentityCenter.PermissionSets.First(s => s.Arn == subject.Id)),
            "boundary" => Boundary(world, sources, subject),
            _ => Policy(world, sources, subject),
        };
    }

    private static Sizing Whole(AwsWorld world, SourcePolicies sources, AwsPrincipal holder)
    {
        var today = sources.Of(holder);
        var notes = new List<string>();
        if (holder is AwsRole { Reserved: true })
            notes.Add("AWS owns this role: change the permission set it comes from");
        if (holder is AwsRole { ServiceLinked: true })
            notes.Add("a service made this role for itself and nobody can change it");
        notes.AddRange(today.Where(p => p.Via is not null).Select(p => p.Via!).Distinct(StringComparer.Ordinal).Select(g => $"replaces what comes through the group `{g}`: take the user out of it"));
        return new Sizing(NameOf(holder.Name, today), today, world.Find(holder.Arn), world.WithIdentity, [.. notes, .. Replaced(today)]);
    }

    private static Sizing Group(AwsWorld world, SourcePolicies sources, AwsGroup group)
    {
        var today = sources.Of(group);
        return new Sizing(
            NameOf(group.Name, today), today, world.Find(group.Arn), (p, after) => Swap(world, p, after, a => a.Via == group.Arn || (a.Via is null && p.Id == group.Arn)), Replaced(today));
    }

    private static Sizing Set(AwsWorld world, SourcePolicies sources, Subjects subjects, PermissionSet set)
    {
        var roles = subjects.RolesOf(set);
        var today = sources.Of(set, roles);
        var principal = roles.Count > 0 ? world.Find(roles[0].Arn) : null;
        return new Sizing(set.Name, today, principal, world.WithIdentity, [$"one permission set for {roles.Count} {(roles.Count == 1 ? "account" : "accounts")}", .. Replaced(today)]);
    }

    private static Sizing Policy(AwsWorld world, SourcePolicies sources, SizingSubject subject)
    {
        var policy = sources.Managed(subject.Id, null);
        var name = subject.Id[(subject.Id.LastIndexOf('/') + 1)..];
        return new Sizing(
            policy.Kind == "aws-managed" ? name + "-least" : name, [policy], subject.Holders.Count > 0 ? world.Find(subject.Holders[0])?.With(new PolicyLayer(LayerNames.Identity, [policy.Attached])) : null,
            (p, after) => Swap(world, p, after, a => a.Name == subject.Id), Replaced([policy]));
    }

    private static Sizing Boundary(AwsWorld world, SourcePolicies sources, SizingSubject subject)
    {
        var policy = sources.Managed(subject.Id, null) with { Kind = "boundary" };
        return new Sizing(
            subject.Id[(subject.Id.LastIndexOf('/') + 1)..], [policy], world.Find(subject.Holders[0])?.With(new PolicyLayer(LayerNames.Identity, [policy.Attached])),
            (p, after) => new CompiledPrincipal(p.Caller, p.Identity, Layer(world, LayerNames.Boundary, after), p.Session, p.ServiceControl),
            ["a boundary grants nothing: it is sized to what its holders used, so that nothing more can be given to them"]);
    }

    private static CompiledPrincipal Swap(AwsWorld world, CompiledPrincipal principal, IReadOnlyList<PolicyText> after, Func<AttachedPolicy, bool> replaced) =>
        principal.With(new PolicyLayer(LayerNames.Identity, [.. principal.Identity.Policies.Where(p => !replaced(p)), .. Layer(world, LayerNames.Identity, after).Policies]));

    private static PolicyLayer Layer(AwsWorld world, string name, IReadOnlyList<PolicyText> policies) =>
        new(name, [.. policies.Select(p => new AttachedPolicy(p.Name, world.Compiler.Compile(p.Document, name == LayerNames.Boundary ? PolicyKind.Boundary : PolicyKind.Identity)))]);

    /// <summary>One inline policy keeps its name; several become one.</summary>
    private static string NameOf(string holder, IReadOnlyList<SourcePolicy> today) =>
        today is [{ Kind: "inline", Via: null } only] ? only.Name : holder + "-least";

    private static IEnumerable<string> ReplacedOf(SourcePolicy policy)
    {
        if (policy.Kind == "aws-managed")
            yield return $"`{policy.Name}` is AWS's own and cannot be edited: it is replaced";
        if (policy.Compiled is null)
            yield return $"the text of `{policy.Name}` is in no export and not in the catalogue: what it grants is not counted and not kept";
    }

    private static IReadOnlyList<string> Replaced(IReadOnlyList<SourcePolicy> today) => [.. today.SelectMany(ReplacedOf).Distinct(StringComparer.Ordinal)];
}
