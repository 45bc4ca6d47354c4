using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Tests.Import;

namespace Ambit.Tests.Aws.Escalation;

/// <summary>
/// One account of <c>Cases/Aws/path-cases.json</c>, with one question: is there a way from its user <c>start</c> (or another identity) to the
/// administration (or a resource), and is it certain. <c>ACCT</c> stands for the account's id.
/// </summary>
internal sealed class PathCase(JsonElement json, string account)
{
    private const string Created = "2024-01-01T00:00:00+00:00";

    /// <summary>What the account is about.</summary>
    public string Name => json.GetProperty("name").GetString()!;

    /// <summary><c>certain</c>, <c>conditional</c> or <c>none</c>.</summary>
    public string Expect => json.GetProperty("expect").GetString()!;

    /// <summary>Where the way begins.</summary>
    public string Start => Own(json.TryGetProperty("start", out var start) ? start.GetString()! : "arn:aws:iam::ACCT:user/start");

    /// <summary>The resource that is asked about, null for the administration of the account.</summary>
    public string? Target => json.TryGetProperty("target", out var target) ? Own(target.GetString()!) : null;

    /// <summary>The account's exports as AWS writes them.</summary>
    public void Add(MemoryInput input)
    {
        input.Add($"{account}/authorization-details.json", Details().ToJsonString());
        input.Add($"{account}/credential-report.csv", Report());
        input.Add($"{account}/config-snapshot.json", new JsonObject { ["fileVersion"] = "1.0", ["configSnapshotId"] = account, ["configurationItems"] = new JsonArray([.. Items()]) }.ToJsonString());
        foreach (var (name, empty) in Empty)
            input.Add($"{account}/{name}", json.TryGetProperty("files", out var files) && files.TryGetProperty(name, out var told) ? Own(told.GetRawText()) : empty);
        if (json.TryGetProperty("files", out var more))
        {
            foreach (var file in more.EnumerateObject().Where(f => !Empty.ContainsKey(f.Name)))
                input.Add($"{account}/{file.Name}", Own(file.Value.GetRawText()));
        }
    }

    /// <summary>Lists of what Config does not record: there, and empty.</summary>
    private static readonly Dictionary<string, string> Empty = new(StringComparer.Ordinal)
    {
        ["ecs-tasks.json"] = """{"tasks":[],"failures":[]}""",
        ["ecs-container-instances.json"] = """{"containerInstances":[],"failures":[]}""",
        ["glue-dev-endpoints.json"] = """{"DevEndpoints":[]}""",
        ["cloudformation-stack-sets.json"] = """{"Summaries":[]}""",
        ["sagemaker-notebook-instances.json"] = """{"NotebookInstances":[]}""",
        ["bedrock-agentcore-code-interpreters.json"] = """{"codeInterpreterSummaries":[]}""",
    };

    private JsonObject Details() => new()
    {
        ["UserDetailList"] = new JsonArray([.. Each("users").Select(u => Principal(u, "User", "user", new JsonObject { ["GroupList"] = List(u.Value, "groups") }))]),
        ["GroupDetailList"] = new JsonArray([.. Each("groups").Select(g => Principal(g, "Group", "group", []))]),
        ["RoleDetailList"] = new JsonArray([.. Each("roles").Select(Role)]),
        ["Policies"] = new JsonArray([.. Each("policies").Select(Policy)]),
    };

