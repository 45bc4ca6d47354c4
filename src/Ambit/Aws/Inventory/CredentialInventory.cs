using System.Text.Json;
using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>Passwords, keys and MFA of each user, from credential reports, lists of keys and their last uses.</summary>
internal sealed class CredentialInventory
{
    private readonly Dictionary<(string Account, string User), LayeredFact> _byUser;

    public CredentialInventory(FactTable facts)
    {
        var layered = facts.Layered(AwsKind.Credentials, d => d.Content.Flag("Root") == true ? "<root>" : d.Content.Text("User"));
        _byUser = layered.ToDictionary(f => (f.Account, f.Key));
        Roots = layered.Where(f => f.Key == "<root>").ToDictionary(f => f.Account, f => Read(f, null), StringComparer.Ordinal);
    }

    /// <summary>The root users' by account.</summary>
    public IReadOnlyDictionary<string, AwsCredentials> Roots { get; }

    /// <summary>What is known of a user.</summary>
    /// <param name="account">The account.</param>
    /// <param name="user">The user's name.</param>
    /// <param name="passwordLastUsed">What the authorization details say of the password's last use: its presence proves a password.</param>
    public AwsCredentials Of(string account, string user, DateTimeOffset? passwordLastUsed) =>
        _byUser.TryGetValue((account, user), out var fact) ? Read(fact, passwordLastUsed) : AwsCredentials.Unknown;

    private static AwsCredentials Read(LayeredFact fact, DateTimeOffset? passwordLastUsed)
    {
        var all = new List<Credential>();
        var hasPassword = fact.Flag("HasPassword");
        if (hasPassword == true)
        {
            var used = fact.Time("PasswordLastUsed") ?? passwordLastUsed;
            all.Add(new Credential("password", "password", true, fact.Time("PasswordChanged"), used, null, fact.Flag("PasswordUseKnown") == true || used is not null));
        }

        var reported = Keys(fact.Get("ReportKeys")).ToList();
        var listed = fact.Get("Keys").ValueKind == JsonValueKind.Array ? Keys(fact.Get("Keys")).Select(k => WithUse(k, reported)).ToList() : null;
        all.AddRange(listed ?? reported.Where(k => k.Kind == "accessKey"));
        all.AddRange(reported.Where(k => k.Kind != "accessKey"));
        var uses = LastUses(fact);
        int? keys = listed is not null && fact.Flag("AllKeys") == true ? listed.Count
            : fact.Get("ReportKeys").ValueKind == JsonValueKind.Array ? reported.Count(k => k.Kind == "accessKey") : null;
        return new AwsCredentials(hasPassword, keys, fact.Flag("Mfa"), [.. all.Select(c => uses.TryGetValue(c.Id, out var at) ? c with { LastUsedAt = at, UseKnown = true } : c)]);
    }

    /// <summary>The report names keys by slot only; the time of making tells which it is.</summary>
    private static Credential WithUse(Credential key, List<Credential> reported) =>
        reported.FirstOrDefault(r => r.Kind == "accessKey" && r.CreatedAt is not null && r.CreatedAt == key.CreatedAt) is { } same
            ? key with { LastUsedAt = same.LastUsedAt, UseKnown = same.UseKnown }
            : key;

    private static Dictionary<string, DateTimeOffset?> LastUses(LayeredFact fact)
    {
        var uses = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        foreach (var use in fact.Contents.SelectMany(c => c.Items("LastUses")))
            uses[use.Text("Id") ?? ""] = use.Time("LastUsed");
        return uses;
    }

    private static IEnumerable<Credential> Keys(JsonElement keys)
    {
        if (keys.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var key in keys.EnumerateArray())
        {
            yield return new Credential(
                key.Text("Kind") ?? "accessKey", key.Text("Id") ?? "", key.Flag("Active") == true, key.Time("CreatedAt"), key.Time("LastUsed"), null, key.Flag("UseKnown") == true);
        }
    }
}
