using System.Collections.Concurrent;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Turns the resource of a question into a target. Without a resource the question is "on at least one resource" of the types that
/// the action takes (service authorization reference); an action without resource types has the resource <c>*</c>.
/// </summary>
internal sealed class TargetPatterns(PolicyCompiler compiler)
{
    private readonly ConcurrentDictionary<(int Action, string Account, string Partition), Target[]> _any = new();

    /// <summary>The targets of a question, one of which suffices.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource, a pattern, or null or <c>*</c> for any.</param>
    /// <param name="account">The account whose resources are meant.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="wildcardOnly">Whether the action takes no resource type.</param>
    public Target[] Of(ActionName action, string? resource, string account, string partition, bool wildcardOnly)
    {
        if (resource is not null and not "*")
        {
            if (!resource.AsSpan().ContainsAny('*', '?'))
                return [Target.One(resource)];
            return [new Target(TargetKind.Some, resource, [Glob.Of(resource).Tokens.ToArray()])];
        }
        if (wildcardOnly)
            return [new Target(TargetKind.Star, "*", [Service(action, account, partition)])];
        if (action.Index < 0)
            return [new Target(TargetKind.Some, "*", [[Glob.Star]])];
        var key = (action.Index, account, partition);
        return _any.TryGetValue(key, out var known) ? known : _any.GetOrAdd(key, Types(action, account, partition));
    }

    private Target[] Types(ActionName action, string account, string partition)
    {
        var types = compiler.Catalogue!.ResourcesOf(action.Index);
        if (types.Count == 0)
            return [new Target(TargetKind.Some, "*", [[Glob.Star]])];
        var each = SeveralResources.Of(action.Name);
        return
        [
            .. types.Select(t => new Target(TargetKind.Some, "*", [Filled(t.Type.Arn, account, partition)]) { Each = each.Contains(t.Type.Name) ? t.Type.Name : null }),
        ];
    }

    /// <summary>An ARN template with partition and account filled in and a star for all else.</summary>
    private static int[] Filled(string template, string account, string partition)
    {
        var tokens = new List<int>(template.Length);
        for (var i = 0; i < template.Length; i++)
        {
            var close = template[i] == '$' ? template.IndexOf('}', i) : -1;
            if (close < 0)
            {
                tokens.Add(Glob.TokenOf(template[i]));
                continue;
            }
            switch (template.AsSpan(i + 2, close - i - 2))
            {
                case "Partition":
                    tokens.AddRange(partition.Select(c => (int)c));
                    break;
                case "Account" when account.Length > 0:
                    tokens.AddRange(account.Select(c => (int)c));
                    break;
                default:
                    tokens.Add(Glob.Star);
                    break;
            }
            i = close;
        }
        return new Glob([.. tokens]).Tokens.ToArray();
    }

    /// <summary>
    /// The text that AWS matches for an action without resource types is not always <c>*</c>: <c>iam:ListUsers</c> uses
    /// <c>arn:aws:iam::A:user/</c>, <c>sqs:ListQueues</c> <c>arn:aws:sqs:R:A:</c> (seen in refusals), and the guide's own example
    /// grants <c>s3:ListAllMyBuckets</c> on <c>arn:aws:s3:::*</c>.
    /// </summary>
    private static int[] Service(ActionName action, string account, string partition)
    {
        account = account.Length == 0 ? "*" : account;
        var text = action.Service switch
        {
            "s3" => $"arn:{partition}:s3:::",
            "iam" => $"arn:{partition}:iam::{account}:{IamStem(action.Lower)}",
            _ => $"arn:{partition}:{action.Service}:*:{account}:",
        };
        return Glob.Of(text).Tokens.ToArray();
    }

    private static string IamStem(string action) => action switch
    {
        "iam:listusers" => "user/",
        "iam:listroles" => "role/",
        "iam:listgroups" => "group/",
        "iam:listpolicies" => "policy/",
        "iam:listinstanceprofiles" => "instance-profile/",
        _ => "",
    };
}
