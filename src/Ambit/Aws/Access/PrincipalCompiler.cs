using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Compiles the estate's users, roles, groups and root users into principals that decisions can be made for.</summary>
internal sealed class PrincipalCompiler(AwsEstate estate, PolicyCompiler compiler, Guardrails guardrails)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Arn, PolicyKind Kind), CompiledPolicy?> _managed = new();
    private readonly Dictionary<string, AwsGroup> _groups = Index(estate.Groups);
    private readonly Dictionary<string, AwsAccount> _accounts = estate.Accounts.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _canonical = AccessControlLists.CanonicalIds(estate);

    /// <summary>A user with the policies of its groups.</summary>
    public CompiledPrincipal User(AwsUser user)
    {
        var policies = Own(user, null);
        foreach (var arn in user.Groups)
        {
            if (_groups.TryGetValue(arn, out var group))
                policies.AddRange(Own(group, group.Arn));
            else
                policies.Add(new AttachedPolicy(arn, null));
        }
        var caller = Base(user.Account, user.Arn) with
        {
            Kind = CallerKind.User,
            Name = user.Name,
            UniqueId = user.UniqueId,
            Tags = user.Tags,
            Mfa = user.Credentials.Mfa,
        };
        return Compile(caller, policies, user.Boundary);
    }

    /// <summary>A role, by whatever session.</summary>
    public CompiledPrincipal Role(AwsRole role)
    {
        var caller = Base(role.Account, role.Arn) with
        {
            Kind = CallerKind.Role,
            Name = role.Name,
            UniqueId = role.UniqueId,
            Tags = role.Tags,
            ServiceLinked = role.ServiceLinked,
            SessionTags = TakesTags(role),
            AnySession = true,
        };
        return Compile(caller, Own(role, null), role.Boundary);
    }

    /// <summary>An identity of which no export tells what it holds.</summary>
    public CompiledPrincipal Unknown(string account, string arn) =>
        Compile(Base(account, arn) with { Kind = CallerKind.Role, Name = arn[(arn.LastIndexOf('/') + 1)..], AnySession = true }, [new AttachedPolicy($"identity policies of {arn}", null)], null);

    /// <summary>A group, as if somebody held its policies and no others.</summary>
    public CompiledPrincipal Group(AwsGroup group) =>
        Compile(Base(group.Account, group.Arn) with { Kind = CallerKind.User, Name = group.Name, PrincipalArn = null }, Own(group, null), null);

    /// <summary>An account's root user.</summary>
    public CompiledPrincipal Root(string account, string arn) => Compile(Base(account, arn) with { Kind = CallerKind.Root }, [], null);

    /// <summary>A named session of a role.</summary>
    public static CompiledPrincipal Session(CompiledPrincipal role, string arn)
    {
        var caller = role.Caller with { Kind = CallerKind.RoleSession, Id = arn, SessionArn = arn };
        return new CompiledPrincipal(caller, role.Identity, role.Boundary, null, role.ServiceControl);
    }

    /// <summary>A managed policy by its ARN; its text is null where no export and no catalogue holds it.</summary>
    public AttachedPolicy Managed(string arn, PolicyKind kind, string? via) =>
        new(arn, _managed.TryGetValue((arn, kind), out var known) ? known : _managed.GetOrAdd((arn, kind), Compiled(arn, kind)), via);

    private CompiledPolicy? Compiled(string arn, PolicyKind kind)
    {
        if (estate.ManagedPolicies.TryGetValue(arn, out var policy) && policy.Default.Known)
            return compiler.Compile(policy.Default.Document, kind);
        if (compiler.Catalogue?.ManagedPolicies.Find(arn) is not { } known)
            return null;
        using var json = System.Text.Json.JsonDocument.Parse(known.Json);
        return compiler.Compile(json.RootElement, kind);
    }

    private Caller Base(string account, string arn)
    {
        var above = guardrails.Of(account);
        var partition = arn.StartsWith("arn:", StringComparison.Ordinal) && ArnFields.TryParse(arn, out var fields) ? fields.Partition.ToString()
            : _accounts.GetValueOrDefault(account)?.Partition ?? "aws";
        return new Caller
        {
            Kind = CallerKind.User,
            Id = arn,
            Account = account,
            Partition = partition,
            PrincipalArn = arn,
            RootArn = $"arn:{partition}:iam::{account}:root",
            OrganizationId = above.OrganizationId,
            OrganizationPath = above.Path,
            CanonicalId = _canonical.GetValueOrDefault(account),
        };
    }

    private CompiledPrincipal Compile(Caller caller, List<AttachedPolicy> identity, string? boundary) => new(
        caller,
        new PolicyLayer(LayerNames.Identity, identity),
        boundary is null ? null : new PolicyLayer(LayerNames.Boundary, [Managed(boundary, PolicyKind.Boundary, null)]),
        null,
        guardrails.Of(caller.Account).ServiceControl);

    private List<AttachedPolicy> Own(AwsPrincipal holder, string? via)
    {
        var policies = new List<AttachedPolicy>(holder.InlinePolicies.Count + holder.AttachedPolicies.Count);
        foreach (var inline in holder.InlinePolicies)
            policies.Add(new AttachedPolicy(inline.Name, inline.Known ? compiler.Compile(inline.Document, PolicyKind.Identity) : null, via));
        foreach (var arn in holder.AttachedPolicies)
            policies.Add(Managed(arn, PolicyKind.Identity, via));
        return policies;
    }

    /// <summary>"Session tags need sts:TagSession in the trust policy": without it the role's own tags are all there are.</summary>
    private bool TakesTags(AwsRole role)
    {
        if (!role.Trust.Known)
            return true;
        var tag = compiler.Action("sts:TagSession");
        return Array.Exists(compiler.Compile(role.Trust.Document, PolicyKind.Trust).Allows, s => s.Acts(tag));
    }

    private static Dictionary<string, AwsGroup> Index(IEnumerable<AwsGroup> groups)
    {
        var index = new Dictionary<string, AwsGroup>(StringComparer.Ordinal);
        foreach (var group in groups)
            index[group.Arn] = group;
        return index;
    }
}
