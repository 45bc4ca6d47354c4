using System.Globalization;
using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>Larkspur's four AWS accounts: exports, organisation, Identity Center, and the organisation's trail.</summary>
internal sealed class AwsPart : IEstatePart
{
    /// <inheritdoc/>
    public string Name => "aws";

    /// <inheritdoc/>
    public long Write(EstateFolder folder, Calendar calendar, Seeded random, long? events)
    {
        IReadOnlyList<Account> accounts = [ManagementAccount.Build(), ProductionAccount.Build(), DevelopmentAccount.Build(), SecurityAccount.Build()];
        foreach (var account in accounts)
            Export(folder, calendar, account);
        Organization.Write(folder, calendar, accounts);
        return new Trail(folder, calendar, random).Write(accounts, events);
    }

    private static void Export(EstateFolder folder, Calendar calendar, Account account)
    {
        folder.Json($"{account.Id}/authorization-details.json", new AuthorizationDetails(account, calendar).Build());
        folder.Text($"{account.Id}/credential-report.csv", new CredentialReport(account, calendar).Build());
        folder.Json($"{account.Id}/config-snapshot.json", ConfigSnapshot.Build(account, calendar));
        foreach (var user in account.Users)
            folder.Json($"{account.Id}/access-keys-{user.Name}.json", Keys(account, calendar, user));
        foreach (var (name, content) in account.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
            folder.Json($"{account.Id}/{name}", content.DeepClone());
    }

    private static JsonObject Keys(Account account, Calendar calendar, User user) => new()
    {
        ["AccessKeyMetadata"] = new JsonArray([.. user.Keys.Select((key, i) => new JsonObject
        {
            ["UserName"] = user.Name,
            ["AccessKeyId"] = Ids.AccessKey(account.Iam($"user{user.Path}{user.Name}"), i + 1),
            ["Status"] = key.Active ? "Active" : "Inactive",
            ["CreateDate"] = calendar.Before(key.DaysOld).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        })]),
    };
}
