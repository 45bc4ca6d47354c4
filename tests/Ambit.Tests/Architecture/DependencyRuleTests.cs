using System.Text.RegularExpressions;

namespace Ambit.Tests.Architecture;

public sealed class DependencyRuleTests
{
    public static TheoryData<string> Rooms => new(HouseRules.Rooms.Where(r => Directory.Exists(Path.Combine(SourceRoot(), r))));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_to_its_left(string room)
    {
        var allowed = HouseRules.Allowed(room);
        var broken = Files(room)
            .SelectMany(f => Uses(f).Where(u => HouseRules.Rooms.Contains(u) && !allowed.Contains(u)).Select(u => $"{Path.GetRelativePath(SourceRoot(), f)} uses {u}"))
            .ToList();
        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_namespace_is_the_folder_it_lies_in(string room)
    {
        var wrong = Files(room)
            .Select(f => (File: Path.GetRelativePath(SourceRoot(), f), Match: NamespaceLine().Match(File.ReadAllText(f))))
            .Where(p => p.Match.Success && p.Match.Groups[1].Value != "Ambit." + Path.GetDirectoryName(p.File)!.Replace(Path.DirectorySeparatorChar, '.'))
            .Select(p => p.File)
            .ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_the_composition_root_names_every_cloud()
    {
        var asking = Directory.EnumerateFiles(SourceRoot(), "*.cs", SearchOption.TopDirectoryOnly)
            .Where(f => Path.GetFileName(f) is not "Clouds.cs")
            .Where(f => HouseRules.CloudNamespaces.Any(c => File.ReadAllText(f).Contains(c, StringComparison.Ordinal)))
            .Select(Path.GetFileName)
            .ToList();
        Assert.Empty(asking);
    }

    [Theory]
    [InlineData("Ambit.Store")]
    [InlineData("Ambit.Cli")]
    public void Store_and_command_line_name_no_cloud(string project)
    {
        var naming = Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(SourceRoot())!, project), "*.cs", SearchOption.AllDirectories)
            .Select(f => (File: Path.GetFileName(f), Text: Comments().Replace(File.ReadAllText(f), "")))
            .Where(f => HouseRules.CloudNamespaces.Any(c => f.Text.Contains($"{c}.", StringComparison.Ordinal) || f.Text.Contains($"{c};", StringComparison.Ordinal))
                || HouseRules.CloudNames.Any(n => f.Text.Contains($"\"{n}\"", StringComparison.Ordinal)))
            .Select(f => f.File)
            .ToList();
        Assert.Empty(naming);
    }

    [Fact]
    public void A_rule_that_names_a_room_to_the_right_would_be_caught() =>
        Assert.Contains("Aws", UsesIn("using Ambit.Aws.Policies;\nnamespace Ambit.Findings;"));

    private static IEnumerable<string> Files(string room) =>
        Directory.EnumerateFiles(Path.Combine(SourceRoot(), room), "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<string> Uses(string file) => UsesIn(File.ReadAllText(file));

    private static IEnumerable<string> UsesIn(string source) =>
        Qualified().Matches(Comments().Replace(source, "")).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);

    private static string SourceRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ambit.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run inside the checkout");
        return Path.Combine(folder, "src", "Ambit");
    }

    private static Regex Qualified() => new(@"\bAmbit\.([A-Z][A-Za-z]+)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Regex Comments() => new(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static Regex NamespaceLine() => new(@"^namespace ([\w.]+);", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
}
