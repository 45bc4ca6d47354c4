using System.Text;
using System.Text.RegularExpressions;
using Ambit.Import;

namespace Ambit.Aws.Collect;

/// <summary>
/// The shell script that collects an account, or every account of an organisation, with AWS CLI v2. Built from one table of
/// calls, so that the script, the permissions it needs and what it covers cannot disagree.
/// </summary>
public sealed partial class AwsCollectScript : ICollectScript
{
    private static readonly string[] Always =
    [
        "sts:GetCallerIdentity", "ec2:DescribeRegions", "iam:ListRoles", "iam:GenerateServiceLastAccessedDetails", "iam:GetServiceLastAccessedDetails",
    ];

    private readonly IReadOnlyList<CollectCall> _calls = CollectCall.Load();

    /// <inheritdoc/>
    public string Tool => "AWS CLI v2";

    /// <inheritdoc/>
    public string Script(string? role)
    {
        if (role is not null && !RoleName().IsMatch(role))
            throw new ArgumentException($"`{role}` is no role name: letters, digits and +=,.@_-/ only", nameof(role));
        var script = new StringBuilder(Text("prelude.sh"));
        script.Append("\nROLE='").Append(role).Append("'\n\n");
        foreach (var (scope, function) in new[] { ("organization", "organization_rows"), ("node", "node_rows"), ("global", "global_rows"), ("region", "region_rows") })
            AppendRows(script, scope, function);
        return script.Append(Text("epilogue.sh")).ToString();
    }

    /// <inheritdoc/>
    public string Permissions()
    {
        var actions = _calls.SelectMany(c => c.Permissions).Concat(Always).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var lines = string.Join(",\n", actions.Select(a => $"        \"{a}\""));
        return $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "AmbitCollect",
                  "Effect": "Allow",
                  "Action": [
            {{lines}}
                  ],
                  "Resource": "*"
                }
              ]
            }

            """.ReplaceLineEndings("\n");
    }

    private void AppendRows(StringBuilder script, string scope, string function)
    {
        script.Append(function).Append("() {\n");
        foreach (var call in _calls.Where(c => c.Scope == scope))
        {
            script.Append("  row ").Append(Quote(call.Name)).Append(' ').Append(Quote(call.Covers));
            AppendWords(script, call.ForEach);
            AppendWords(script.Append(" :::"), call.AndEach);
            AppendWords(script.Append(" :::"), call.Call);
            script.Append('\n');
        }

        script.Append("}\n\n");
    }

    private static void AppendWords(StringBuilder script, IReadOnlyList<string> words)
    {
        foreach (var word in words)
            script.Append(' ').Append(Quote(word));
    }

    private static string Quote(string word) => PlainWord().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Text(string name)
    {
        using var reader = new StreamReader(Embedded.Open($"collect/aws/{name}"));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^[\w+=,.@/-]{1,512}$", RegexOptions.CultureInvariant)]
    private static partial Regex RoleName();

    [GeneratedRegex(@"^[A-Za-z0-9_:./-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
