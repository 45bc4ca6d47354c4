using Ambit.Aws.Inventory;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>An estate as it would be with right-sized policies in the place of today's.</summary>
internal sealed class ProposedEstate
{
    private readonly AwsEstate _estate;
    private readonly Dictionary<string, IReadOnlyList<PolicyText>> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<PolicyText>> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Policy, string Holder), IReadOnlyList<PolicyText>> _split = [];

    private ProposedEstate(AwsEstate estate, IReadOnlyList<RightSized> results)
    {
        _estate = estate;
        foreach (var result in results)
        {
            IReadOnlyList<PolicyText> texts = [.. result.After.Select(a => new PolicyText(a.Name, a.Document, default))];
            switch (result.Subject.Kind)
            {
                case "user" or "role" or "group":
                    _whole[result.Subject.Id] = texts;
                    break;
                case "permissionSet":
                    foreach (var role in result.Subject.Holders)
                        _whole[role] = texts;
                    break;
                case "policy" when result.Subject.Holders is [var holder]:
                    _split[(result.Subject.Id, holder)] = texts;
                    break;
                default:
                    _policies[result.Subject.Id] = texts;
                    break;
            }
        }
    }

    /// <summary>The estate with the results applied.</summary>
    public static AwsEstate Of(AwsEstate estate, IReadOnlyList<RightSized> results) => new ProposedEstate(estate, results).Build();

    private AwsEstate Build() => _estate with
    {
        Users = [.. _estate.Users.Select(u => _whole.TryGetValue(u.Arn, out var texts) ? u with { InlinePolicies = texts, AttachedPolicies = [], Groups = [] } : (AwsUser)Replaced(OutOfGroups(u)))],
        Groups = [.. _estate.Groups.Select(g => _whole.TryGetValue(g.Arn, out var texts) ? g with { InlinePolicies = texts, AttachedPolicies = [] } : (AwsGroup)Replaced(g))],
        Roles = [.. _estate.Roles.Select(r => _whole.TryGetValue(r.Arn, out var texts) ? r with { InlinePolicies = texts, AttachedPolicies = [] } : (AwsRole)Replaced(r))],
        ManagedPolicies = Boundaries(),
    };

    /// <summary>Each policy that is replaced becomes texts of the holder's own; to the evaluator that is the same.</summary>
    private AwsPrincipal Replaced(AwsPrincipal holder)
    {
        var kept = holder.AttachedPolicies.Where(a => Texts(a, holder.Arn) is null).ToList();
        return kept.Count == holder.AttachedPolicies.Count
            ? holder
            : holder with { AttachedPolicies = kept, InlinePolicies = [.. holder.InlinePolicies, .. holder.AttachedPolicies.SelectMany(a => Texts(a, holder.Arn) ?? [])] };
    }

    /// <summary>A policy that is split for a user who holds it through a group: the user leaves the group and keeps the rest of what it gave.</summary>
    private AwsUser OutOfGroups(AwsUser user)
    {
        foreach (var group in _estate.Groups.Where(g => user.Groups.Contains(g.Arn) && g.AttachedPolicies.Any(a => _split.ContainsKey((a, user.Arn)))))
        {
            user = user with
            {
                Groups = [.. user.Groups.Where(g => g != group.Arn)],
                InlinePolicies = [.. user.InlinePolicies, .. group.InlinePolicies],
                AttachedPolicies = [.. user.AttachedPolicies.Union(group.AttachedPolicies, StringComparer.Ordinal)],
            };
        }

        return user;
    }

    private IReadOnlyList<PolicyText>? Texts(string policy, string holder) =>
        _split.TryGetValue((policy, holder), out var own) ? own : _policies.GetValueOrDefault(policy);

    /// <summary>A policy may be a boundary as well, which is one document.</summary>
    private IReadOnlyDictionary<string, AwsManagedPolicy> Boundaries()
    {
        if (_policies.Count == 0)
            return _estate.ManagedPolicies;
        var managed = new Dictionary<string, AwsManagedPolicy>(_estate.ManagedPolicies, StringComparer.Ordinal);
        foreach (var (arn, texts) in _policies.Where(p => p.Value.Count == 1))
        {
            var known = managed.GetValueOrDefault(arn) ?? new AwsManagedPolicy(arn, texts[0], null, new Dictionary<string, PolicyText>(), FromCatalogue: false);
            managed[arn] = known with { Default = texts[0] with { Name = arn } };
        }

        return managed;
    }
}