    private JsonNode Principal(JsonProperty principal, string kind, string type, JsonObject more)
    {
        var path = principal.Value.TryGetProperty("path", out var told) ? told.GetString()! : "/";
        more["Path"] = path;
        more[$"{kind}Name"] = principal.Name;
        more[$"{kind}Id"] = $"A{principal.Name}";
        more["Arn"] = $"arn:aws:iam::{account}:{type}{path}{principal.Name}";
        more["CreateDate"] = Created;
        more[$"{kind}PolicyList"] = new JsonArray([.. Statements(principal.Value).Select(JsonNode (s, i) => new JsonObject { ["PolicyName"] = $"p{i}", ["PolicyDocument"] = Document(s) })]);
        more["AttachedManagedPolicies"] = new JsonArray([.. List(principal.Value, "attached").Select(JsonNode (a) => new JsonObject { ["PolicyArn"] = a!.GetValue<string>(), ["PolicyName"] = a.GetValue<string>().Split('/')[^1] })]);
        if (principal.Value.TryGetProperty("tags", out var tags))
            more["Tags"] = new JsonArray([.. tags.EnumerateObject().Select(JsonNode (t) => new JsonObject { ["Key"] = t.Name, ["Value"] = t.Value.GetString() })]);
        if (principal.Value.TryGetProperty("boundary", out var boundary))
            more["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = Own(boundary.GetString()!) };
        return more;
    }

    private JsonNode Role(JsonProperty role)
    {
        var arn = $"arn:aws:iam::{account}:role/{role.Name}";
        var profile = !role.Value.TryGetProperty("profile", out _) ? [] : new JsonArray(new JsonObject
        {
            ["Arn"] = $"arn:aws:iam::{account}:instance-profile/{role.Name}",
            ["InstanceProfileName"] = role.Name,
            ["InstanceProfileId"] = $"P{role.Name}",
            ["Path"] = "/",
            ["CreateDate"] = Created,
            ["Roles"] = new JsonArray(new JsonObject { ["Arn"] = arn, ["RoleName"] = role.Name }),
        });
        return Principal(role, "Role", "role", new JsonObject { ["AssumeRolePolicyDocument"] = Document(JsonNode.Parse(Own(role.Value.GetProperty("trust").GetRawText()))!), ["InstanceProfileList"] = profile });
    }

    private JsonNode Policy(JsonProperty policy)
    {
        var last = policy.Value.TryGetProperty("versions", out var told) ? told.GetInt32() : 1;
        JsonNode Version(int version)
        {
            var statements = policy.Value.GetProperty(version != last && policy.Value.TryGetProperty("old", out _) ? "old" : "statements");
            return new JsonObject { ["VersionId"] = $"v{version}", ["IsDefaultVersion"] = version == last, ["CreateDate"] = Created, ["Document"] = Document(JsonNode.Parse(Own(statements.GetRawText()))!) };
        }

        return new JsonObject
        {
            ["Arn"] = $"arn:aws:iam::{account}:policy/{policy.Name}",
            ["PolicyName"] = policy.Name,
            ["PolicyId"] = $"N{policy.Name}",
            ["Path"] = "/",
            ["DefaultVersionId"] = $"v{last}",
            ["AttachmentCount"] = 1,
            ["CreateDate"] = Created,
            ["PolicyVersionList"] = new JsonArray([.. Enumerable.Range(1, last).Select(Version)]),
        };
    }

    private IEnumerable<JsonNode> Items()
    {
        if (!json.TryGetProperty("items", out var items))
            yield break;
        foreach (var item in items.EnumerateArray())
        {
            var arn = Own(item.GetProperty("arn").GetString()!);
            var name = arn.Split('/', ':')[^1];
            yield return new JsonObject
            {
                ["configurationItemStatus"] = "OK",
                ["configurationItemCaptureTime"] = "2026-05-16T00:00:00.000Z",
                ["resourceType"] = item.GetProperty("type").GetString(),
                ["resourceId"] = name,
                ["resourceName"] = name,
                ["ARN"] = arn,
                ["awsAccountId"] = account,
                ["awsRegion"] = "us-west-2",
                ["configuration"] = JsonNode.Parse(Own(item.GetProperty("configuration").GetRawText())),
                ["supplementaryConfiguration"] = item.TryGetProperty("supplementary", out var more) ? JsonNode.Parse(Own(more.GetRawText())) : new JsonObject(),
                ["tags"] = new JsonObject(),
            };
        }
    }

    private string Report()
    {
        const string head = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
        string Line(JsonProperty user)
        {
            var keys = user.Value.TryGetProperty("keys", out var told) ? told.GetInt32() : 1;
            string Key(int number) => $"{(keys >= number ? "true" : "false")},{(keys >= number ? Created : "N/A")},N/A,N/A,N/A";
            return $"{user.Name},arn:aws:iam::{account}:user/{user.Name},{Created},{(user.Value.TryGetProperty("password", out _) ? "true" : "false")},N/A,N/A,N/A,false,{Key(1)},{Key(2)},false,N/A,false,N/A";
        }

        return string.Join('\n', Each("users").Select(Line).Prepend(head)) + "\n";
    }

    private IEnumerable<JsonProperty> Each(string kind) => json.TryGetProperty(kind, out var all) ? all.EnumerateObject() : [];

    private IEnumerable<JsonNode> Statements(JsonElement principal) =>
        principal.TryGetProperty("statements", out var all) ? all.EnumerateArray().Select(s => JsonNode.Parse($"[{Own(s.GetRawText())}]")!) : [];

    private JsonArray List(JsonElement of, string name) => of.TryGetProperty(name, out var all) ? JsonNode.Parse(Own(all.GetRawText()))!.AsArray() : [];

    private static JsonObject Document(JsonNode statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = statements };

    private string Own(string text) => text.Replace("ACCT", account, StringComparison.Ordinal);
}
