using Ambit.Escalation;

namespace Ambit.Tests.Escalation;

/// <summary>The pages under docs/rules say what the rules say. <c>AMBIT_ACCEPT=1 dotnet test …</c> writes them again.</summary>
public class RulePageTests
{
    [Fact]
    public void Every_page_of_the_rules_is_what_the_rule_says()
    {
        var folder = Path.Combine(Repository(), "docs", "rules");
        var pages = Pages();
        if (Environment.GetEnvironmentVariable("AMBIT_ACCEPT") == "1")
            Write(folder, pages);
        var written = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText)
            : [];
        var differing = pages.Where(p => written.GetValueOrDefault(p.Key) != p.Value).Select(p => p.Key).Concat(written.Keys.Where(k => !pages.ContainsKey(k))).Order().ToList();
        Assert.True(differing.Count == 0, $"docs/rules differs from the rules ({string.Join(", ", differing.Take(5))}); AMBIT_ACCEPT=1 writes it again");
    }

    private static Dictionary<string, string> Pages()
    {
        var vocabularies = new Clouds().All.SelectMany(c => c.RuleVocabularies).ToList();
        var rules = RuleSet.BuiltIn(vocabularies);
        var pages = new Dictionary<string, string>();
        foreach (var vocabulary in vocabularies)
        {
            var own = rules.Rules.Where(r => r.Cloud == vocabulary.Cloud).ToList();
            pages[$"{vocabulary.Cloud}/README.md"] = RulePage.Index(vocabulary, own);
            foreach (var rule in own)
                pages[$"{vocabulary.Cloud}/{RulePage.FileName(rule)}"] = RulePage.Of(rule);
        }

        return pages;
    }

    private static void Write(string folder, Dictionary<string, string> pages)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var (name, text) in pages)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ambit.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
