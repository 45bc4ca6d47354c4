using System.Text;
using System.Text.Json;
using Ambit.Access;
using Ambit.Azure;
using Ambit.Import;

namespace Ambit.Tests.Azure;

/// <summary>Small estates written as the exports that tools print.</summary>
internal sealed class AzureSample
{
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    public const string Subscription = "22222222-2222-4222-8222-222222222222";
    public const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    public const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    public const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    private readonly List<(string Path, string Json)> _files = [];

    public ImportSink Sink { get; } = new();

    /// <summary>An object id from a number.</summary>
    public static string Id(int n) => $"00000000-0000-4000-8000-{n:d12}";

    public static string UserId(int n) => $"azure:{Tenant}:user:{Id(n)}";

    public AzureSample File(string path, string json)
    {
        _files.Add((path, json));
        return this;
    }

    public AzureSample WithTenant() =>
        File("organization.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#organization","value":[{"id":"{{Tenant}}","displayName":"T","verifiedDomains":[]}]}""")
        .File("account.json", $$"""[{"id":"{{Subscription}}","name":"Production","tenantId":"{{Tenant}}","homeTenantId":"{{Tenant}}","state":"Enabled","isDefault":true}]""");

    public AzureSample Users(params int[] numbers) =>
        File("users.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{{string.Join(',', numbers.Select(n => $$"""{"id":"{{Id(n)}}","userPrincipalName":"u{{n}}@t.example","displayName":"User {{n}}","accountEnabled":true,"createdDateTime":"2026-01-01T00:00:00Z"}"""))}}]}""");

    public AzureSample Assign(int principal, string role, string scope, string? condition = null, string type = "User") =>
        File($"ra{_files.Count}.json", $$"""[{"id":"{{scope.TrimEnd('/')}}/providers/Microsoft.Authorization/roleAssignments/{{Guid.NewGuid()}}","type":"Microsoft.Authorization/roleAssignments","principalId":"{{Id(principal)}}","principalType":"{{type}}","roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/{{role}}","scope":"{{scope}}","condition":{{(condition is null ? "null" : JsonSerializer.Serialize(condition))}}}]""");

    public AzureSample Role(string guid, string name, string[] actions, string[]? not = null, string[]? data = null) =>
        File($"rd{_files.Count}.json", $$"""[{"id":"/subscriptions/{{Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{guid}}","name":"{{guid}}","roleName":"{{name}}","roleType":"CustomRole","type":"Microsoft.Authorization/roleDefinitions","assignableScopes":["/subscriptions/{{Subscription}}"],"permissions":[{"actions":{{List(actions)}},"notActions":{{List(not)}},"dataActions":{{List(data)}},"notDataActions":[]}]}]""");

    public AzureSample DirectoryRole(int principal, string role, string scope = "/") =>
        File($"dr{_files.Count}.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/roleAssignments","value":[{"id":"a{{_files.Count}}","principalId":"{{Id(principal)}}","roleDefinitionId":"{{role}}","directoryScopeId":"{{scope}}"}]}""");

    public AzureEstate Open()
    {
        var cloud = new AzureCloud();
        foreach (var (path, json) in _files)
        {
            using var parsed = JsonDocument.Parse(json);
            var document = new Document { Path = path, Segments = path.Split('/'), Json = parsed.RootElement.Clone() };
            var format = cloud.ExportFormats.FirstOrDefault(f => f.Recognises(document));
            Assert.True(format is not null, $"no format recognises {path}");
            format.Read(document, Sink);
        }

        return new AzureEstate(Sink.Documents);
    }

    public static Outcome Can(AzureEstate estate, int user, string action, string? resource, Dictionary<string, string>? context = null) =>
        estate.Access.Decide(new AccessRequest(UserId(user), action, resource, (context ?? []).ToDictionary(p => p.Key, IReadOnlyList<string> (p) => [p.Value]))).Outcome;

    private static string List(string[]? items) => "[" + string.Join(',', (items ?? []).Select(i => JsonSerializer.Serialize(i))) + "]";

    public static Stream Text(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));
}
