using System.Text.Json;
using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>
/// Role documents of Azure and Entra by themselves, compared as sets of requests. "The operations are the actions less the notActions"; roles are
/// a union; a scope covers what lies beneath it. Microsoft Learn, "Understand Azure role definitions", "Understand scope for Azure RBAC".
/// </summary>
public sealed class RoleSets : IPolicyDocuments
{
    /// <inheritdoc/>
    public bool Recognises(JsonElement document) => RolePolicyReader.Recognises(document);

    /// <inheritdoc/>
    public JsonElement? PolicyIn(JsonElement json) => Recognises(json) ? json : null;

    /// <inheritdoc/>
    public SetAnswer NoNewAccess(ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> reference, string? kind) => NoNewAccess(Read(document), Read(reference), null);

    /// <inheritdoc/>
    public SetAnswer NotGranted(ReadOnlyMemory<byte> document, string? kind, string action, string? resource)
    {
        var policy = Read(document);
        if (DirectoryAction.Is(action) || !action.Contains('/', StringComparison.Ordinal))
            return NotNamed(policy, action);
        return WithUnread(policy, new RoleOverlap(policy, action, resource).Answer());
    }

    /// <summary>"A role is assigned to security principals of the tenant": a role lets in nobody by itself.</summary>
    public SetAnswer? NoPublicAccess(ReadOnlyMemory<byte> document, string? kind) => null;

    /// <summary>Compares policies; management groups by the hierarchy where one is known.</summary>
    internal static SetAnswer NoNewAccess(RolePolicy policy, RolePolicy reference, AzureHierarchy? hierarchy)
    {
        var more = policy.DirectoryActions.FirstOrDefault(a => !reference.DirectoryActions.Any(r => DirectoryAction.Covers(r, a, [])))
            ?? policy.Permissions.FirstOrDefault(p => !reference.Permissions.Contains(p, StringComparer.OrdinalIgnoreCase));
        if (more is not null)
            return new SetAnswer(false, new AccessWitness(null, more, "/", AccessRequest.NoContext, ActionIsKnown: true), []);
        return WithUnread(reference, WithUnread(policy, new RoleComparison(policy, reference, hierarchy).Answer()));
    }

    private static RolePolicy Read(ReadOnlyMemory<byte> document) => RolePolicyReader.Read(JsonElement.Parse(document.Span));

    private static SetAnswer NotNamed(RolePolicy policy, string action)
    {
        var found = policy.DirectoryActions.FirstOrDefault(a => DirectoryAction.Covers(a, action, []) || DirectoryAction.Covers(action, a, []))
            ?? policy.Permissions.FirstOrDefault(p => ActionPattern.Matches(action, p));
        return found is null ? WithUnread(policy, SetAnswer.Yes) : new SetAnswer(false, new AccessWitness(null, found, "/", AccessRequest.NoContext, ActionIsKnown: true), []);
    }

    /// <summary>What was not understood may be anything: never a yes beside it.</summary>
    private static SetAnswer WithUnread(RolePolicy policy, SetAnswer answer) =>
        policy.Unread.Count == 0 || answer.Holds == false ? answer : new SetAnswer(null, null, [.. answer.Undecided.Concat(policy.Unread).Distinct(StringComparer.Ordinal)]);
}
