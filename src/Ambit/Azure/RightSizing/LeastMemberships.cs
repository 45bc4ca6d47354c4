using System.Text.Json;
using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>Of the groups that somebody may activate by Privileged Identity Management, those whose activation or power the logs show.</summary>
internal sealed class LeastMemberships(AzureDirectory directory, AzureAccess access, Activations activations)
{
    /// <summary>The eligibilities that stay; null where there are none to begin with.</summary>
    public IReadOnlyList<GroupEligibility>? Cut(DirectoryObject holder, IReadOnlyList<UsageRow> usage, List<string> notes)
    {
        var today = directory.EligibilitiesOf(holder.ObjectId);
        if (today.Count == 0)
            return null;
        var stay = today.Where(e => usage.Any(u => activations.MayBe(e, u.Action, u.Resource)) || (!e.Owner && Explains(e, usage))).ToList();
        notes.AddRange(today.Except(stay).Select(e => $"the eligibility as {Words(e)} was not activated in the window and is left out"));
        return stay;
    }

    /// <summary>Whether something was done that only the group's roles allow: then it was activated, whatever the logs at hand say.</summary>
    private bool Explains(GroupEligibility eligibility, IReadOnlyList<UsageRow> usage)
    {
        foreach (var rows in usage.Where(u => u.Outcome == UseOutcome.Used && u.Resource is not null && RoleReplay.IsPermission(u.Action)).GroupBy(u => u.Principal, StringComparer.Ordinal))
        {
            if (access.Actors.Of(rows.Key) is not { Object: not null } today)
                continue;
            var without = access.WithEligible(today);
            var with = access.InGroups(without, [eligibility.Group]);
            if (rows.Any(u => !access.Answer(without, u.Action, u.Resource, AccessRequest.NoContext).Holds && access.Answer(with, u.Action, u.Resource, AccessRequest.NoContext).Holds))
                return true;
        }

        return false;
    }

    /// <summary>An eligibility as people say it.</summary>
    private string Words(GroupEligibility e) => $"{(e.Owner ? "owner" : "member")} of the group {directory.Objects.GetValueOrDefault(e.Group)?.Name ?? e.Group}";

    /// <summary>The document of an eligibility, in Graph's names.</summary>
    public static JsonElement Document(GroupEligibility e) => RowCopy.Write(w =>
    {
        w.WriteStartObject("groupEligibility");
        w.WriteString("groupId", e.Group);
        w.WriteString("principalId", e.Principal);
        w.WriteString("accessId", e.Owner ? "owner" : "member");
        if (e.EndsAt is { } end)
            w.WriteString("endDateTime", end);
        w.WriteEndObject();
    });

    /// <summary>Reads such a document.</summary>
    public static GroupEligibility Read(AzureRow row) =>
        new("", row.Text("groupId")?.ToLowerInvariant() ?? "", row.Text("principalId")?.ToLowerInvariant() ?? "", row.Text("accessId") == "owner", row.Time("endDateTime"));
}
