using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Lint;

namespace Ambit.Tests.Aws.Policies.Lint;

/// <summary>Every issue code with a document that has it and the nearest one that has it not: <c>Cases/aws/lint</c>.</summary>
public sealed partial class PolicyLintTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases", "aws", "lint");

    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var row in json.RootElement.EnumerateArray())
                data.Add(row.GetProperty("code").GetString()!, row.GetRawText());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_code_is_found_where_it_belongs_and_not_beside(string code, string json)
    {
        var row = JsonNode.Parse(json)!.AsObject();
        var bad = Check(row, "bad");
        Assert.Contains(code, bad.Select(f => f.Code));
        if (row["path"] is { } path)
            Assert.Contains((code, path.GetValue<string>()), bad.Select(f => (f.Code, f.Path)));
        if (row.ContainsKey("good"))
            Assert.DoesNotContain(code, Check(row, "good").Select(f => f.Code));
    }

    [Fact]
    public void Every_code_has_its_case()
    {
        var covered = Rows().Select(r => r.Data.Item1).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], LintCodes.All.Except(covered, StringComparer.Ordinal));
    }

    [Fact]
    public void The_place_is_line_from_one_and_column_from_zero()
    {
        var text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    { \"Sid\": \"ä\", \"Effect\": \"allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\" }\n  ]\n}";
        var finding = PolicyLint.Check(Encoding.UTF8.GetBytes(text), PolicyKind.Identity).Single(f => f.Code == "INVALID_EFFECT");
        Assert.Equal(("/Statement/0/Effect", 4, 28), (finding.Path, finding.Line, finding.Column));
    }

    [Fact]
    public void Text_that_is_no_JSON_is_one_finding_with_its_place()
    {
        var finding = Assert.Single(PolicyLint.Check("{\n  \"Version\" \"x\"}"u8.ToArray(), PolicyKind.Identity));
        Assert.Equal(("JSON_SYNTAX_ERROR", "ERROR", 2), (finding.Code, finding.Type, finding.Line));
    }

    [Fact]
    public void A_misspelt_action_is_told_what_it_was_meant_to_be()
    {
        var finding = Assert.Single(PolicyLint.Check("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObejct","Resource":"arn:aws:s3:::b/*"}}"""u8.ToArray(), PolicyKind.Identity));
        Assert.Equal("there is no action `s3:GetObejct`; did you mean `s3:GetObject`", finding.Message);
    }

    [Fact]
    public void The_policies_of_AWS_itself_have_no_errors_but_old_names()
    {
        string[] aging = ["INVALID_ACTION", "INVALID_SERVICE_IN_ACTION", "INVALID_ARN_RESOURCE", "INVALID_SERVICE_CONDITION_KEY", "UNSUPPORTED_ACTION_FOR_CONDITION_KEY", "INVALID_SERVICE",
            "MISSING_ARN_ACCOUNT", "MISSING_ARN_REGION", "ARN_REGION_NOT_ALLOWED", "ARN_ACCOUNT_NOT_ALLOWED", "INVALID_GLOBAL_CONDITION_KEY", "MISSING_ARN_FIELD", "MISSING_QUALIFIER"];
        foreach (var arn in AwsCatalogue.Current.ManagedPolicies.Arns.Where((_, i) => i % 23 == 0))
        {
            var errors = PolicyLint.Check(AwsCatalogue.Current.ManagedPolicies.Find(arn)!.Json, PolicyKind.Identity).Where(f => f.Severity is LintSeverity.Error && !aging.Contains(f.Code));
            Assert.Equal((arn, ""), (arn, string.Join("; ", errors.Select(e => $"{e.Code} {e.Message}"))));
        }
    }

    private static IReadOnlyList<LintFinding> Check(JsonObject row, string name)
    {
        var kind = Enum.Parse<PolicyKind>(row["kind"]?.GetValue<string>() ?? "Identity");
        return PolicyLint.Check(Encoding.UTF8.GetBytes(Document(row[name]!, kind)), kind, row["resourceType"]?.GetValue<string>());
    }

    /// <summary>A row gives a whole document as text, or the members in which a statement differs from a plain one.</summary>
    private static string Document(JsonNode given, PolicyKind kind)
    {
        if (given is JsonValue text)
            return Repeat().Replace(text.GetValue<string>(), m => new string('b', int.Parse(m.Groups[1].Value)));
        if (given is JsonObject whole && whole.ContainsKey("Statement"))
            return whole.ToJsonString();
        var statements = (given is JsonArray several ? several.Select(s => s!.AsObject()) : [given.AsObject()]).Select(s => Statement(s, kind));
        return $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
    }

    private static string Statement(JsonObject given, PolicyKind kind)
    {
        var statement = new JsonObject { ["Effect"] = kind is PolicyKind.ResourceControl ? "Deny" : "Allow" };
        if (!given.ContainsKey("NotAction"))
            statement["Action"] = kind is PolicyKind.Trust ? "sts:AssumeRole" : "s3:GetObject";
        if (kind is not PolicyKind.Trust && !given.ContainsKey("NotResource"))
            statement["Resource"] = kind is PolicyKind.ResourceControl ? "*" : "arn:aws:s3:::b/*";
        if (kind is PolicyKind.Resource or PolicyKind.Trust && !given.ContainsKey("NotPrincipal"))
            statement["Principal"] = new JsonObject { ["AWS"] = "111122223333" };
        else if (kind is PolicyKind.ResourceControl)
            statement["Principal"] = "*";
        foreach (var (key, value) in given)
        {
            if (value is JsonValue v && v.TryGetValue<string>(out var gone) && gone == "(none)")
                statement.Remove(key);
            else
                statement[key] = value?.DeepClone();
        }

        return statement.ToJsonString();
    }

    /// <summary>So many letters, which a file need not hold.</summary>
    [GeneratedRegex("REPEAT([0-9]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Repeat();
}
