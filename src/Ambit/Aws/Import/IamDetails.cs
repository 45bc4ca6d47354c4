using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>
/// Users, groups, roles and managed policies in the shape that IAM's detail lists have
/// (IAM API Reference: UserDetail, GroupDetail, RoleDetail, ManagedPolicyDetail); AWS Config has the same, once its names are capitalised.
/// </summary>
internal sealed class IamDetails(Document document, ImportSink sink, string? account, string facet, bool showsPolicies = true)
{
    /// <summary>Accounts that something was read of.</summary>
    public HashSet<string> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a user.</summary>
    public void User(JsonElement detail, string pointer)
    {
        if (Named(detail, "UserName", "user", pointer) is not { } named)
            return;
        Add(AwsKind.User, named, pointer, w =>
        {
            w.Optional("UniqueId", detail.Text("UserId"));
            w.Optional("PasswordLastUsed", detail.Time("PasswordLastUsed"));
            if (detail.Has("GroupList"))
                w.Texts("Groups", detail.Texts("GroupList"));
            Policies(w, detail, "UserPolicyList", pointer);
            Common(w, detail);
        });
    }

    /// <summary>Reads a group.</summary>
    public void Group(JsonElement detail, string pointer)
    {
        if (Named(detail, "GroupName", "group", pointer) is not { } named)
            return;
        Add(AwsKind.Group, named, pointer, w =>
        {
            w.Optional("UniqueId", detail.Text("GroupId"));
            Policies(w, detail, "GroupPolicyList", pointer);
            Common(w, detail);
        });
    }

    /// <summary>Reads a role and its instance profiles.</summary>
    public void Role(JsonElement detail, string pointer)
    {
        if (Named(detail, "RoleName", "role", pointer) is not { } named)
            return;
        Add(AwsKind.Role, named, pointer, w =>
        {
            w.Optional("UniqueId", detail.Text("RoleId"));
            if (detail.Has("AssumeRolePolicyDocument"))
                w.Value("Trust", Policy(detail.Get("AssumeRolePolicyDocument"), $"{pointer}/AssumeRolePolicyDocument"));
            w.Optional("LastUsed", detail.Get("RoleLastUsed").Time("LastUsedDate"));
            w.Optional("MaxSessionDuration", detail.Text("MaxSessionDuration"));
            Policies(w, detail, "RolePolicyList", pointer);
            Common(w, detail);
        });
        var n = 0;
        foreach (var profile in detail.Items("InstanceProfileList"))
            InstanceProfile(profile, named.Arn, $"{pointer}/InstanceProfileList/{n++}");
    }

    /// <summary>Reads an instance profile; it holds one role at most.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="roleArn">The role it was listed under; null to take the one that it lists itself.</param>
    /// <param name="pointer">Where it stands.</param>
    public void InstanceProfile(JsonElement profile, string? roleArn, string pointer)
    {
        // A profile is in the account of its role, where it does not say itself.
        if (Named(profile, "InstanceProfileName", "instance-profile", pointer, roleArn?.ArnField(4)) is not { } named)
            return;
        roleArn ??= profile.Items("Roles").Select(r => r.Text("Arn")).FirstOrDefault();
        sink.Add(AwsKind.InstanceProfile, named.Account, named.Arn, document.At(pointer), w =>
        {
            w.WriteString("Arn", named.Arn);
            w.WriteString("Name", named.Name);
            w.Optional("RoleArn", roleArn);
        });
    }

    /// <summary>Reads a managed policy with its versions.</summary>
    public void ManagedPolicy(JsonElement detail, string pointer)
    {
        if (Named(detail, "PolicyName", "policy", pointer) is not { } named)
            return;
        var versions = detail.Items("PolicyVersionList").ToList();
        var current = detail.Text("DefaultVersionId") ?? versions.FirstOrDefault(v => v.Flag("IsDefaultVersion") == true).Text("VersionId");
        Add(AwsKind.Policy, named, pointer, w =>
        {
            w.Optional("DefaultVersionId", current);
            if (!detail.Has("PolicyVersionList"))
                return;
            w.WriteBoolean("AllVersions", true);
            w.WriteStartObject("Versions");
            for (var i = 0; i < versions.Count; i++)
                w.Value(versions[i].Text("VersionId") ?? $"v{i + 1}", Policy(versions[i].Get("Document"), $"{pointer}/PolicyVersionList/{i}/Document"));
            w.WriteEndObject();
        });
    }

    private void Add(string kind, (string Arn, string Name, string Account) named, string pointer, Action<Utf8JsonWriter> write)
    {
        Accounts.Add(named.Account);
        sink.Add(kind, named.Account, facet.Length == 0 ? named.Arn : $"{named.Arn}|{facet}", document.At(pointer), w =>
        {
            w.WriteString("Arn", named.Arn);
            w.WriteString("Name", named.Name);
            w.Optional("PoliciesKnown", showsPolicies ? true : null);
            write(w);
        });
    }

    /// <summary>The ARN, made from account, path and name where the export leaves it out or empty.</summary>
    private (string Arn, string Name, string Account)? Named(JsonElement detail, string nameProperty, string type, string pointer, string? nearby = null)
    {
        var arn = detail.Text("Arn", "ARN");
        var name = detail.Text(nameProperty) ?? (arn is null ? null : arn[(arn.LastIndexOf('/') + 1)..]);
        if (name is null)
        {
            sink.Bad(document.At(pointer), $"{(type[0] is 'i' ? "an" : "a")} {type} without {nameProperty} and ARN is left out");
            return null;
        }

        var owner = arn is { } known && known.ArnField(4) is { Length: > 0 } id ? id : nearby is { Length: > 0 } ? nearby : account;
        if (arn is null && owner is null)
        {
            sink.Bad(document.At(pointer), $"{(type[0] is 'i' ? "an" : "a")} {type} without ARN, in no folder named by its account, is left out");
            return null;
        }

        arn ??= $"arn:aws:iam::{owner}:{type}{detail.Text("Path") ?? "/"}{name}";
        return (arn, name, arn.ArnField(4) is { Length: > 0 } inArn ? inArn : owner ?? "");
    }

    private void Policies(Utf8JsonWriter writer, JsonElement detail, string property, string pointer)
    {
        if (detail.Has(property))
        {
            writer.WriteStartArray("InlinePolicies");
            var n = 0;
            foreach (var policy in detail.Items(property))
            {
                writer.WriteStartObject();
                writer.WriteString("Name", policy.Text("PolicyName") ?? $"#{n}");
                writer.Value("Document", Policy(policy.Get("PolicyDocument"), $"{pointer}/{property}/{n++}/PolicyDocument"));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (detail.Has("AttachedManagedPolicies"))
            writer.Texts("AttachedPolicies", detail.Items("AttachedManagedPolicies").Select(p => p.Text("PolicyArn", "Arn")).OfType<string>());
    }

    private JsonElement Policy(JsonElement value, string pointer)
    {
        var read = PolicyValue.Read(value, out var problem);
        if (problem is not null)
            sink.Bad(document.At(pointer, document.Line), $"{problem}; what it could allow or deny is unknown");
        return read;
    }

    private static void Common(Utf8JsonWriter writer, JsonElement detail)
    {
        writer.Optional("Path", detail.Text("Path"));
        writer.Optional("CreateDate", detail.Time("CreateDate"));
        writer.Optional("Boundary", detail.Get("PermissionsBoundary").Text("PermissionsBoundaryArn"));
        writer.Tags(detail.Get("Tags"));
    }
}
