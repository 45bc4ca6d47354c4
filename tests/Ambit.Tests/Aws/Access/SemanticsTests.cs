using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Aws.Access;

namespace Ambit.Tests.Aws.Access;

/// <summary>The evaluation's meaning as a table; each row says which page it follows.</summary>
public sealed class SemanticsTests
{
    public static TheoryData<string> Rows()
    {
        var rows = new TheoryData<string>();
        var index = 0;
        foreach (var row in Read())
            rows.Add($"{row["point"]}.{index++} {row["name"]}");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_request_is_decided_as_the_page_says(string name)
    {
        var row = Read()[int.Parse(name[(name.IndexOf('.') + 1)..name.IndexOf(' ')])];
        using var request = JsonDocument.Parse(Line(row).ToJsonString());
        var answer = new Simulator().Decide(SimulationReader.Read(request.RootElement));
        Assert.True(row["expected"]!.GetValue<string>() == answer.Outcome.ToString(), $"{name}: expected {row["expected"]}, got {answer.Outcome}; see {row["page"]}");
        Assert.Equal(answer.Outcome is Ambit.Access.Outcome.Allowed, answer.BlockedBy.Count == 0);
    }

    /// <summary>Points that a request by itself cannot show, and where they are shown.</summary>
    private static readonly Dictionary<int, string> Elsewhere = new()
    {
        [24] = nameof(EstateAccessTests.People_of_Identity_Center_stand_behind_the_reserved_role),
        [28] = nameof(StorageAccessTests.An_organisations_policy_blocks_public_access_in_its_accounts),
        [38] = nameof(Import.OrganizationTests.A_declarative_policy_is_no_guardrail),
        // A managed session policy follows its default version while a session runs: no export holds sessions, `simulate` is given the text.
        [41] = "not observable",
    };

    [Fact]
    public void Every_point_has_a_row_or_a_test_of_its_own() =>
        Assert.Equal(Enumerable.Range(1, 49), Read().Select(r => r["point"]!.GetValue<int>()).Concat(Elsewhere.Keys).Distinct().Order());

    private static List<JsonObject> Read() =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "aws", "semantics.json")))!.AsArray().Select(n => n!.AsObject())];

    /// <summary>A row of the table, shorter than what simulate reads, as what simulate reads.</summary>
    internal static JsonObject Line(JsonObject row)
    {
        var version = row.ContainsKey("version") ? row["version"]?.GetValue<string>() : "2012-10-17";
        return new JsonObject
        {
            ["id"] = "row",
            ["action"] = row["action"]!.DeepClone(),
            ["resource"] = new JsonObject { ["arn"] = row["resource"]!.DeepClone(), ["accountId"] = row["account"]!.DeepClone() },
            ["principal"] = Caller(row["caller"]!.GetValue<string>()),
            ["context"] = row["context"]?.DeepClone() ?? new JsonObject(),
            ["identityPolicies"] = List(row["identity"], version) ?? [],
            ["resourcePolicy"] = Policy(row["resourcePolicy"] ?? row["trust"], version),
            ["permissionBoundaries"] = List(row["boundary"], version),
            ["scps"] = Levels(row["scps"], version),
            ["rcps"] = Levels(row["rcps"], version),
            ["sessionPolicy"] = Policy(row["session"], version),
            ["vpcEndpointPolicies"] = List(row["endpoint"], version),
            ["settings"] = new JsonObject { ["s3BlockPublicAccess"] = row["block"]?.GetValue<bool>() ?? false },
        };
    }

    private static JsonObject Caller(string text) => text switch
    {
        "*" => new JsonObject { ["anonymous"] = true },
        _ when text.StartsWith("service:", StringComparison.Ordinal) => new JsonObject { ["service"] = text["service:".Length..] },
        _ when text.StartsWith("federated:", StringComparison.Ordinal) => new JsonObject { ["federated"] = text["federated:".Length..] },
        _ => new JsonObject { ["arn"] = text },
    };

    private static JsonArray? List(JsonNode? statements, string? version) =>
        statements is null ? null : [new JsonObject { ["name"] = "policy", ["policy"] = Policy(statements, version) }];

    private static JsonArray Levels(JsonNode? levels, string? version)
    {
        var list = new JsonArray();
        foreach (var level in levels?.AsArray() ?? [])
            list.Add(new JsonObject { ["orgIdentifier"] = "level", ["policies"] = level!.AsArray().Count == 0 ? [] : List(level, version) });
        return list;
    }

    private static JsonObject? Policy(JsonNode? statements, string? version)
    {
        if (statements is null)
            return null;
        var policy = new JsonObject { ["Statement"] = statements.DeepClone() };
        if (version is not null)
            policy["Version"] = version;
        return policy;
    }
}
