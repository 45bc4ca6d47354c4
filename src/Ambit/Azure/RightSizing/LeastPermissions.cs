using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// The least application permissions of Microsoft Graph that serve every call of the activity log. A permission takes another's
/// place only where the table of calls shows it to open nothing that those of today do not.
/// </summary>
internal sealed class LeastPermissions(AzureDirectory directory)
{
    private const string All = "Application.ReadWrite.All";
    private const string OwnedBy = "Application.ReadWrite.OwnedBy";

    /// <summary>The permissions; null where the application holds none.</summary>
    public IReadOnlyList<string>? Cut(DirectoryObject holder, IReadOnlyList<UsageRow> usage, List<KeptPermission> kept, List<string> notes)
    {
        var held = directory.AppRolesOf(holder.ObjectId).Where(a => a.OnGraph).Select(a => a.Permission).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (held.Count == 0)
            return null;
        var calls = usage.Where(u => u.Outcome == UseOutcome.Used && Serving(u) is not null).ToList();
        if (calls.Count == 0)
        {
            kept.AddRange(held.Select(p => new KeptPermission(p, "no activity log of Microsoft Graph and no audit log of the directory shows a call of the application")));
            return held;
        }

        var least = calls.Select(c => Least(c, held, holder)).Where(p => p is not null).Select(p => p!).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        foreach (var gone in held.Except(least, StringComparer.OrdinalIgnoreCase))
            notes.Add(calls.Exists(c => c.Action.Equals(gone, StringComparison.OrdinalIgnoreCase)) ? $"the permission {gone} gives way to what its calls need" : $"the permission {gone} was not used in the window and is left out");
        if (least.Contains("Sites.Selected"))
            notes.Add("Sites.Selected opens no site by itself: grant it on the sites that the application works on");
        return least;
    }

    /// <summary>The call that a roll-up counts, as the table spells it; null where the log names none.</summary>
    public static (string Method, string Template)? CallOf(UsageRow use) => use.Source.Split(' ') is ["MicrosoftGraph", var method, var template] ? (method, template) : null;

    /// <summary>The permissions that serve a use, least first: by the call of the activity log, by the activity of the directory's audit log, or the one that it names.</summary>
    public static IReadOnlyList<string>? Serving(UsageRow use)
    {
        if (Access.DirectoryAction.Is(use.Action))
            return AuditActivities.Serving(use.Action) is { Count: > 0 } audited ? audited : null;
        if (!IsPermission(use.Action))
            return null;
        return (CallOf(use) is var (method, template) ? GraphCalls.Serving(method, template) : null) ?? [use.Action];
    }

    /// <summary>Whether an action is an application permission.</summary>
    public static bool IsPermission(string action) => !action.Contains('/');

    private string? Least(UsageRow call, List<string> held, DirectoryObject holder)
    {
        var serving = Serving(call)!;
        var today = serving.FirstOrDefault(p => held.Contains(p, StringComparer.OrdinalIgnoreCase));
        if (today is null)
            return null;
        foreach (var candidate in serving.TakeWhile(p => p != today))
        {
            if (candidate == OwnedBy ? held.Contains(All, StringComparer.OrdinalIgnoreCase) && Owns(holder, call) : GraphCalls.IsWithin(candidate, held))
                return candidate;
        }

        return today;
    }

    /// <summary>"Application.ReadWrite.OwnedBy where it owns the targets": the log must name the target, or the call make a new one.</summary>
    private bool Owns(DirectoryObject holder, UsageRow call) =>
        call.Source.EndsWith("POST /applications", StringComparison.Ordinal) || call.Source.EndsWith("POST /servicePrincipals", StringComparison.Ordinal) || call.Action.EndsWith("/create", StringComparison.OrdinalIgnoreCase)
        || (call.Resource is { } target && directory.OwnedBy(holder.ObjectId).Contains(target.TrimStart('/')));
}
