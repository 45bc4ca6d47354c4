using System.Globalization;
using System.Text;
using System.Text.Json;
using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;
using Ambit.Usage;

namespace Ambit.Tests.Reference;

/// <summary>
/// CloudTrail read in the plainest way: the whole record parsed, every member looked up by its name, no memory of anything. What it
/// finds is what the reader that scans bytes has to find.
/// </summary>
internal static class NaiveTrail
{
    /// <summary>The uses of records, each with its day, sorted.</summary>
    public static IReadOnlyList<string> Uses(IEnumerable<string> records)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var uses = new List<string>();
        foreach (var text in records)
        {
            using var document = JsonDocument.Parse(text);
            var record = document.RootElement;
            if (seen.Add(record.Text("eventID")!))
                uses.AddRange(Of(record).Select(u => Written(u.Principal, u.Action, u.Resource, u.Context.Text, u.Outcome, Time(record))));
        }

        return [.. uses.GroupBy(u => u).Select(g => $"{g.Count()} {g.Key}").Order(StringComparer.Ordinal)];
    }

    /// <summary>The same of what the reader rolled up.</summary>
    public static IReadOnlyList<string> Uses(UsageRollup rollup) =>
        [.. rollup.Rows().Select(r => $"{r.Count} {Written(r.Principal, r.Action, r.Resource, r.Context.Text, r.Outcome, r.FirstSeen)}").Order(StringComparer.Ordinal)];

    private static string Written(string principal, string action, string? resource, string context, UseOutcome outcome, DateTimeOffset time) =>
        $"{time:yyyy-MM-dd} {outcome} {principal} {action} {resource} {context.Replace('\n', ' ')}";

    private static DateTimeOffset Time(JsonElement record) => DateTimeOffset.Parse(record.Text("eventTime")!, CultureInfo.InvariantCulture);

    private static IReadOnlyList<UsageKey> Of(JsonElement record)
    {
        var recipe = new CallRecipe(AwsCatalogue.Current, EventToPermission.Current, record.Text("eventSource")!, record.Text("eventName")!);
        var caller = CallerIdentity.Of(record.Child("userIdentity")) with { UniqueId = null };
        var request = record.Child("requestParameters");
        var call = new CloudTrailCall
        {
            Source = recipe.Source,
            Name = recipe.Name,
            Region = record.Text("awsRegion") ?? "",
            Account = record.Text("recipientAccountId") ?? caller.Account ?? "",
            Caller = caller,
            Address = Address(record, caller),
            Endpoint = record.Text("vpcEndpointId"),
            ErrorCode = record.Text("errorCode"),
            Resources = [.. Arns(record.Child("resources"))],
            Parameters = [.. Parameters(request, recipe, "", 0)],
            HasRequest = request.ValueKind == JsonValueKind.Object,
        };
        return caller.Principal is null ? [] : CallUses.Of(recipe, call, Text(call, recipe), CallContext.Of(call));
    }

    private static CallText Text(CloudTrailCall call, CallRecipe recipe)
    {
        var bytes = new List<byte>();
        ParameterSlice Put(int name, string text, bool top)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text));
            var length = Encoding.UTF8.GetByteCount(text);
            return new ParameterSlice(name, bytes.Count - length, length, top);
        }

        var resources = call.Resources.Select(r => Put(-1, r, false)).ToArray();
        var parameters = call.Parameters.Select(p => Put(p.Name.Length == 0 ? -1 : recipe.Names.Find(Encoding.UTF8.GetBytes(p.Name)), p.Value, p.Top)).ToArray();
        byte[] all = [.. bytes];
        return new CallText { ResourceList = all, Resources = resources, Request = all, Parameters = parameters, Surroundings = CallSurroundings.Of(call) };
    }

    private static string? Address(JsonElement record, Caller caller)
    {
        if (caller.InvokedBy is not null || record.Text("sourceIPAddress") is not { } address)
            return null;
        if (CallContext.KeepsAddress(caller, record.Text("vpcEndpointId") is not null))
            return address;
        var dot = address.LastIndexOf('.');
        return dot < 0 ? address : address[..dot] + ".0";
    }

    private static IEnumerable<string> Arns(JsonElement resources) =>
        resources.ValueKind != JsonValueKind.Array ? [] : resources.EnumerateArray().Select(r => r.Text("ARN")).OfType<string>();

    private static IEnumerable<Parameter> Parameters(JsonElement value, CallRecipe recipe, string name, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                if (depth > 0 && Wanted(recipe, name) is { } there && value.EnumerateObject().Any())
                    yield return new Parameter(there, "", depth == 1);
                foreach (var parameter in value.EnumerateObject().SelectMany(m => Parameters(m.Value, recipe, m.Name, depth + 1)))
                    yield return parameter;
                break;
            case JsonValueKind.Array:
                foreach (var parameter in value.EnumerateArray().SelectMany(v => Parameters(v, recipe, name, depth)))
                    yield return parameter;
                break;
            case JsonValueKind.String when value.GetString() is { Length: > 0 } text:
                if (Wanted(recipe, name) is { } wanted)
                    yield return new Parameter(wanted, text, depth == 1);
                else if (recipe.WantsArns && text.StartsWith("arn:", StringComparison.Ordinal))
                    yield return new Parameter("", text, depth == 1);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when Wanted(recipe, name) is { } plain:
                yield return new Parameter(plain, value.GetRawText(), depth == 1);
                break;
        }
    }

    private static string? Wanted(CallRecipe recipe, string name) => recipe.Names.Find(Encoding.UTF8.GetBytes(name)) is >= 0 and var number ? recipe.Names[number] : null;
}
