using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Sets;

namespace Ambit.Tests.Aws.Policies.Sets;

/// <summary>The questions of `policy check` as a table: one file a topic, one row a question.</summary>
public sealed class PolicySetsTests
{
    public static TheoryData<string, string> Questions()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases", "aws", "check"), "*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var row in json.RootElement.EnumerateArray())
                data.Add($"{Path.GetFileNameWithoutExtension(file)}: {row.GetProperty("title").GetString()}", row.GetRawText());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_of_the_table_is_answered_so(string title, string json)
    {
        Assert.NotEmpty(title);
        using var parsed = JsonDocument.Parse(json);
        var row = parsed.RootElement;
        var kind = Enum.Parse<PolicyKind>(row.TryGetProperty("kind", out var k) ? k.GetString()! : "Identity");
        var updated = Read(row, "new");
        var answer = row.TryGetProperty("reference", out _) ? PolicySets.NoNewAccess(updated, Read(row, "reference"), kind)
            : row.TryGetProperty("deny", out var deny) ? PolicySets.NotGranted([updated], kind, deny.GetString()!, row.TryGetProperty("on", out var on) ? on.GetString() : null)
            : PolicySets.NoPublicAccess([updated], kind);
        var expected = row.GetProperty("holds").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => (bool?)null };
        Assert.Equal((expected, string.Join("; ", answer.Undecided.Take(expected is null ? 0 : 9))), (answer.Holds, expected is null ? "" : string.Join("; ", answer.Undecided)));
        Assert.Equal(expected == false, answer.Witness is not null);
        if (row.TryGetProperty("witness", out var witness))
            Assert.Equal(witness.GetString(), $"{answer.Witness!.Principal} {answer.Witness.Action} {answer.Witness.Resource}".Trim());
    }

    [Fact]
    public void A_policy_of_the_catalogue_is_within_itself()
    {
        foreach (var arn in AwsCatalogue.Current.ManagedPolicies.Arns.Where((_, i) => i % 97 == 0))
        {
            var document = PolicyDocument.Parse(AwsCatalogue.Current.ManagedPolicies.Find(arn)!.Json);
            var answer = PolicySets.NoNewAccess(document, document, PolicyKind.Identity);
            Assert.Equal((arn, true, ""), (arn, answer.Holds, string.Join("; ", answer.Undecided)));
        }
    }

    [Fact]
    public void An_administrator_is_wider_than_any_other_policy_and_no_other_is_wider_than_it()
    {
        var all = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");
        foreach (var arn in AwsCatalogue.Current.ManagedPolicies.Arns.Where((_, i) => i % 211 == 5))
        {
            var document = PolicyDocument.Parse(AwsCatalogue.Current.ManagedPolicies.Find(arn)!.Json);
            Assert.Equal((arn, true), (arn, PolicySets.NoNewAccess(document, all, PolicyKind.Identity).Holds));
            if (!arn.EndsWith("/AdministratorAccess", StringComparison.Ordinal))
                Assert.Equal((arn, false), (arn, PolicySets.NoNewAccess(all, document, PolicyKind.Identity).Holds));
        }
    }

    [Fact]
    public void The_longest_policy_of_AWS_is_within_itself()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AMBIT_SLOW") is { Length: > 0 }, "slow: set AMBIT_SLOW=1");
        var document = PolicyDocument.Parse(AwsCatalogue.Current.ManagedPolicies.Find("arn:aws:iam::aws:policy/ReadOnlyAccess")!.Json);
        Assert.True(PolicySets.NoNewAccess(document, document, PolicyKind.Identity).Holds);
    }

    [Fact]
    public void Hostile_patterns_are_left_undecided_rather_than_followed_to_the_end()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AMBIT_SLOW") is { Length: > 0 }, "slow: set AMBIT_SLOW=1");
        var a = Hostile("*a", "*a?");
        var b = Hostile("*ab", "?*b");
        Assert.Null(PolicySets.NoNewAccess(a, b, PolicyKind.Identity).Holds);

        static PolicyDocument Hostile(string action, string resource) => PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ACTION","Resource":"arn:aws:s3:::RESOURCE"}}"""
                .Replace("ACTION", Repeat(action), StringComparison.Ordinal).Replace("RESOURCE", Repeat(resource), StringComparison.Ordinal));

        static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 1500));
    }

    private static PolicyDocument Read(JsonElement row, string name)
    {
        var document = row.GetProperty(name);
        // A row may give the statements alone; the version is then the current one.
        return document.ValueKind is JsonValueKind.Object && document.TryGetProperty("Statement", out _)
            ? PolicyDocument.Read(document)
            : PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":{{document.GetRawText()}}}""");
    }
}
