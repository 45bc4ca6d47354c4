using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ambit.Azure.Collect;

namespace Ambit.Edges.Tests.Collect;

/// <summary>The script against a stand-in for az that answers in az's own shapes (<c>Cases/azure-collect/answers.json</c>) and refuses two calls.</summary>
public sealed class AzureCollectScriptTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Refused = ["cosmosdb list", "/identity/conditionalAccess/policies", "servicePrincipals/00000000-0000-4000-8000-000000000003/owners"];

    [Fact]
    public async Task What_the_script_writes_is_read_whole_and_what_was_refused_is_named()
    {
        using var folder = new TemporaryFolder();
        await WriteAz(folder);
        await File.WriteAllTextAsync(folder["collect.sh"], new AzureCollectScript().Script(role: null), TestContext.Current.CancellationToken);
        await Run(folder);
        var notes = (await File.ReadAllLinesAsync(Path.Combine(folder["out"], "collected.jsonl"), TestContext.Current.CancellationToken)).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(Refused.Length, notes.Count(n => n.GetProperty("result").GetString() == "failed"));
        Assert.All(notes, n => Assert.DoesNotMatch("(?i) (create|delete|update|put|patch) |\"method\":\"[^G]| post (?!.*/[$]batch)", n.GetProperty("call").GetString()!));

        var scan = await CommandRun.Of(folder.Path, "scan", folder["out"], "--json");
        Assert.Equal(0, scan.Code);
        Assert.Empty(scan.Json.GetProperty("inputs").GetProperty("unrecognised").EnumerateArray().Select(u => u.GetProperty("path").GetString()));
        var doctor = await CommandRun.Of(folder.Path, "doctor", "--json");
        var missing = string.Join('\n', doctor.Json.GetProperty("notCollected").EnumerateArray().Select(n => n.GetString()));
        Assert.All(Refused, r => Assert.Contains(r, missing, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(folder[".ambit"], "ambit.db"), TestContext.Current.CancellationToken)));

        var identities = (await CommandRun.Of(folder.Path, "inventory", "--json")).Json.GetProperty("identities").EnumerateArray().Select(i => i.GetProperty("name").GetString()!).ToHashSet();
        Assert.Superset(new HashSet<string> { "ana@t.example", "ops", "sync", "deployer" }, identities);
        var can = await CommandRun.Of(folder.Path, "can", "ana@t.example", "Microsoft.Compute/virtualMachines/start/action", "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/web", "--json");
        Assert.Equal("Allowed", can.Json.GetProperty("decision").GetString());
        var usage = (await CommandRun.Of(folder.Path, "usage", "--json")).Json.GetProperty("usage").EnumerateArray().Select(u => $"{u.GetProperty("principal").GetString()!.Split(':')[^1][^1]} {u.GetProperty("action").GetString()}").Order(StringComparer.Ordinal);
        Assert.Equal(["1 Microsoft.Compute/virtualMachines/start/action", "1 microsoft.directory/groups/members/update", "3 microsoft.directory/signIns"], usage);
    }

    [Fact]
    public void The_permissions_only_read() =>
        Assert.DoesNotContain("Write", new AzureCollectScript().Permissions(), StringComparison.Ordinal);

    /// <summary>az as far as the script asks: what is not in the table is an empty list, in the shape that the call has.</summary>
    private static async Task WriteAz(TemporaryFolder folder)
    {
        var bin = Directory.CreateDirectory(folder["bin"]).FullName;
        using var answers = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Cases", "azure-collect", "answers.json"), TestContext.Current.CancellationToken));
        var script = new StringBuilder("#!/bin/bash\nall=\"$* \"\ncase \"$all\" in\n");
        script.Append("*'account show --query tenantId'*) echo 11111111-1111-4111-8111-111111111111; exit;;\n");
        script.Append("*'account list --query'*) echo 22222222-2222-4222-8222-222222222222; exit;;\n");
        script.Append("*'identity list '*'--query'*) printf 'prod\\tdeployer\\n'; exit;;\n");
        // a batch is each of its addresses asked for alone
        script.Append("""
            *'/$batch '*) version=beta; case "$all" in *'/v1.0/$batch '*) version=v1.0;; esac
              printf '{\n  "responses": ['; sep=
              for u in $(printf '%s' "$all" | grep -o '"url":"[^"]*"' | cut -d'"' -f4); do
                id=$(printf '%s' "$u" | grep -oE '[0-9a-f]{8}-[0-9a-f-]{27}'); status=200; body=$("$0" rest --method get --url "https://graph.microsoft.com/$version$u" 2>/dev/null) || { status=403; body='{"error": {"code": "Authorization_RequestDenied"}}'; }
                printf '%s\n    {\n      "id": "%s",\n      "status": %s,\n      "body": %s}' "$sep" "$id" "$status" "$body"; sep=,
              done; printf ']\n}\n'; exit;;

            """.Replace("\r", "", StringComparison.Ordinal));
        foreach (var refused in Refused)
            script.Append($"*'{refused}'*) echo 'ERROR: (AuthorizationFailed) The client does not have authorization' >&2; exit 1;;\n");
        var number = 0;
        // the longest word first: a list's address is the beginning of those within it
        foreach (var answer in answers.RootElement.EnumerateObject().OrderByDescending(a => a.Name.Length))
        {
            var file = Path.Combine(bin, $"{number++}.json");
            await File.WriteAllTextAsync(file, answer.Value.ValueKind == JsonValueKind.String ? answer.Value.GetString() + "\n" : JsonSerializer.Serialize(answer.Value, Indented) + "\n", TestContext.Current.CancellationToken);
            script.Append($"*{Quoted(answer.Name)}*) cat {Quoted(file)}; exit;;\n");
        }

        script.Append("*\"appId='00000002-0000-0ff1-ce00-000000000000'\"*) echo 'ERROR: Not Found' >&2; exit 1;;\nesac\nurl=${all#*--url }; url=${url%% *}\n");
        script.Append("case \"$all\" in\n*graph.microsoft.com*) c=${url%%\\?*}; c=${c#https://graph.microsoft.com/*/}; printf '{\\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#%s\",\\n  \"value\": []\\n}\\n' \"$c\";;\n*'rest '*) printf '{\\n  \"value\": []\\n}\\n';;\n*) echo '[]';;\nesac\n");
        var az = Path.Combine(bin, "az");
        await File.WriteAllTextAsync(az, script.ToString(), TestContext.Current.CancellationToken);
        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static async Task Run(TemporaryFolder folder)
    {
        var start = new ProcessStartInfo("bash", [folder["collect.sh"], folder["out"]]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var (error, output) = (process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error + await output);
    }
}
