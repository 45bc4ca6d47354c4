using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>What services decide by themselves, whatever policies say.</summary>
internal static class FixedRules
{
    /// <summary>
    /// Service-linked roles are edited by their service alone (IAM User Guide, "Create a service-linked role"): description and
    /// deletion go through calls of their own.
    /// </summary>
    private static readonly HashSet<string> RoleEdits = new(StringComparer.Ordinal)
    {
        "iam:attachrolepolicy", "iam:detachrolepolicy", "iam:putrolepolicy", "iam:deleterolepolicy", "iam:updateassumerolepolicy",
        "iam:putrolepermissionsboundary", "iam:deleterolepermissionsboundary", "iam:deleterole",
    };

    /// <summary>Yes or no where no policy matters; null where policies decide.</summary>
    public static Truth? Decide(ActionName action, Caller caller, in Target target, ResourceSide resource) => !action.Ruled ? null : action.Service switch
    {
        "sts" => action.Lower is "sts:assumeroot" ? Root(caller, resource) : Sts(action, caller),
        "iam" when target.Kind is TargetKind.One => Iam(action, target.Text),
        // "You cannot … delete or update an AWS managed key's alias."
        "kms" when target.Text is { } text && text.Contains(":alias/aws/", StringComparison.Ordinal)
            && action.Lower is "kms:deletealias" or "kms:updatealias" or "kms:createalias" => Truth.No,
        _ => null,
    };

    /// <summary>
    /// Whether the resource trusts its own account only where its policy says so: "unless the key policy explicitly allows it, you
    /// cannot use IAM policies to allow access to a KMS key" (KMS guide), and a role is assumed by whom its trust policy names.
    /// </summary>
    public static bool Distrustful(ActionName action) =>
        (action.Service is "kms" && !action.WildcardOnly && action.Lower is not "kms:retiregrant") || IsAssumption(action);

    /// <summary>Whether the action is decided by a role's trust policy.</summary>
    public static bool IsAssumption(ActionName action) => action.Assumption;

    /// <summary>"RCPs apply to a subset of services … never to AWS managed KMS keys, nor to kms:RetireGrant" (Organizations guide, "RCPs").</summary>
    public static bool BoundByResourceControl(ActionName action, in Target target) =>
        action.ResourceControl && action.Lower is not "kms:retiregrant" && !target.Text.Contains(":alias/aws/", StringComparison.Ordinal);

    private static Truth? Sts(ActionName action, Caller caller)
    {
        switch (action.Lower)
        {
            // "No permissions are required to perform this operation", and a deny does not matter.
            case "sts:getcalleridentity":
                return caller.HasIdentity ? Truth.Yes : null;
            case "sts:getsessiontoken":
                return TruthTables.Of(caller.Kind is CallerKind.User or CallerKind.Root);
            // "You cannot call AssumeRole by using AWS account root user credentials."
            case "sts:assumerole" when caller.Kind is CallerKind.Root:
                return Truth.No;
            case "sts:getfederationtoken" when caller.IsRole:
                return Truth.No;
            default:
                return null;
        }
    }

    /// <summary>
    /// "You cannot use root user credentials to make this call"; only from the management account or IAM's delegated administrator, on
    /// member accounts, once centralised root access is enabled (STS API Reference, "AssumeRoot").
    /// </summary>
    private static Truth? Root(Caller caller, ResourceSide resource)
    {
        if (caller.Kind is CallerKind.Root || !caller.HasIdentity)
            return Truth.No;
        return resource.RootAssumption is { } root && (root.Enabled == false || root.Accounts?.Contains(caller.Account) == false) ? Truth.No : null;
    }

    private static Truth? Iam(ActionName action, string arn)
    {
        if (!ArnFields.TryParse(arn, out var fields))
            return null;
        if (fields.Account is "aws" || fields.Resource.StartsWith("role/aws-reserved/", StringComparison.Ordinal))
            return Edits(action) ? Truth.No : null;
        if (fields.Resource.StartsWith("role/aws-service-role/", StringComparison.Ordinal) && RoleEdits.Contains(action.Lower))
            return Truth.No;
        return null;
    }

    /// <summary>Whether it changes what it is about; AWS-managed policies and roles under <c>aws-reserved/</c> nobody in an account can change.</summary>
    private static bool Edits(ActionName action)
    {
        var verb = action.Lower.AsSpan(4);
        return !(verb.StartsWith("get") || verb.StartsWith("list") || verb.StartsWith("generate") || verb.StartsWith("simulate") || verb.StartsWith("passrole"));
    }
}
