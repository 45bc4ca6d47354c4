using System.Text.RegularExpressions;
using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Escalation;

/// <summary>Whether somebody may assign a role to itself, conditions on role and principal among it.</summary>
internal static partial class RoleAssignment
{
    /// <summary>The action.</summary>
    public const string Write = "Microsoft.Authorization/roleAssignments/write";

    private const string Attribute = "Microsoft.Authorization/roleAssignments:";

    /// <summary>Asks for one role.</summary>
    public static AzureAnswer Ask(AzureAccess access, AzureDirectory directory, Actor actor, string scope, string role) =>
        Ask(access, directory, actor, scope, new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [Attribute + "RoleDefinitionId"] = [role] });

    /// <summary>
    /// Asks for what the request carries. A condition that lets assign to service principals only stops nobody who may register one:
    /// the role is assigned to the actor itself, and where that is not allowed to a group that it is in or owns, or to a service principal
    /// or security group that it makes ("What are the default user permissions").
    /// </summary>
    public static AzureAnswer Ask(AzureAccess access, AzureDirectory directory, Actor actor, string? scope, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var self = new Dictionary<string, IReadOnlyList<string>>(context, StringComparer.OrdinalIgnoreCase);
        if (context.TryGetValue(Attribute + "PrincipalId", out var to))
        {
            self.TryAdd(Attribute + "PrincipalType", [TypeOf(directory.Objects.GetValueOrDefault(to[0].Split(':')[^1]))]);
            self[Attribute + "PrincipalId"] = [to[0].Split(':')[^1]];
            return access.Answer(actor, Write, scope, self);
        }

        if (actor.Object is { } o)
        {
            self.TryAdd(Attribute + "PrincipalId", [o.ObjectId]);
            self.TryAdd(Attribute + "PrincipalType", [TypeOf(o)]);
        }

        var answer = access.Answer(actor, Write, scope, self);
        if (answer.Outcome != Outcome.Allowed && AskForGroups(access, directory, actor, scope, self) is { } group)
            return group;
        if (answer.Outcome == Outcome.Allowed || actor.Object?.Kind != AzureKinds.User)
            return answer;
        self.Remove(Attribute + "PrincipalId");
        foreach (var own in new[] { directory.UsersRegisterApplications ? "ServicePrincipal" : null, directory.UsersCreateGroups ? "Group" : null }.OfType<string>())
        {
            self[Attribute + "PrincipalType"] = [own];
            if (access.Answer(actor, Write, scope, self) is { Outcome: Outcome.Allowed } other)
                return other;
        }

        return answer;
    }

    /// <summary>Identities besides itself that the conditions of the actor's roles name: to these it may be allowed to assign what it may not assign to itself.</summary>
    public static IEnumerable<DirectoryObject> Named(AzureDirectory directory, AzureManager manager, Actor actor) =>
        actor.Assignments.SelectMany(a => Conditions(manager, a)).Distinct(StringComparer.Ordinal).SelectMany(c => Named(directory, c))
            .Where(o => !actor.Principals.Contains(o.ObjectId)).DistinctBy(o => o.ObjectId, StringComparer.Ordinal);

    /// <summary>Identities that a condition names.</summary>
    public static IEnumerable<DirectoryObject> Named(AzureDirectory directory, string condition) =>
        Guids().Matches(condition).Select(m => directory.Objects.GetValueOrDefault(m.Value.ToLowerInvariant())).OfType<DirectoryObject>();

    /// <summary>The conditions of an assignment, its role's among them, that name principals.</summary>
    public static IEnumerable<string> Conditions(AzureManager manager, AzureRoleAssignment assignment) =>
        (manager.Roles.GetValueOrDefault(assignment.Role)?.Permissions.Select(p => p.Condition) ?? []).Append(assignment.Condition)
            .OfType<string>().Where(c => c.Contains(Attribute + "PrincipalId", StringComparison.OrdinalIgnoreCase));

    private static string TypeOf(DirectoryObject? o) => o?.Kind switch { AzureKinds.User => "User", AzureKinds.Group => "Group", _ => "ServicePrincipal" };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Guids();

    /// <summary>What is assigned to a group that the actor is in, or joins as its owner, is assigned to the actor, too.</summary>
    private static AzureAnswer? AskForGroups(AzureAccess access, AzureDirectory directory, Actor actor, string? scope, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var asked = new Dictionary<string, IReadOnlyList<string>>(context, StringComparer.OrdinalIgnoreCase) { [Attribute + "PrincipalType"] = ["Group"] };
        var owned = actor.Object is { Kind: AzureKinds.User } user
            ? directory.OwnedBy(user.ObjectId).Where(g => directory.Objects.GetValueOrDefault(g) is { Kind: AzureKinds.Group, Dynamic: false, Synchronised: false } && !directory.InRestrictedUnit(g)) : [];
        foreach (var group in actor.Principals.Where(p => p != actor.Object?.ObjectId).Concat(owned).Distinct().Order(StringComparer.Ordinal))
        {
            asked[Attribute + "PrincipalId"] = [group];
            if (access.Answer(actor, Write, scope, asked) is { Outcome: Outcome.Allowed } answer)
                return answer;
        }

        return null;
    }
}
