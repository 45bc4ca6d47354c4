using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ambit.Bench;

/// <summary>
/// An exported tenant of 50,000 users, 5,000 groups nested six deep and 20,000 role assignments from import to findings, the whole
/// process: <c>dotnet run -c Release --project bench -- tenant AMBIT [USERS GROUPS ASSIGNMENTS]</c>, AMBIT being <c>bin/ambit</c>. The
/// time that a copy of the same files takes stands beside it.
/// </summary>
internal static class TenantScan
{
    private const string Tenant = "10000000-0000-4000-8000-000000000001";
    private const string Graph = "https://graph.microsoft.com/v1.0/$metadata#";

    public static int Run(string ambit, int users, int groups, int assignments)
    {
        var folder = Directory.CreateTempSubdirectory("ambit-tenant-").FullName;
        try
        {
            Write(Path.Combine(folder, "export"), users, groups, assignments);
            var bytes = new DirectoryInfo(Path.Combine(folder, "export")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
            var clock = Stopwatch.StartNew();
            using var scan = Process.Start(new ProcessStartInfo(ambit, ["scan", Path.Combine(folder, "export"), "--store", Path.Combine(folder, "store"), "--json"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var (peak, cpu) = (0L, TimeSpan.Zero);
            var answer = scan.StandardOutput.ReadToEndAsync();
            while (!scan.WaitForExit(100))
            {
                scan.Refresh();
                (peak, cpu) = Seen(scan, peak, cpu);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{users} users, {groups} groups, {assignments} assignments, {bytes >> 20} MB: wall {clock.Elapsed.TotalSeconds:0.0} s, processor {cpu.TotalSeconds:0.0} s, peak {peak >> 20} MB, exit {scan.ExitCode}"));
            Console.WriteLine(answer.Result[..Math.Min(600, answer.Result.Length)]);
            return scan.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (long Peak, TimeSpan Cpu) Seen(Process process, long peak, TimeSpan cpu)
    {
        try
        {
            return (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            // it ended while it was looked at
            return (peak, cpu);
        }
    }

    /// <summary>A repeatable tenant: groups in groups six deep, most roles on groups and resource groups, some applications with owners and permissions.</summary>
    private static void Write(string folder, int users, int groups, int assignments)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(20260817);
        var subscriptions = Enumerable.Range(0, 20).Select(i => Id(9, i)).ToList();
        string[] builtIn = ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "4633458b-17de-408a-b874-0445c86b69e6", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c"];
        File.WriteAllText(Path.Combine(folder, "organization.json"), $$"""{"@odata.context":"{{Graph}}organization","value":[{"id":"{{Tenant}}","displayName":"Big","verifiedDomains":[]}]}""");
        File.WriteAllText(Path.Combine(folder, "account.json"), "[" + string.Join(',', subscriptions.Select(s => $$"""{"id":"{{s}}","name":"S","tenantId":"{{Tenant}}","homeTenantId":"{{Tenant}}","state":"Enabled","isDefault":false}""")) + "]");
        List(folder, "users.json", "users", users, i => $$"""{"id":"{{Id(1, i)}}","userPrincipalName":"u{{i}}@big.example","displayName":"User {{i}}","accountEnabled":true,"userType":"{{(i % 40 == 0 ? "Guest" : "Member")}}","createdDateTime":"2026-01-01T00:00:00Z"}""");
        List(folder, "groups.json", "groups(members())", groups, i => $$"""{"id":"{{Id(2, i)}}","displayName":"Group {{i}}","securityEnabled":true,"members":[{{string.Join(',', Members(random, i, users, groups).Select(m => $$"""{"id":"{{m}}"}"""))}}]}""");
        List(folder, "groups-owners.json", "groups(owners())", groups / 5, i => $$"""{"id":"{{Id(2, i)}}","displayName":"Group {{i}}","securityEnabled":true,"owners":[{"id":"{{Id(1, random.Next(users))}}"}]}""");
        var applications = users / 25;
        List(folder, "servicePrincipals.json", "servicePrincipals", applications, i => $$"""{"id":"{{Id(3, i)}}","appId":"{{Id(4, i)}}","displayName":"App {{i}}","servicePrincipalType":"Application","accountEnabled":true}""");
        List(folder, "applications.json", "applications(owners())", applications, i => $$"""{"id":"{{Id(5, i)}}","appId":"{{Id(4, i)}}","displayName":"App {{i}}","signInAudience":"AzureADMyOrg","owners":[{"id":"{{Id(1, random.Next(users))}}"}]}""");
        List(folder, "directory-roles.json", "roleManagement/directory/roleAssignments", 200, i => $$"""{"id":"d{{i}}","principalId":"{{Id(1, random.Next(users))}}","roleDefinitionId":"{{(i % 20 == 0 ? "62e90394-69f5-4237-9190-012177145e10" : i % 3 == 0 ? "729827e3-9c14-49f7-bb1b-9608f156bbb8" : "88d8e3e3-8f55-4a1e-953a-9b9898b8876b")}}","directoryScopeId":"/"}""");
        var text = new StringBuilder("[");
        for (var i = 0; i < assignments; i++)
        {
            var subscription = subscriptions[random.Next(subscriptions.Count)];
            var scope = random.Next(5) == 0 ? $"/subscriptions/{subscription}" : $"/subscriptions/{subscription}/resourceGroups/rg{random.Next(200)}";
            var (kind, type, count) = random.Next(4) switch { 0 => (1, "User", users), 1 => (3, "ServicePrincipal", applications), _ => (2, "Group", groups) };
            text.Append(i > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $$"""{"id":"{{scope}}/providers/Microsoft.Authorization/roleAssignments/{{Id(7, i)}}","type":"Microsoft.Authorization/roleAssignments","principalId":"{{Id(kind, random.Next(count))}}","principalType":"{{type}}","roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/{{builtIn[random.Next(builtIn.Length)]}}","scope":"{{scope}}","createdOn":"2026-02-01T00:00:00Z"}""");
        }

        File.WriteAllText(Path.Combine(folder, "role-assignments.json"), text.Append(']').ToString());
        var resources = subscriptions.SelectMany(s => Enumerable.Range(0, 100).Select(i => $$"""{"id":"/subscriptions/{{s}}/resourceGroups/rg{{i}}/providers/Microsoft.{{(i % 3 == 0 ? "KeyVault/vaults/kv" : i % 3 == 1 ? "Storage/storageAccounts/st" : "Compute/virtualMachines/vm")}}{{i}}","name":"r{{i}}","type":"Microsoft.{{(i % 3 == 0 ? "KeyVault/vaults" : i % 3 == 1 ? "Storage/storageAccounts" : "Compute/virtualMachines")}}"{{(i % 3 == 2 ? $",\"identity\":{{\"type\":\"SystemAssigned\",\"principalId\":\"{Id(8, i)}\",\"tenantId\":\"{Tenant}\"}}" : "")}}}"""));
        File.WriteAllText(Path.Combine(folder, "resource-list.json"), "[" + string.Join(',', resources) + "]");
    }

    /// <summary>Every sixth group is a top, holding the next, and so on five times; users at random.</summary>
    private static IEnumerable<string> Members(Random random, int group, int users, int groups)
    {
        if (group % 6 != 5 && group + 1 < groups)
            yield return Id(2, group + 1);
        for (var i = 0; i < 21 + random.Next(160); i++)
            yield return Id(1, random.Next(users));
    }

    private static void List(string folder, string file, string collection, int count, Func<int, string> row)
    {
        using var writer = new StreamWriter(Path.Combine(folder, file));
        writer.Write($$"""{"@odata.context":"{{Graph}}{{collection}}","value":[""");
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(row(i));
        }

        writer.Write("]}");
    }

    private static string Id(int kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind:d8}-0000-4000-8000-{number:d12}");
}
