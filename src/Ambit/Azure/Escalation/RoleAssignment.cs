using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Escalation;

/// <summary>Whether somebody may assign a role to itself, conditions on role and principal among it.</summary>
internal static class RoleAssignment
{
    /// <summary>The action.</summary>
    public const string Write = "Microsoft.Authorization/roleAssignments/write";

    private const string Attribute = "Microsoft.Authorization/roleAssignments:";

    /// <summary>Asks for one role.</summary>
    public static AzureAnswer Ask(AzureAccess access, AzureDirectory directory, Actor actor, string scope, string role) =>
        Ask(access, directory, actor, scope, new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [Attribute + "RoleDefinitionId"] = [role] });

    /// <summary>
    /// Asks for what the request carries. A condition that lets assign to service principals only stops nobody who may register one:
    /// the role is assigned to the actor itself, and where that is not allowed to a service principal of its own.
    /// </summary>
    public static AzureAnswer Ask(AzureAccess access, AzureDirectory directory, Actor actor, string? scope, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var self = new Dictionary<string, IReadOnlyList<string>>(context, StringComparer.OrdinalIgnoreCase);
        if (actor.Object is { } o)
        {
            self.TryAdd(Attribute + "PrincipalId", [o.ObjectId]);
            self.TryAdd(Attribute + "PrincipalType", [o.Kind switch { AzureKinds.User => "User", AzureKinds.Group => "Group", _ => "ServicePrincipal" }]);
        }

        var answer = access.Answer(actor, Write, scope, self);
        if (answer.Outcome != Outcome.Allowed && AskForGroups(access, actor, scope, self) is { } group)
            return group;
        if (answer.Outcome == Outcome.Allowed || actor.Object?.Kind != AzureKinds.User || !directory.UsersRegisterApplications)
            return answer;
        self[Attribute + "PrincipalType"] = ["ServicePrincipal"];
        self.Remove(Attribute + "PrincipalId");
        var other = access.Answer(actor, Write, scope, self);
        return other.Outcome == Outcome.Allowed ? other : answer;
    }

    /// <summary>What is assigned to a group that the actor is in is assigned to the actor, too.</summary>
    private static AzureAnswer? AskForGroups(AzureAccess access, Actor actor, string? scope, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var asked = new Dictionary<string, IReadOnlyList<string>>(context, StringComparer.OrdinalIgnoreCase) { [Attribute + "PrincipalType"] = ["Group"] };
        foreach (var group in actor.Principals.Where(p => p != actor.Object?.ObjectId).Order(StringComparer.Ordinal))
        {
            asked[Attribute + "PrincipalId"] = [group];
            if (access.Answer(actor, Write, scope, asked) is { Outcome: Outcome.Allowed } answer)
                return answer;
        }

        return null;
    }
}
